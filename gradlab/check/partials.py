"""The checks of lesson 02."""

import numpy as np

from .exercise import Case, exercise
from .words import Named

SEED = 2  # of the places that are tried: the same for every reader
H = 1e-4  # the course's own step
OWN_LARGER_H = (1e4, 0.5, 0.1, 1e-2, 1e-3)  # what readers write in its place
BY_X1 = "Divide by 2 * h, how far along it is, and not by x1."
SAME = (
    "Both readings are the same: what is read once at + h must be read at - h the other time, and "
    "an array under two names is one array. Or h is too small."
)


@exercise(
    "x0 stood still, so this is the slope of a curve in one variable: a slice of the surface.",
    advice={
        "argument.*handed over": "f takes two numbers: f(x0, x1).",
        r"handed over": "f takes two numbers, and no array: f(x0, x1).",
    },
)
def partial_x1():
    """Try the slope of f(x0, x1) along x1.

    Open are f, which may rise, fall, or not feel one of the two; the signs of x0 and x1, and 0;
    whether they are alike; whole numbers, as in the task.
    """
    surfaces = (
        Named("x0**2 * x1", lambda x0, x1: x0**2 * x1),  # the forward difference is right here
        Named("sin(x0) * x1**3", lambda x0, x1: np.sin(x0) * x1**3),
        Named("50 * x1**3 - 5 * x0", lambda x0, x1: 50 * x1**3 - 5 * x0),
        Named("sin(x0) - x1**4", lambda x0, x1: np.sin(x0) - x1**4),
    )
    random = np.random.default_rng(SEED)
    places = [(3.0, 5.0), *random.uniform(1, 3, size=(3, 2)).round(2).tolist()]
    places += [(-2.0, -1.5), (0.5, -3.0), (4.0, 0.0), (3, 5), (0.0, 1.5), (2.5, 2.5)]
    for f in surfaces:
        for x0, x1 in places:
            right = _slope(f, x0, x1, 0, 1)
            yield Case(right, _mistakes_of_partial(f, x0, x1), f=f, x0=x0, x1=x1)


def _mistakes_of_partial(f, x0, x1):
    """Return what comes of mistakes at the slope along x1."""
    right, (ahead, here, behind) = _slope(f, x0, x1, 0, 1), _readings(f, x0, x1)
    return {
        "That is the slope along x0: freeze x0, and move x1.": _slope(f, x0, x1, 1, 0),
        "You move both, or add up two slopes: h belongs to x1 alone.": (
            _slope(f, x0, x1, 1, 1),
            _slope(f, x0, x1, 1, 0) + right,
        ),
        "x0 is not frozen: it stays x0 in both readings.": (
            _slope(f, x1, x1, 1, 1),
            _slope(f, x1, x1, 0, 1),
            *(_slope(f, frozen, x1, 0, 1) for frozen in (0, 1, 3, 4)),
        ),
        "x0 and x1 have changed places: f takes x0 first.": (
            _slope(f, x1, x0, 1, 0),
            _slope(f, x1, x0, 0, 1),
        ),
        "That is the slope of x0 * x1 alone, which is x0: use the f that is given.": x0,
        "It is turned round: the reading at x1 - h is taken away.": -right,
        "/ 2 * h divides by 2 and multiplies by h: write / (2 * h).": right * H**2,
        SAME: (0, 0 if x1 else right),  # at 0 the smallest h is seen
        "That is the forward difference: the second reading is at x1 - h.": (ahead - here) / H,
        "That is the backward difference: the first reading is at x1 + h.": (here - behind) / H,
        "The second reading is at x1 - h: from x1 to x1 + h is one h alone.": (
            (ahead - here) / (2 * H)
        ),
        "Only the second reading is divided: put the difference in parentheses.": (
            ahead - behind / (2 * H),
            ahead - here / H,
            ahead - behind / 2 * H,
            ahead - behind / H,
        ),
        "You divide by h, but from x1 - h to x1 + h is twice h.": 2 * right,
        "You divide by 2 * h twice, or by 4 * h: from x1 - h to x1 + h is 2 * h.": right / 2,
        "You do not divide by h: a slope is how far up, divided by how far along.": (
            ahead - behind,
            ahead - here,
            (ahead - behind) / 2,
        ),
        "You multiply by 2 * h: a slope is how far up, divided by how far along.": (
            (ahead - behind) * 2 * H,
        ),
        "An array of whole numbers cuts h off: make it one of floats, with dtype=float.": (
            (f(x0, int(x1 + H)) - f(x0, int(x1 - H))) / (2 * H) if isinstance(x1, int) else right
        ),
        **({BY_X1: ((ahead - behind) / (2 * x1), (ahead - behind) / x1)} if x1 else {}),
        "Take the second reading away: yours are added.": (ahead + behind) / (2 * H),
        "That is f itself: a slope takes the difference of two readings, divided by 2 * h.": (
            (here, ahead, ahead / (2 * H))
        ),
        "h is 1e-4 in this exercise; with a larger one the slope is further off.": tuple(
            (f(x0, x1 + h) - f(x0, x1 - h)) / (2 * h) for h in OWN_LARGER_H
        ),
    }


