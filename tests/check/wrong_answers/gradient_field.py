"""What readers write in lesson 03 that is not right, and the hint that each draws."""

import math

import numpy as np

from gradlab.check import gradient_field as check
from wrong_answers import enter_all, wrong


@wrong(check.heights, "You add up along axis 1")
def adds_up_axis_1(x):
    return (x**2).sum(axis=1)


@wrong(check.heights, "You add up everything")
def adds_up_everything(x):
    return (x**2).sum()


@wrong(check.heights, "but not added up")
def does_not_add_up(x):
    return x**2


@wrong(check.heights, "Square each component before")
def adds_up_first(x):
    return x.sum(axis=0) ** 2


@wrong(check.heights, "There may be more than two components")
def adds_up_two_components(x):
    return x[0] ** 2 + x[1] ** 2


@wrong(check.heights, "add up axis 0 without turning x")
def turns_x(x):
    return (x.T**2).sum(axis=-1)


@wrong(check.heights, "it stops with IndexError")
def needs_two_axes(x):
    return sum(x[i, :] ** 2 for i in range(len(x)))


@wrong(check.kind, "ask .all() of the comparison")
def calls_a_saddle_a_minimum(rises):
    if (rises == 0).all():
        return "plateau"
    return "minimum" if (rises > 0).any() else "maximum"


def kind(rises):
    if (rises == 0).all():
        return "plateau"
    if (rises >= 0).all():
        return "minimum"
    return "maximum" if (rises <= 0).all() else "saddle"


@wrong(check.kind, "yours looks along the axes alone")
def looks_along_the_axes_only(rises):
    return kind(rises[::2])


@wrong(check.kind, "yours looks along the diagonals alone")
def looks_along_the_diagonals_only(rises):
    return kind(rises[1::2])


@wrong(check.kind, "Where all is level it is a plateau")
def calls_a_plateau_a_minimum(rises):
    if (rises >= 0).all():
        return "minimum"
    return "maximum" if (rises <= 0).all() else "saddle"


@wrong(check.kind, "Every place around is lower.")
def turns_maxima_round(rises):
    return "minimum" if (rises < 0).all() or (rises > 0).all() else "saddle"


@wrong(check.kind, "Return one of the words")
def says_it_in_other_words(rises):
    return "a minimum"


@wrong(check.downhill, "take minus the gradient")
def uphill(gradient):
    return gradient / np.linalg.norm(gradient)


@wrong(check.downhill, "Its length is not 1: divide")
def not_normalised(gradient):
    return -gradient


@wrong(check.downhill, "leads uphill, and its length is not 1")
def neither(gradient):
    return gradient


@wrong(check.downhill, "the root of the sum of the squares, not by the sum")
def divides_by_the_sum(gradient):
    return -gradient / gradient.sum()


@wrong(check.downhill, "not by its square")
def divides_by_the_square(gradient):
    return -gradient / (gradient**2).sum()


@wrong(check.downhill, "You divide by a length of 0")
def divides_by_zero_at_the_minimum(gradient):
    return -gradient / np.linalg.norm(gradient)


@wrong(check.kind, "A comparison of arrays has one answer for each element")
def asks_a_whole_array(rises):
    return "minimum" if rises > 0 else "maximum"


@wrong(check.downhill, "There may be more than two slopes")
def takes_the_length_of_two(gradient):
    length = np.hypot(gradient[0], gradient[1])
    return -gradient / length if length > 0 else np.zeros_like(gradient)


@wrong(check.downhill, "Return an array of zeros")
def returns_one_zero(gradient):
    length = np.linalg.norm(gradient)
    return -gradient / length if length > 0 else 0


@wrong(check.heights, "That is the length, the root of the height")
def takes_the_norm(x):
    return np.linalg.norm(x, axis=0)


@wrong(check.heights, "That is the mean")
def takes_the_mean(x):
    return (x**2).mean(axis=0)


@wrong(check.heights, "x * 2 doubles")
def doubles(x):
    return (x * 2).sum(axis=0)


