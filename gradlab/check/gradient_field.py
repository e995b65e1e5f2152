"""The checks of lesson 03."""

import numpy as np

from .exercise import Case, exercise

SEED = 3  # of the places that are tried: the same for every reader


@exercise(
    "Components first: the same line works at a point, at five points, and on a mesh.",
    advice={
        "AxisError": "One point has axis 0 alone: the components lie along it.",
        "(broadcast|core dimension|not aligned)": (
            "@ and dot fit one point alone: square each component, and add up axis 0."
        ),
    },
)
def heights():
    """Try the sum of the squares of the components, at points of any arrangement.

    Open are the number of components, from 1 up; how the points are arranged, or that there is
    one; the signs, 0, and how large. All are small enough for a hint to show the numbers.
    """
    random = np.random.default_rng(SEED)
    for shape in ((2, 3), (2, 2, 3), (3, 4), (2,), (3, 3), (1, 4), (5,), (4, 1, 2), (2, 2), (1,)):
        x = random.integers(-5, 6, shape).astype(float)
        yield Case((x**2).sum(axis=0), _mistakes_of_heights(x), x=x)
    for x in (random.uniform(-2, 2, (3, 2)).round(2), np.array([[-300.0, 0.0], [0.0, 0.01]])):
        yield Case((x**2).sum(axis=0), _mistakes_of_heights(x), x=x)


def _mistakes_of_heights(x):
    """Return what comes of mistakes at the sum of the squares."""
    squares = x**2
    right = squares.sum(axis=0)
    return {
        "You add up everything: each point needs its own height, so add up axis 0 alone.": (
            squares.sum()
        ),
        "You add up along axis 1, or the last: the components lie along axis 0.": tuple(
            squares.sum(axis=axis) for axis in range(1, x.ndim)
        )
        or squares.sum(),
        "The components are squared, but not added up.": squares,
        "There may be more than two components: add up all of them.": squares[:2].sum(axis=0),
        "Add up all components: that is one of them.": (squares[0], squares[-1]),
        "Square each component before you add them up.": (
            x.sum(axis=0) ** 2,
            abs(x).sum(axis=0) ** 2,
        ),
        "2**x has x as the exponent: the square is x**2.": (2**x).sum(axis=0),
        "Square the components: they are added up as they are.": x.sum(axis=0),
        "Square the components: their sizes are added up.": abs(x).sum(axis=0),
        "x * 2 doubles: the square is x**2.": (2 * x).sum(axis=0),
        "x**3 is the cube: the square is x**2.": (x**3).sum(axis=0),
        "Add up all components: the first is missing.": (
            squares[1:].sum(axis=0),
            squares[1:].sum(axis=0) if len(x) > 1 else 0,
        ),
        "Add up all components: the last is missing.": (
            squares[:-1].sum(axis=0),
            squares[:-1].sum(axis=0) if len(x) > 1 else 0,
        ),
        "What is below 0 has a square, too, above 0: leave max, abs and np.sign out.": (
            (np.maximum(x, 0) ** 2).sum(axis=0),
            (x * abs(x)).sum(axis=0),
        ),
        "That is the length, the root of the height: leave the root out.": (
            np.sqrt(right),
            np.sqrt(squares[:2].sum(axis=0)),
        ),
        "2 * x is the gradient: the height is the sum of the squares.": 2 * x,
        "The components need not be whole: leave int out.": (np.trunc(x) ** 2).sum(axis=0),
        "That is the mean: add up, and do not divide by how many there are.": right / len(x),
        "Add the squares up: yours are multiplied.": squares.prod(axis=0),
        "Add up all components: that is the largest of the squares.": squares.max(axis=0),
        "Leave the points where they are: add up axis 0 without turning x.": right.T,
        "@ and dot multiply each point with every other: square, and add up axis 0.": (
            np.tensordot(x.T, x, 1) if x.ndim > 1 else right
        ),
    }


OWN_LEVEL = (0.1, 0.05, 1)  # what readers call level
WORDS = {"minimum", "maximum", "saddle", "plateau"}


