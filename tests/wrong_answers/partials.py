"""What readers write in lesson 02 that is not right, and the hint that each draws."""

import numpy as np

from gradlab.check import partials as check
from wrong_answers import wrong

H = 1e-4


@wrong(check.partial_x1, "That is the slope along x0")
def the_other_one(f, x0, x1):
    return (f(x0 + H, x1) - f(x0 - H, x1)) / (2 * H)


@wrong(check.partial_x1, "You move both")
def moves_both(f, x0, x1):
    return (f(x0 + H, x1 + H) - f(x0 - H, x1 - H)) / (2 * H)


@wrong(check.partial_x1, "x0 is not frozen")
def forgets_to_freeze(f, x0, x1):
    def along(t):
        return f(t, t)

    return (along(x1 + H) - along(x1 - H)) / (2 * H)


@wrong(check.partial_x1, "It is turned round")
def turned_round(f, x0, x1):
    return (f(x0, x1 - H) - f(x0, x1 + H)) / (2 * H)


@wrong(check.partial_x1, "You divide by h")
def divides_by_h(f, x0, x1):
    return (f(x0, x1 + H) - f(x0, x1 - H)) / H


@wrong(check.partial_x1, "divides by 2 and multiplies by h")
def forgets_the_parentheses(f, x0, x1):
    return (f(x0, x1 + H) - f(x0, x1 - H)) / 2 * H


@wrong(check.partial_x1, "That is the forward difference")
def forward(f, x0, x1):
    return (f(x0, x1 + H) - f(x0, x1)) / H


@wrong(check.partial_x1, "Work this case out by hand")
def knows_the_slope_of_one_surface(f, x0, x1):
    return x0**2


@wrong(check.partial_x1, "Work this case out by hand")
def knows_the_slope_of_another(f, x0, x1):
    return 3 * np.sin(x0) * x1**2


def loop(read):
    """Return a gradient whose loop calls `read` for the slope along each i."""

    def gradient(f, x):
        return np.array([read(f, x, i, value) for i, value in enumerate(x)])

    gradient.__name__ = read.__name__
    return gradient


@wrong(check.gradient, "before the second reading")
@loop
def restores_too_early(f, x, i, value):
    x[i] = value + H
    above = f(x)
    x[i] = value
    return (above - f(x)) / (2 * H)


@wrong(check.gradient, "That is half the slope")
@loop
def returns_half(f, x, i, value):
    x[i] = value + H
    above = f(x)
    x[i] = value - H
    below = f(x)
    x[i] = value
    return (above - below) / (4 * H)


@wrong(check.gradient, "That is twice the slope")
@loop
def divides_by_h_too(f, x, i, value):
    x[i] = value + H
    above = f(x)
    x[i] = value - H
    below = f(x)
    x[i] = value
    return (above - below) / H


@wrong(check.gradient, "it changes x, which the caller still needs")
@loop
def changes_the_callers_array(f, x, i, value):
    x[i] = value + H
    above = f(x)
    x[i] = value - H
    return (above - f(x)) / (2 * H)


@wrong(check.gradient, "before the next one moves")
def works_on_a_copy_that_stays_moved(f, x):
    x, slopes = x.copy(), np.zeros_like(x)
    for i, value in enumerate(x.copy()):
        x[i] = value + H
        above = f(x)
        x[i] = value - H
        slopes[i] = (above - f(x)) / (2 * H)
    return slopes


@wrong(check.gradient, "take the reading below from the reading above")
@loop
def below_minus_above(f, x, i, value):
    x[i] = value + H
    above = f(x)
    x[i] = value - H
    below = f(x)
    x[i] = value
    return (below - above) / (2 * H)


@wrong(check.gradient, "here all of x moves at once")
@loop
def moves_all_of_x(f, x, i, value):
    return (f(x + H) - f(x - H)) / (2 * H)


@wrong(check.partial_x1, "Only the second reading is divided")
def leaves_out_the_parentheses(f, x0, x1):
    h = 1e-4
    return f(x0, x1 + h) - f(x0, x1 - h) / (2 * h)


@wrong(check.partial_x1, "f takes two numbers: f(x0, x1).")
def hands_f_one_number(f, x0, x1):
    h = 1e-4
    return (f(x1 + h) - f(x1 - h)) / (2 * h)


@wrong(check.gradient, "The loop ends after its first slope")
def returns_inside_the_loop(f, x):
    h, slopes = 1e-4, np.zeros_like(x)
    for i, value in enumerate(x):
        x[i] = value + h
        above = f(x)
        x[i] = value - h
        below = f(x)
        x[i] = value
        slopes[i] = (above - below) / (2 * h)
        return slopes


@wrong(check.gradient, "A number is used as an array")
def hands_f_one_element(f, x):
    h, slopes = 1e-4, np.zeros_like(x)
    for i, value in enumerate(x):
        slopes[i] = (f(value + h) - f(value - h)) / (2 * h)
    return slopes


@wrong(check.gradient, "A number is used as an array")
def hands_f_one_plain_number(f, x):
    h = 1e-4
    return np.array([(f(value + h) - f(value - h)) / (2 * h) for value in x.tolist()])