@exercise(
    "Each variable was moved, read twice, and put back, so the next one found x as it was.",
    advice={
        r"(index to scalar|not subscriptable|attribute|iterable|too many ind).*handed over": (
            "A number is used as an array: f takes the whole array."
        ),
        r"argument.*handed over": "f takes the whole array x, and nothing else.",
        r"0-dimensional|setting an array element": (
            "slopes[i] holds one number: f(x) is one, f(x + h) with all of x moved is another."
        ),
    },
)
def gradient():
    """Try the loop over the variables of f(x).

    Open are f, the number of variables, their signs, their digits, and 0, whether some are alike,
    and slopes that fall or are 0.
    """
    landscapes = (
        (Named("x[0]**3 + x[0] * x[1]**2", lambda x: x[0] ** 3 + x[0] * x[1] ** 2), 2),
        (Named("x[0] * x[1]", lambda x: x[0] * x[1]), 2),
        (Named("sum(x**3) * x[0]", lambda x: (x**3).sum() * x[0]), 3),
        (Named("sum(x**3) - x[0]", lambda x: (x**3).sum() - x[0]), 5),
        (Named("sum(x**3)", lambda x: (x**3).sum()), 1),
        (Named("sum(x**3) - x[1]**4", lambda x: (x**3).sum() - x[1] ** 4), 4),
    )
    random = np.random.default_rng(SEED)
    for f, size in landscapes:
        points = np.array([3.0, 4.0, 5.0, 1.0, 2.0]), random.uniform(1, 3, 5).round(2)
        mixed = np.array([-2.0, 1.5, 0.0, -1.0, 4.0]), np.array([0.0, -3.0, 2.5, 0.5, -1.5])
        alike = np.array([2.0, 2.0, -1.0, 2.0, -1.0])
        for x in (*points, *mixed, alike, np.array([1.0, -2.0, 3.0, 5.0, 4.0]) / 7):
            right, mistakes = _gradient(f, x[:size])
            yield Case(right, mistakes, f=f, x=x[:size])


def _gradient(f, x):
    """Return the gradient, and what comes of mistakes at it."""
    moves = H * np.eye(x.size)
    above, below = (np.array([f(x + sign * move) for move in moves]) for sign in (1, -1))
    right, here = (above - below) / (2 * H), f(x)
    places = np.arange(x.size)
    return (
        right,
        {
            "x is back in place before the second reading: it belongs at value - h.": (
                (above - here) / (2 * H)
            ),
            "That is the forward difference: the second reading is at value - h.": (above - here)
            / H,
            "That is the backward difference: the first reading is at value + h.": (here - below)
            / H,
            "That is half the slope: divide by 2 * h, once.": right / 2,
            "That is twice the slope: from value - h to value + h is 2 * h.": 2 * right,
            "/ 2 * h divides by 2 and multiplies by h: write / (2 * h).": right * H**2,
            "Only the second reading is divided: put the difference in parentheses.": (
                above - below / (2 * H),
                above - here / H,
                above - below / 2 * H,
                above - below / H,
            ),
            "You do not divide by h: a slope is how far up, divided by how far along.": (
                above - below,
                above - here,
                (above - below) / 2,
            ),
            SAME: (np.zeros(x.size), np.where(x == 0, right, 0)),  # at 0 the smallest h is seen
            "It is turned round: take the reading below from the reading above.": -right,
            "Put each variable back before the next one moves.": _left_moved(f, x),
            "The loop ends after its first slope: return belongs below it, further left.": (
                np.where(places == 0, right, 0)
            ),
            "The last slope is missing: let the loop go through all of x.": (
                np.where(places < x.size - 1, right, 0),
                right[:-1],
            ),
            "The first slope is missing: let the loop start at i = 0.": (
                np.where(places > 0, right, 0),
                right[1:],
            ),
            "Each slope belongs in its own place: slopes[i].": (
                np.where(places == 0, right[-1], 0),
                np.full(x.size, right[-1]),
                np.full(x.size, right[0]),
            ),
            "Two numbers may be alike, and index finds the first: enumerate has each place.": (
                np.where([i == x.tolist().index(value) for i, value in enumerate(x)], right, 0)
            ),
            "Return all slopes, and not one of them.": (right[-1], right[0]),
            "Each slope stands for itself: do not add them up.": (right.sum(), np.cumsum(right)),
            "There may be more than two variables: let the loop go through all of x.": (
                np.where(places < 2, right, 0),
                np.where(places < 3, right, 0),
            ),
            "2 * x is the gradient of one bowl alone: read f on both sides.": 2 * x,
            "Return the slopes as they are, and do not divide by their length.": (
                right / np.linalg.norm(right)
            ),
            "h is 1e-4 in this exercise; with a larger one the slopes are further off.": tuple(
                np.array([f(x + own * move) - f(x - own * move) for move in np.eye(x.size)])
                / (2 * own)
                for own in OWN_LARGER_H[1:]
            ),
            "x[i] alone must move: here all of x moves at once.": np.full(
                x.size, (f(x + H) - f(x - H)) / (2 * H)
            ),
            "That is f itself: a slope takes the difference of two readings, divided by 2 * h.": (
                np.full(x.size, here),
                above,
                below,
            ),
        },
    )


def _left_moved(f, x):
    """Return the gradient by a loop that leaves each variable at value - h."""
    x, slopes = x.copy(), np.empty(x.size)
    for i, value in enumerate(x):
        x[i] = value + H
        above = f(x)
        x[i] = value - H
        slopes[i] = (above - f(x)) / (2 * H)
    return slopes


def _slope(f, x0, x1, along0, along1):
    """Return the central difference when h is added to x0, to x1 or to both."""
    above = f(x0 + along0 * H, x1 + along1 * H)
    return (above - f(x0 - along0 * H, x1 - along1 * H)) / (2 * H)


def _readings(f, x0, x1):
    """Return f ahead, here and behind, along x1."""
    return f(x0, x1 + H), f(x0, x1), f(x0, x1 - H)