@wrong(check.heights, "they are added up as they are")
def does_not_square(x):
    return x.sum(axis=0)


@wrong(check.heights, "their sizes are added up")
def adds_the_sizes(x):
    return abs(x).sum(axis=0)


@wrong(check.heights, "You add up along axis 1")
def adds_up_the_last_axis(x):
    return (x**2).sum(axis=-1)


@wrong(check.heights, "@ and dot")
def multiplies_matrices(x):
    return x.T @ x


@wrong(check.heights, "@ and dot")
def multiplies_by_itself(x):
    return x @ x


@wrong(check.heights, "The numbers are right, but their shape is (1, 3)")
def keeps_the_axis(x):
    return (x**2).sum(axis=0, keepdims=True)


@wrong(check.heights, "The sign is turned")
def turns_the_heights(x):
    return -(x**2).sum(axis=0)


@wrong(check.heights, "yours are multiplied")
def multiplies_the_components(x):
    return (x**2).prod(axis=0)


@wrong(check.heights, "The functions of math take one number")
def takes_powers_of_math(x):
    return math.pow(x, 2)


@wrong(check.kind, "Spell the word as the task does")
def writes_a_capital(rises):
    return kind(rises).capitalize()


@wrong(check.kind, "Spell the word as the task does")
def leaves_a_space(rises):
    return kind(rises) + " "


@wrong(check.kind, "Minimum and maximum have changed places")
def takes_below_for_above(rises):
    return {"minimum": "maximum", "maximum": "minimum"}.get(kind(rises), kind(rises))


@wrong(check.kind, "Neither the sum of the rises says it")
def looks_at_the_mean(rises):
    if rises.mean().round(9) == 0:
        return "saddle" if rises.any() else "plateau"
    return "minimum" if rises.mean() > 0 else "maximum"


@wrong(check.kind, "what the first one says, others may not")
def looks_at_the_first_place(rises):
    if rises[0] == 0:
        return "saddle" if rises.any() else "plateau"
    return "minimum" if rises[0] > 0 else "maximum"


@wrong(check.kind, "It returns the same whatever it is given")
def always_a_saddle(rises):
    return "saddle"


@wrong(check.kind, "That is a list of one: return what is in it")
def returns_a_list(rises):
    return [kind(rises)]


@wrong(check.kind, "A word is wanted, in quotes")
def answers_with_a_truth(rises):
    return bool((rises > 0).all())


@wrong(check.kind, "One of these is right")
def returns_the_word_and_the_rises(rises):
    return kind(rises), rises


@wrong(check.downhill, "also where that is below 1")
def divides_by_1_at_least(gradient):
    return -gradient / max(np.linalg.norm(gradient), 1)


@wrong(check.downhill, "One slope of 0 is no gradient of zero")
def gives_up_at_a_single_zero(gradient):
    if (gradient == 0).any():
        return np.zeros_like(gradient)
    return -gradient / np.linalg.norm(gradient)


@wrong(check.downhill, "Return an array of zeros")
def returns_two_zeros(gradient):
    length = np.linalg.norm(gradient)
    return -gradient / length if length > 0 else np.zeros(2)


@wrong(check.downhill, "the root of the sum of the squares, not by the sum")
def divides_by_the_sum_of_sizes(gradient):
    return -gradient / (abs(gradient).sum() or 1)


@wrong(check.downhill, "not by the largest")
def divides_by_the_largest(gradient):
    return -gradient / (abs(gradient).max() or 1)


@wrong(check.downhill, "Each slope keeps its share")
def takes_the_signs(gradient):
    return -np.sign(gradient)


@wrong(check.downhill, "That is the length of the gradient")
def returns_the_length(gradient):
    return np.linalg.norm(gradient)


@wrong(check.downhill, "Slopes whose sum is 0")
def asks_whether_the_sum_is_0(gradient):
    if gradient.sum() == 0:
        return np.zeros_like(gradient)
    return direction(gradient)


@wrong(check.downhill, "The numbers are right, but their shape is (2, 1)")
def returns_a_column(gradient):
    return direction(gradient)[:, None]