@exercise(
    "Signs all around a place say what it is; the gradient, zero in all four, does not.",
    advice={"NameError: name '(minimum|maximum|saddle|plateau)'": "A word stands in quotes."},
)
def kind():
    """Try the name of a place by how much higher f is at 8 places around it.

    Open are how steep it is along the two axes, and how much the one outweighs the other; in which
    directions a saddle falls, so that neither one of the 8, nor every other one, nor their sum
    says what it is.
    """
    a, b = np.random.default_rng(SEED).uniform(0.5, 2, 2).round(1)
    turned = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    x0, x1 = np.cos(turned), np.sin(turned)
    narrow = [9 * np.sin(turned - angle) ** 2 - 1 for angle in turned[:4]]
    either = "Some places around are higher, and some lower."
    for right, rises, hint in (
        ("minimum", a * x0**2 + b * x1**2, "Every place around is higher."),
        ("maximum", -a * x0**2 - b * x1**2, "Every place around is lower."),
        ("saddle", a * x0**2 - b * x1**2, either),
        ("saddle", x0 * x1, either),
        ("plateau", np.zeros(8), "No place around is higher, and none lower."),
        *(("saddle", rises, either) for rises in narrow),
        *(("saddle", -rises, either) for rises in narrow),
        ("saddle", x1**2 - x0**2, either),
        ("minimum", 0.1 * x0**2 + 400 * x1**2, "Every place around is higher."),
        ("maximum", -700 * x0**2 - 0.2 * x1**2, "Every place around is lower."),
        ("minimum", 0.03 + 0 * x0, "Every place around is higher."),
        ("maximum", -0.03 + 0 * x0, "Every place around is lower."),
    ):
        rises = rises.round(2) + 0.0  # 0.0 and no -0.0
        yield Case(right, _mistakes_of_kind(right, rises), otherwise=hint, rises=rises)


def _mistakes_of_kind(right, rises):
    """Return what comes of mistakes at the name of a place."""
    changed = {"minimum": "maximum", "maximum": "minimum"}
    by_sum = {1: "minimum", -1: "maximum", 0: ("saddle", "plateau")}[np.sign(rises.sum().round(9))]
    is_level = (rises == 0).any()
    return {
        "Minimum and maximum have changed places: at a minimum all around is higher.": (
            changed.get(right, right)
        ),
        "Saddle and plateau have changed places: on a plateau all around is level.": (
            {"saddle": "plateau", "plateau": "saddle"}.get(right, right)
        ),
        "One place alone does not say it, so ask .all() of the comparison: some places around a "
        "saddle are higher, and some lower.": _asked_of_any(right, rises),
        "Where all is level it is a plateau: ask (rises == 0).all() first, or > 0 and not >= 0.": (
            ("saddle", "minimum", "maximum") if right == "plateau" else right
        ),
        "A level place, or a sum of 0, is no plateau yet: all places must be level.": (
            "plateau" if right == "saddle" and is_level else right
        ),
        "Ask all of the 8 places: what the first one says, others may not.": (
            _word(rises[:1]),
            "saddle" if rises.any() else "plateau",
        )
        if rises[0] == 0
        else _word(rises[:1]),
        "Ask all of the 8 places: yours looks along the axes alone.": _word(rises[::2]),
        "Ask all of the 8 places: yours looks along the diagonals alone.": _word(rises[1::2]),
        "Rises that are small, or all alike, are rises: compare each with 0.": tuple(
            _word(np.where(abs(rises) < own, 0, rises)) for own in OWN_LEVEL
        ),
        "Neither the sum of the rises says it, nor most of them: some places around a saddle are "
        "higher, and some lower.": by_sum if right == "saddle" else right,
        "The sign counts: compare rises with 0 first, and ask .all() of that; rises.all() and abs "
        "lose the sign.": "minimum" if rises.all() else right,
    }


def _word(rises):
    """Return the name of a place."""
    if (rises == 0).all():
        return "plateau"
    if (rises > 0).all():
        return "minimum"
    return "maximum" if (rises < 0).all() else "saddle"


def _asked_of_any(right, rises):
    """Return what comes of .any() in place of .all(), whichever of the two is asked first."""
    return ("minimum", "maximum") if right == "saddle" else right


@exercise(
    "The arrow says which way; the length of the gradient says how steep.",
    advice={
        "ZeroDivisionError": "Where the gradient is zero, its length is 0: look for that first.",
        "(truth value|comparison)": (
            "gradient == 0 has one answer for each slope: ask (...).all() of it, or whether the "
            "length is 0."
        ),
    },
)
def downhill():
    """Try the direction of steepest descent, an arrow of length 1.

    Open are the number of slopes; their signs; single ones that are 0, and all of them; slopes that
    are alike, or whose sum is 0; a gradient shorter than 1, or long; whole numbers.
    """
    random = np.random.default_rng(SEED)
    drawn = *random.uniform(-5, 5, (3, 2)).round(2), random.uniform(-5, 5, 3).round(2)
    mixed = [
        [2.0, -2.0],
        [0.0, -4.0],
        [2.0, 0.0],
        [0.3, 0.4],
        [-4.0],
        [0.5],
        [1.0, -5.0, 0.0, 2.0, 3.0],
        [2.0, 2.0, 3.0],
    ]
    long = [[-30000.0, 40000.0], [6.0, -3.0, -2.0]]
    for gradient in (np.array([3.0, 4.0]), *drawn, *map(np.array, mixed), *map(np.array, long)):
        right = -gradient / np.linalg.norm(gradient)
        yield Case(right, _mistakes_of_direction(gradient), gradient=gradient)
    tiny = np.array([-3e-6, 4e-6])  # 1e-9 beside its length is 2e-4 of it: no mistake
    yield Case(-tiny / 5e-6, _mistakes_of_direction(tiny), near=5e-4, gradient=tiny)
    whole = np.array([-3, 4])
    yield Case(-whole / 5, _mistakes_of_direction(whole), gradient=whole)
    for size in (2, 3, 1):
        zeros = np.zeros(size)
        yield Case(zeros, _mistakes_of_no_direction(size), gradient=zeros)


