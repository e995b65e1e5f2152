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


@wrong(check.partial_x1, "That is the backward difference")
def backward(f, x0, x1):
    return (f(x0, x1) - f(x0, x1 - H)) / H


@wrong(check.partial_x1, "Both readings are the same")
def reads_twice_at_the_same_place(f, x0, x1):
    return (f(x0, x1 + H) - f(x0, x1 + H)) / (2 * H)


@wrong(check.partial_x1, "Both readings are the same")
def takes_an_h_that_is_lost(f, x0, x1):
    h = 1e-49
    return (f(x0, x1 + h) - f(x0, x1 - h)) / (2 * h)


@wrong(check.partial_x1, "The sign is lost")
def takes_abs(f, x0, x1):
    return abs(f(x0, x1 + H) - f(x0, x1 - H)) / (2 * H)


@wrong(check.partial_x1, "x0 and x1 have changed places")
def changes_their_places(f, x0, x1):
    return (f(x1 + H, x0) - f(x1 - H, x0)) / (2 * H)


@wrong(check.partial_x1, "with a larger one the slope is further off")
def takes_a_large_h(f, x0, x1):
    h = 1e-2
    return (f(x0, x1 + h) - f(x0, x1 - h)) / (2 * h)


@wrong(check.partial_x1, "One of these is right: return it alone.")
def returns_the_whole_gradient(f, x0, x1):
    return np.array([the_other_one(f, x0, x1), (f(x0, x1 + H) - f(x0, x1 - H)) / (2 * H)])


@wrong(check.partial_x1, "from x1 to x1 + h is one h alone")
def half_the_forward(f, x0, x1):
    return (f(x0, x1 + H) - f(x0, x1)) / (2 * H)


@wrong(check.partial_x1, "You do not divide by h")
def does_not_divide(f, x0, x1):
    return f(x0, x1 + H) - f(x0, x1 - H)


@wrong(check.partial_x1, "yours are added")
def adds_the_readings(f, x0, x1):
    return (f(x0, x1 + H) + f(x0, x1 - H)) / (2 * H)


@wrong(check.partial_x1, "x0 is not frozen")
def freezes_x0_at_3(f, x0, x1):
    return (f(3, x1 + H) - f(3, x1 - H)) / (2 * H)


@wrong(check.partial_x1, "f takes two numbers: f(x0, x1).")
def hands_f_an_array(f, x0, x1):
    x = np.array([x0, x1])
    return (f(x + H) - f(x - H)) / (2 * H)


@wrong(check.partial_x1, "That is f itself")
def returns_the_height(f, x0, x1):
    return f(x0, x1)


@wrong(check.gradient, "That is the forward difference")
@loop
def forward_with_h(f, x, i, value):
    below = f(x)
    x[i] = value + H
    above = f(x)
    x[i] = value
    return (above - below) / H


@wrong(check.gradient, "That is the backward difference")
@loop
def backward_in_the_loop(f, x, i, value):
    above = f(x)
    x[i] = value - H
    below = f(x)
    x[i] = value
    return (above - below) / H


@wrong(check.gradient, "Only the second reading is divided")
@loop
def divides_the_second_reading(f, x, i, value):
    x[i] = value + H
    above = f(x)
    x[i] = value - H
    below = f(x)
    x[i] = value
    return above - below / (2 * H)


@wrong(check.gradient, "divides by 2 and multiplies by h")
@loop
def multiplies_by_h(f, x, i, value):
    x[i] = value + H
    above = f(x)
    x[i] = value - H
    below = f(x)
    x[i] = value
    return (above - below) / 2 * H


@wrong(check.gradient, "an array under two names is one array")
@loop
def names_x_twice(f, x, i, value):
    up = x
    down = x
    up[i] += H
    down[i] -= H
    return (f(up) - f(down)) / (2 * H)


@wrong(check.gradient, "The last slope is missing")
def stops_one_too_soon(f, x):
    slopes = np.zeros_like(x)
    for i in range(len(x) - 1):
        slopes[i] = slope(f, x, i)
    return slopes


@wrong(check.gradient, "The first slope is missing")
def starts_one_too_late(f, x):
    slopes = np.zeros_like(x)
    for i in range(1, len(x)):
        slopes[i] = slope(f, x, i)
    return slopes


@wrong(check.gradient, "Each slope belongs in its own place")
def writes_all_slopes_to_the_first_place(f, x):
    slopes = np.zeros_like(x)
    for i in range(len(x)):
        slopes[0] = slope(f, x, i)
    return slopes


@wrong(check.gradient, "Return all slopes, and not one of them")
def returns_the_last_slope(f, x):
    for i in range(len(x)):
        last = slope(f, x, i)
    return last


@wrong(check.gradient, "You do not divide by h")
@loop
def does_not_divide_in_the_loop(f, x, i, value):
    return slope(f, x, i) * 2 * H


@wrong(check.gradient, "Its shape is (2,), and should be (3,)")
def counts_two(f, x):
    slopes = np.zeros(2)
    for i in range(2):
        slopes[i] = slope(f, x, i) if i < len(x) else 0
    return slopes


@wrong(check.gradient, "The sign is lost")
@loop
def takes_abs_of_the_slope(f, x, i, value):
    return abs(slope(f, x, i))


@wrong(check.gradient, "That is twice the slope")
def uses_dots_and_divides_by_h(f, x):
    back, slopes = x.copy(), np.zeros_like(x)
    for i, value in enumerate(back):
        x[i] = value + H
        above = f(x)
        x[i] = value - H
        slopes[i] = (above - f(x)) / H
        x[...] = back
    return slopes


def slope(f, x, i):
    """Return the slope along x[i], by copies that are moved."""
    above, below = x.copy(), x.copy()
    above[i] += H
    below[i] -= H
    return (f(above) - f(below)) / (2 * H)
