"""What readers write in lesson 02 that is not right, and the hint that each draws."""

import numpy as np

from gradlab.check import partials as check
from wrong_answers import enter_all, wrong

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


def read(f, x, i, sign):
    """Return f where x[i] is moved by one step, by none, or by one step back."""
    moved = x.copy()
    moved[i] += sign * H
    return f(moved)


# The same mistakes in other forms, and what is rarer: each line draws the hint above it.
OTHER = {
    check.partial_x1: {
        "x0 is not frozen": [
            lambda f, x0, x1: (f(x1, x1 + H) - f(x1, x1 - H)) / (2 * H),
            lambda f, x0, x1: (f(0, x1 + H) - f(0, x1 - H)) / (2 * H),
            lambda f, x0, x1: (f(1, x1 + H) - f(1, x1 - H)) / (2 * H),
            lambda f, x0, x1: (f(4, x1 + H) - f(4, x1 - H)) / (2 * H),
        ],
        "x0 and x1 have changed places": [
            lambda f, x0, x1: (f(x1, x0 + H) - f(x1, x0 - H)) / (2 * H),
        ],
        "Only the second reading is divided": [
            lambda f, x0, x1: f(x0, x1 + H) - f(x0, x1) / H,
            lambda f, x0, x1: f(x0, x1 + H) - f(x0, x1 - H) / 2 * H,
            lambda f, x0, x1: f(x0, x1 + H) - f(x0, x1 - H) / H,
        ],
        "You divide by 2 * h twice": [
            lambda f, x0, x1: (f(x0, x1 + H) - f(x0, x1 - H)) / (4 * H),
        ],
        "You do not divide by h": [
            lambda f, x0, x1: f(x0, x1 + H) - f(x0, x1),
            lambda f, x0, x1: (f(x0, x1 + H) - f(x0, x1 - H)) / 2,
        ],
        "You multiply by 2 * h": [
            lambda f, x0, x1: (f(x0, x1 + H) - f(x0, x1 - H)) * 2 * H,
        ],
        "That is f itself": [
            lambda f, x0, x1: f(x0, x1 + H),
            lambda f, x0, x1: f(x0, x1 + H) / (2 * H),
        ],
        "with a larger one the slope is further off": [
            lambda f, x0, x1: (f(x0, x1 + 0.5) - f(x0, x1 - 0.5)) / (2 * 0.5),
            lambda f, x0, x1: (f(x0, x1 + 0.1) - f(x0, x1 - 0.1)) / (2 * 0.1),
            lambda f, x0, x1: (f(x0, x1 + 0.001) - f(x0, x1 - 0.001)) / (2 * 0.001),
        ],
        "That is the slope along x0": [
            lambda f, x0, x1: (f(x0 + H, x1) - f(x0 - H, x1)) / 2 / H,
        ],
    },
    check.gradient: {
        "Only the second reading is divided": [
            lambda f, x: [read(f, x, i, 1) - read(f, x, i, 0) / H for i in range(len(x))],
            lambda f, x: [read(f, x, i, 1) - read(f, x, i, -1) / 2 * H for i in range(len(x))],
            lambda f, x: [read(f, x, i, 1) - read(f, x, i, -1) / H for i in range(len(x))],
        ],
        "You do not divide by h": [
            lambda f, x: [read(f, x, i, 1) - f(x) for i in range(len(x))],
            lambda f, x: [slope(f, x, i) * H for i in range(len(x))],
        ],
        "an array under two names is one array": [
            lambda f, x: [0.0 if value else slope(f, x, i) for i, value in enumerate(x)],
        ],
        "The last slope is missing": [
            lambda f, x: [slope(f, x, i) for i in range(len(x) - 1)],
        ],
        "The first slope is missing": [
            lambda f, x: [slope(f, x, i) for i in range(1, len(x))],
        ],
        "Each slope belongs in its own place": [
            lambda f, x: [slope(f, x, -1) for i in range(len(x))],
            lambda f, x: [slope(f, x, 0) for i in range(len(x))],
        ],
        "Return all slopes, and not one of them": [
            lambda f, x: slope(f, x, 0),
        ],
        "do not add them up": [
            lambda f, x: sum(slope(f, x, i) for i in range(len(x))),
            lambda f, x: np.cumsum([slope(f, x, i) for i in range(len(x))]),
        ],
        "That is f itself": [
            lambda f, x: [f(x) for i in range(len(x))],
            lambda f, x: [read(f, x, i, 1) for i in range(len(x))],
            lambda f, x: [read(f, x, i, -1) for i in range(len(x))],
        ],
    },
}
enter_all(OTHER)