OWN_ADDED = (1, 0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8)  # what readers add to the length
OWN_SHORT = (0.5, 0.1, 0.05, 0.01, 1e-3, 1e-4, 1e-5)  # what they call zero


def _mistakes_of_direction(gradient):
    """Return what comes of mistakes at the direction."""
    length, sizes = np.linalg.norm(gradient), abs(gradient)
    with np.errstate(all="ignore"):
        return {
            "That way leads uphill: take minus the gradient.": gradient / length,
            "Its length is not 1: divide by the length of the gradient.": -gradient,
            "That way leads uphill, and its length is not 1.": gradient,
            "Divide by the length, the root of the sum of the squares, not by the sum.": (
                -gradient / gradient.sum(),
                -gradient / (gradient.sum() or 1),
                -gradient / (gradient.sum() or np.inf),
                -gradient / sizes.sum(),
            ),
            "Divide by the length, the root of the sum of the squares, not by the largest.": (
                -gradient / sizes.max(),
                -gradient / gradient.max(),
                -gradient / (gradient.max() or 1),
            ),
            "Divide by the root of the sum of the squares, not by how many slopes there are.": (
                -gradient / gradient.size,
                -gradient / np.sqrt(gradient.size),
            ),
            "Each slope keeps its share: divide all of them by the same length.": (
                -np.sign(gradient),
                -gradient / sizes,
                -np.sign(gradient) / np.sqrt(np.count_nonzero(gradient)),
            ),
            "The root is that of the sum of the squares, and not of their mean.": (
                -gradient / np.sqrt((gradient**2).mean())
            ),
            "zeros_like of whole numbers cuts digits off: np.zeros(gradient.shape) keeps them.": (
                np.trunc(-gradient / length) if gradient.dtype == int else -gradient / length
            ),
            "Only a gradient of zero has no direction: a short one has.": tuple(
                -gradient / length if length > own else 0 * gradient for own in OWN_SHORT
            ),
            "There may be more than two slopes: all of them count for the length.": (
                -gradient / np.linalg.norm(gradient[:2]),
                -gradient / np.linalg.norm(gradient[:3]),
            ),
            "Divide by the length itself, not by its square.": -gradient / length**2,
            "Multiply by minus 1, and divide by the length: yours is multiplied.": (
                -gradient * length
            ),
            "Divide by the length of any gradient: also where that is below 1.": (
                -gradient / max(length, 1)
            ),
            "Divide by the length alone: what is added to it shortens the arrow.": (
                *(-gradient / (length + own) for own in OWN_ADDED),
            ),
            "One slope of 0 is no gradient of zero: ask whether all of them are 0.": (
                -gradient / length if gradient.all() else 0 * gradient,
                -gradient / length if gradient[0] else 0 * gradient,
                -gradient / length if gradient[-1] else 0 * gradient,
            ),
            "Slopes whose sum is 0 are no gradient of zero: ask about their squares, or .any().": (
                -gradient / length if gradient.sum() else 0 * gradient
            ),
            "Minus belongs before each slope.": tuple(
                np.where(np.arange(gradient.size) == i, -1, 1) * gradient / length for i in (0, 1)
            ),
            "The largest slope is not the direction: all slopes count.": (
                np.where(np.arange(gradient.size) == sizes.argmax(), -np.sign(gradient), 0)
            ),
            "Slopes below 0 are slopes, too: only where all are 0 return zeros.": (
                -gradient / length if (gradient > 0).any() else 0 * gradient
            ),
            "That is the length of the gradient: return the arrow.": (length, -length),
            "Each slope keeps its sign, turned round: abs and the root of a square lose it.": (
                -sizes / length,
                sizes / length,
            ),
        }


def _mistakes_of_no_direction(size):
    """Return what comes of mistakes where the gradient is zero."""
    zeros = "Return an array of zeros, as long as the gradient."
    return {
        "Where the gradient is zero there is no direction: return zeros.": (
            np.ones(size),
            np.eye(size)[0],
            np.ones(size) / np.sqrt(size),
        ),
        "You divide by a length of 0: look for that case first.": np.full(size, np.nan),
        zeros: (0, np.zeros(2), np.zeros((1, size)), np.zeros(0)),
    }
