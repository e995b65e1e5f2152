"""What readers write in lesson 03 that is not right, and the hint that each draws."""

import numpy as np

from gradlab.check import gradient_field as check
from wrong_answers import wrong


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


@wrong(check.kind, "Some places around are higher, and some lower.")
def looks_along_the_axes_only(rises):
    return kind(rises[::2])


@wrong(check.kind, "Some places around are higher, and some lower.")
def looks_along_the_diagonals_only(rises):
    return kind(rises[1::2])


@wrong(check.kind, "No place around is higher, and none lower.")
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