@wrong(check.partial_x1, "An array of whole numbers cuts h off")
def moves_a_number_of_an_array(f, x0, x1):
    point = np.array([x0, x1])
    point[1] = x1 + 1e-4
    above = f(*point)
    point[1] = x1 - 1e-4
    return (above - f(*point)) / 2e-4


@wrong(check.gradient, "it changes x, which the caller still needs")
def puts_back_by_rounding(f, x):
    slopes = np.zeros(len(x))
    for i, value in enumerate(x):
        x[i] = value + 1e-4
        above = f(x)
        x[i] = value - 1e-4
        slopes[i] = (above - f(x)) / 2e-4
        x[i] = round(x[i], 3)
    return slopes


def slopes_of(f, x, h=1e-4):
    """Return the gradient of f at x."""
    return np.array([(f(x + move) - f(x - move)) / (2 * h) for move in h * np.eye(len(x))])


@wrong(check.gradient, "There may be more than two variables")
def moves_two_variables(f, x):
    slopes = np.zeros(len(x))
    slopes[:2] = slopes_of(f, x)[:2]
    return slopes


enter_all(
    {
        check.partial_x1: {
            "You move both": [
                lambda f, x0, x1: (
                    (f(x0 + 1e-4, x1) - f(x0 - 1e-4, x1) + f(x0, x1 + 1e-4) - f(x0, x1 - 1e-4))
                    / 2e-4
                ),
            ],
            "and not by x1": [
                lambda f, x0, x1: (f(x0, x1 + 1e-4) - f(x0, x1 - 1e-4)) / np.float64(2 * x1),
            ],
        },
        check.gradient: {
            "the gradient of one bowl alone": [lambda f, x: 2 * x],
            "do not divide by their length": [
                lambda f, x: slopes_of(f, x) / np.linalg.norm(slopes_of(f, x)),
            ],
            "with a larger one the slopes are further off": [
                lambda f, x: slopes_of(f, x, h=0.1),
            ],
        },
    }
)


@wrong(check.gradient, "Two numbers may be alike")
def looks_for_the_place_by_the_value(f, x):
    h, slopes = 1e-4, np.zeros_like(x)
    for value in x.tolist():
        i = x.tolist().index(value)
        x[i] = value + h
        above = f(x)
        x[i] = value - h
        below = f(x)
        x[i] = value
        slopes[i] = (above - below) / (2 * h)
    return slopes


enter_all(
    {
        check.partial_x1: {
            "the slope of x0 * x1 alone": [
                lambda f, x0, x1: (x0 * (x1 + H) - x0 * (x1 - H)) / (2 * H),
            ],
            "It goes wrong only where x0 is 0": [
                lambda f, x0, x1: central(f, x0, x1) if x0 else 0.0,
            ],
            "It goes wrong only where x0 is below 0": [
                lambda f, x0, x1: central(f, abs(x0), x1),
            ],
            "Work this case out by hand": [
                lambda f, x0, x1: moves_both(f, x0, x1) if x0 == x1 else central(f, x0, x1),
            ],
        },
        check.gradient: {
            "There may be more than two variables": [
                lambda f, x: np.where(np.arange(x.size) < 3, slopes_of(f, x), 0),
            ],
        },
    }
)


def central(f, x0, x1):
    return (f(x0, x1 + H) - f(x0, x1 - H)) / (2 * H)