@wrong(check.downhill, "Only a gradient of zero has no direction")
def takes_small_for_zero(gradient):
    return direction(gradient) if np.linalg.norm(gradient) > 0.01 else np.zeros_like(gradient)


@wrong(check.downhill, "ask (...).all() of it")
def compares_the_array_with_0(gradient):
    return np.zeros(2) if gradient == 0 else -gradient / np.linalg.norm(gradient)


@wrong(check.downhill, "look for that first")
def divides_python_numbers(gradient):
    length = math.sqrt(sum(slope**2 for slope in gradient.tolist()))
    return [-slope / length for slope in gradient.tolist()]


def direction(gradient):
    length = np.linalg.norm(gradient)
    return -gradient / length if length > 0 else np.zeros_like(gradient)


# The same mistakes in other forms, and what is rarer: each line draws the hint above it.
OTHER = {
    check.heights: {
        "Add up all components: that is one of them": [
            lambda x: x[0] ** 2,
            lambda x: x[-1] ** 2,
        ],
        "x**3 is the cube": [
            lambda x: (x**3).sum(axis=0),
        ],
        "that is the largest of the squares": [
            lambda x: (x**2).max(axis=0),
        ],
        "add up axis 0 without turning x": [
            lambda x: (x**2).sum(axis=0).T,
        ],
    },
    check.kind: {
        "Saddle and plateau have changed places": [
            lambda rises: {"saddle": "plateau", "plateau": "saddle"}.get(kind(rises), kind(rises)),
        ],
        "ask .all() of the comparison": [
            lambda rises: (
                "maximum" if (rises < 0).any() else "minimum" if rises.any() else "plateau"
            ),
        ],
        "Neither the sum of the rises says it": [
            lambda rises: (
                kind(rises)
                if abs(rises.sum()) < 1e-9
                else "minimum"
                if rises.sum() > 0
                else "maximum"
            ),
        ],
    },
    check.downhill: {
        "not by the largest": [
            lambda gradient: -gradient / (gradient.max() or 1),
        ],
        "not by how many slopes there are": [
            lambda gradient: -gradient / len(gradient),
            lambda gradient: -gradient / np.sqrt(len(gradient)),
        ],
        "Each slope keeps its share": [
            lambda gradient: -gradient / abs(gradient),
        ],
        "yours is multiplied": [
            lambda gradient: -gradient * np.linalg.norm(gradient),
        ],
        "what is added to it shortens the arrow": [
            lambda gradient: -gradient / (1 + np.linalg.norm(gradient)),
        ],
        "One slope of 0 is no gradient of zero": [
            lambda gradient: direction(gradient) if gradient[0] else 0 * gradient,
            lambda gradient: direction(gradient) if gradient[-1] else 0 * gradient,
        ],
        "That is the length of the gradient": [
            lambda gradient: -np.linalg.norm(gradient),
        ],
        "Each slope keeps its sign, turned round": [
            lambda gradient: -abs(direction(gradient)),
            lambda gradient: abs(direction(gradient)),
        ],
        "Return an array of zeros": [
            lambda gradient: direction(gradient) if gradient.any() else [[0] * len(gradient)],
            lambda gradient: direction(gradient) if gradient.any() else [],
        ],
    },
}
enter_all(OTHER)


enter_all(
    {
        check.heights: {
            "the first is missing": [lambda x: (x[1:] ** 2).sum(axis=0)],
            "2 * x is the gradient": [lambda x: 2 * x],
            "leave int out": [lambda x: (x.astype(int) ** 2).sum(axis=0)],
        },
        check.kind: {
            "A level place, or a sum of 0, is no plateau yet": [
                lambda rises: "plateau" if (rises == 0).any() else kind(rises),
            ],
            "Rises that are small, or all alike": [
                lambda rises: kind(np.where(abs(rises) < 0.1, 0, rises)),
                lambda rises: kind(rises.astype(int)),
            ],
            "A word stands in quotes.": [lambda rises: minimum],  # noqa: F821
        },
        check.downhill: {
            "not of their mean": [
                lambda gradient: (
                    -gradient / np.sqrt((gradient**2).mean()) if gradient.any() else gradient
                ),
            ],
            "Only a gradient of zero has no direction": [
                lambda gradient: (
                    direction(gradient) if np.linalg.norm(gradient) > 0.05 else 0 * gradient
                ),
            ],
            "Where the gradient is zero there is no direction": [
                lambda gradient: direction(gradient) if gradient.any() else np.ones(len(gradient)),
            ],
        },
    }
)


@wrong(check.downhill, "zeros_like of whole numbers cuts digits off")
def fills_an_array_like_the_gradient(gradient):
    arrow = np.zeros_like(gradient)
    if gradient.any():
        arrow[:] = direction(gradient)
    return arrow


@wrong(check.downhill, "Only a gradient of zero has no direction")
def calls_a_thousandth_zero(gradient):
    length = np.linalg.norm(gradient)
    return -gradient / length if length > 1e-3 else np.zeros(gradient.shape)


@wrong(check.downhill, "what is added to it shortens the arrow")
def adds_a_little_to_the_length(gradient):
    return -gradient / (np.linalg.norm(gradient) + 1e-7)


@wrong(check.downhill, "Work this case out by hand")
def counts_slopes_that_are_alike_once(gradient):
    length = np.sqrt(sum(slope**2 for slope in set(gradient.tolist())))
    return -gradient / length if length > 0 else np.zeros_like(gradient)


enter_all(
    {
        check.heights: {
            "2**x has x as the exponent": [lambda x: (2**x).sum(axis=0)],
            "the first is missing": [lambda x: sum(x[i] ** 2 for i in range(1, len(x)))],
            "the last is missing": [
                lambda x: (x[:-1] ** 2).sum(axis=0),
                lambda x: sum(x[i] ** 2 for i in range(len(x) - 1)),
            ],
            "What is below 0 has a square, too": [
                lambda x: (np.maximum(x, 0) ** 2).sum(axis=0),
                lambda x: (x * abs(x)).sum(axis=0),
            ],
            "Square each component before": [lambda x: abs(x).sum(axis=0) ** 2],
        },
        check.kind: {
            "what the first one says, others may not": [
                lambda rises: named(rises[[0, 4]]),
            ],
            "Neither the sum of the rises says it": [
                lambda rises: by_one_number(np.median(rises), rises),
                lambda rises: by_one_number(np.sign(rises).sum(), rises),
            ],
            "rises.all() and abs lose the sign": [
                lambda rises: named(abs(rises)) if rises.all() else named(rises),
                lambda rises: (
                    "minimum" if rises.all() > 0 else "saddle" if rises.any() else "plateau"
                ),
            ],
            "Rises that are small, or all alike": [
                lambda rises: "plateau" if np.ptp(rises) == 0 else named(rises)
            ],
            "Return one of the words": [
                lambda rises: named(rises).replace("saddle", "sadle"),
                lambda rises: named(rises).replace("maximum", "maximun"),
            ],
            "Those are bytes": [lambda rises: named(rises).encode()],
        },
        check.downhill: {
            "Minus belongs before each slope": [
                lambda gradient: unit(gradient) * np.where(np.arange(gradient.size), -1, 1),
            ],
            "The largest slope is not the direction": [
                lambda gradient: (
                    -np.sign(gradient) * (np.arange(gradient.size) == abs(gradient).argmax())
                ),
            ],
            "Slopes below 0 are slopes, too": [
                lambda gradient: unit(gradient) if (gradient > 0).any() else 0 * gradient,
            ],
            "There may be more than two slopes": [
                lambda gradient: -gradient / (np.linalg.norm(gradient[:3]) or 1),
            ],
        },
    }
)


def named(rises):
    return check._word(rises)


def by_one_number(number, rises):
    if not rises.any():
        return "plateau"
    return "minimum" if number > 0 else "maximum" if number < 0 else "saddle"


def unit(gradient):
    return -gradient / (np.linalg.norm(gradient) or 1)
