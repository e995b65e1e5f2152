"""What readers write in lesson 01 that is not right, and the hint that each draws."""

import math

import numpy as np

from gradlab import numerical_diff
from gradlab.check import derivative as check
from wrong_answers import enter_all, wrong


@wrong(check.forward_diff, "That is the central difference")
def central_by_habit(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


@wrong(check.forward_diff, "from x to x + h is only one h")
def divides_by_2h(f, x, h):
    return (f(x + h) - f(x)) / (2 * h)


@wrong(check.forward_diff, "divides by 2 and multiplies by h")
def forgets_the_parentheses(f, x, h):
    return (f(x + h) - f(x)) / 2 * h


@wrong(check.forward_diff, "That is the backward difference")
def backward(f, x, h):
    return (f(x) - f(x - h)) / h


@wrong(check.forward_diff, "put the difference in parentheses")
def missing_parentheses(f, x, h):
    return f(x + h) - f(x) / h


@wrong(check.forward_diff, "You do not divide by h")
def does_not_divide(f, x, h):
    return f(x + h) - f(x)


@wrong(check.forward_diff, "The sign is turned")
def turned_round(f, x, h):
    return (f(x) - f(x + h)) / h


@wrong(check.tangent, "take away d * x")
def forgets_d_times_x(f, x, d):
    return lambda t: f(x) + d * t


@wrong(check.tangent, "let the line use t")
def uses_x_for_t(f, x, d):
    return lambda t: f(x) + d * (x - x)


@wrong(check.tangent, "should return a function")
def returns_a_number(f, x, d):
    return f(x)


@wrong(check.tangent, "not f(t)")
def height_at_t(f, x, d):
    return lambda t: f(t) + d * (t - x)


@wrong(check.tangent, "t - x, not x - t")
def goes_down(f, x, d):
    return lambda t: f(x) + d * (x - t)


@wrong(check.tangent, "At t = x the line must be at height f(x): add it.")
def goes_through_the_axis(f, x, d):
    return lambda t: d * (t - x)


@wrong(check.tangent, "d is a number, the slope at x, and no function")
def leaves_out_the_times(f, x, d):
    return lambda t: f(x) + d(t - x)


@wrong(check.forward_diff, "You multiply by h")
def multiplies_by_h(f, x, h):
    return (f(x + h) - f(x)) * h


@wrong(check.forward_diff, "the forward secant starts at x, not at x - h")
def central_over_h(f, x, h):
    return (f(x + h) - f(x - h)) / h


@wrong(check.forward_diff, "You divide by x,")
def divides_by_x(f, x, h):
    return (f(x + h) - f(x)) / x


@wrong(check.forward_diff, "It is turned over")
def along_over_up(f, x, h):
    return h / (f(x + h) - f(x))


@wrong(check.forward_diff, "f(x) + h goes up by h")
def adds_h_to_the_height(f, x, h):
    return (f(x) + h - f(x)) / h


@wrong(check.forward_diff, "f(h) stands at h")
def reads_at_h(f, x, h):
    return (f(h) - f(x)) / h


@wrong(check.forward_diff, "Use the h that is given")
def takes_the_h_of_the_lesson(f, x, h):
    h = 1e-4
    return (f(x + h) - f(x)) / h


@wrong(check.forward_diff, "Use the h that is given")
def takes_the_derivative(f, x, h):
    return numerical_diff(f, x)


@wrong(check.forward_diff, "Both readings are the same")
def takes_an_h_that_is_lost(f, x, h):
    h = 10e-50
    return (f(x + h) - f(x)) / h


@wrong(check.forward_diff, "The sign is lost")
def takes_abs(f, x, h):
    return abs(f(x + h) - f(x)) / h


@wrong(check.forward_diff, "f was a function, and is now something else")
def overwrites_f(f, x, h):
    f = f(x)
    return (f(x + h) - f) / h


@wrong(check.forward_diff, "Leave the line with def as it was")
def takes_no_h(f, x):
    return (f(x + 1e-4) - f(x)) / 1e-4


@wrong(check.forward_diff, "The check hands over f, x, h in this order")
def takes_another_order(x, h, f):
    return (f(x + h) - f(x)) / h


@wrong(check.forward_diff, "Leave input() out")
def asks(f, x, h):
    h = float(input("h = "))
    return (f(x + h) - f(x)) / h


@wrong(check.forward_diff, "call it, with parentheses")
def does_not_call(f, x, h):
    return (f - x) / h


@wrong(check.tangent, "That line goes through (0, 0)")
def slope_times_t(f, x, d):
    return lambda t: d * t


@wrong(check.tangent, "The slope is missing")
def slope_one(f, x, d):
    return lambda t: f(x) + t - x


@wrong(check.tangent, "t - x, not t + x")
def adds_x(f, x, d):
    return lambda t: f(x) + d * (t + x)


@wrong(check.tangent, "Put t - x in parentheses")
def no_parentheses_around_the_way(f, x, d):
    return lambda t: f(x) + d * t - x


@wrong(check.tangent, "f(x) and d have changed places")
def height_for_slope(f, x, d):
    return lambda t: d + f(x) * (t - x)


@wrong(check.tangent, "That is the curve")
def returns_f(f, x, d):
    return f


@wrong(check.tangent, "The height at x is f(x), not x")
def height_x(f, x, d):
    return lambda t: x + d * (t - x)


@wrong(check.tangent, "Multiply by d")
def divides_by_d(f, x, d):
    return lambda t: f(x) + (t - x) / d


@wrong(check.tangent, "x and t have changed places")
def from_t_to_x(f, x, d):
    return lambda t: f(t) + d * (x - t)


@wrong(check.tangent, "t is the argument of the inner function")
def has_no_t(f, x, d):
    return f(x) + d * (t - x)  # noqa: F821


@wrong(check.tangent, "The sign is lost")
def never_below_zero(f, x, d):
    return lambda t: abs(f(x) + d * (t - x))


@wrong(check.tangent, "it returns None")
def returns_no_line(f, x, d):
    def line(t):
        return f(x) + d * (t - x)


# The same mistakes in other forms, and what is rarer: each line draws the hint above it.
OTHER = {
    check.forward_diff: {
        "It starts at x - h, and / 2 * h": [
            lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h,
        ],
        "Only f(x - h) is divided": [
            lambda f, x, h: f(x + h) - f(x - h) / h,
            lambda f, x, h: f(x + h) - f(x - h) / (2 * h),
        ],
        "yours are added": [
            lambda f, x, h: (f(x + h) + f(x)) / h,
        ],
        "That is a height": [
            lambda f, x, h: f(x + h),
            lambda f, x, h: f(x),
            lambda f, x, h: f(x + h) / h,
            lambda f, x, h: f(x) / h,
        ],
        "f(x) + h goes up by h": [
            lambda f, x, h: f(x) + h - f(x),
        ],
        "Use the h that is given": [
            lambda f, x, h: (f(x + 1e-1) - f(x)) / 1e-1,
            lambda f, x, h: (f(x + 1e-2) - f(x)) / 1e-2,
            lambda f, x, h: (f(x + 1e-3) - f(x)) / 1e-3,
            lambda f, x, h: (f(x + 1e-6) - f(x)) / 1e-6,
            lambda f, x, h: (f(x + 1e-1) - f(x - 1e-1)) / 2e-1,
            lambda f, x, h: (f(x + 1e-2) - f(x - 1e-2)) / 2e-2,
            lambda f, x, h: (f(x + 1e-3) - f(x - 1e-3)) / 2e-3,
            lambda f, x, h: (f(x + 1e-6) - f(x - 1e-6)) / 2e-6,
        ],
    },
    check.tangent: {
        "let the line use t": [
            lambda f, x, d: lambda t: f(x) + d,
            lambda f, x, d: lambda t: f(x) + d * x,
        ],
        "not f(t)": [
            lambda f, x, d: lambda t: f(t) - d * x + d * t,
        ],
        "d alone multiplies t - x": [
            lambda f, x, d: lambda t: (f(x) + d) * (t - x),
            lambda f, x, d: lambda t: f(x) * (t - x),
            lambda f, x, d: lambda t: f(x) * d * (t - x),
        ],
    },
}
enter_all(OTHER)


enter_all(
    {
        check.forward_diff: {
            "f(x + h) is not f(x) + f(h)": [lambda f, x, h: (f(x) + f(h) - f(x)) / h],
            "yours is twice as far": [lambda f, x, h: (f(x + 2 * h) - f(x)) / h],
            "before f(x), not before x": [lambda f, x, h: (f(x + h) + f(-x)) / h],
            "That is the angle": [lambda f, x, h: math.atan((f(x + h) - f(x)) / h)],
            "f(h) stands at h": [lambda f, x, h: (f(h) - f(x)) / (h - x)],
        },
        check.tangent: {
            "and not taken away": [lambda f, x, d: lambda t: d * (t - x) - f(x)],
            "at a right angle": [lambda f, x, d: lambda t: f(x) - (t - x) / d],
            "The slope and the height at t = 0": [
                lambda f, x, d: lambda t: np.poly1d([f(x) - d * x, d])(t),
            ],
            "A tangent is straight": [
                lambda f, x, d: lambda t: f(x) + d * (t - x) ** 2,
                lambda f, x, d: lambda t: f(x) + d * (t - x) + d * (t - x) ** 2,
            ],
            "leave int out": [lambda f, x, d: lambda t: f(x) + d * (int(t) - x)],
        },
    }
)


@wrong(check.tangent, "That is the curve")
def hides_x(f, x, d):
    def line(x):
        return f(x) + d * (x - x)

    return line


@wrong(check.tangent, "a later tangent has moved this one")
def keeps_one_point_for_all_lines(f, x, d, point={}):  # noqa: B006
    point.update(x=x, y=f(x), d=d)
    return lambda t: point["y"] + point["d"] * (t - point["x"])


@wrong(check.nearby, "add what the slope adds over s")
def stays(height, g, s):
    return height


@wrong(check.nearby, "add it to the height before the step")
def only_the_change(height, g, s):
    return g * s


@wrong(check.nearby, "multiply it by s")
def a_step_of_one(height, g, s):
    return height + g


@wrong(check.nearby, "multiply it by the slope g")
def adds_the_step(height, g, s):
    return height + s


@wrong(check.nearby, "it does not take it away")
def goes_downhill(height, g, s):
    return height - g * s


@wrong(check.nearby, "Multiply g by s")
def divides_by_s(height, g, s):
    return height + g / s


@wrong(check.nearby, "have changed places")
def slope_for_height(height, g, s):
    return g + height * s


@wrong(check.nearby, "leave height outside of the parentheses")
def all_times_s(height, g, s):
    return (height + g) * s


@wrong(check.nearby, "The check hands over height, g, s in this order")
def takes_the_step_first(s, height, g):
    return height + g * s


enter_all(
    {
        check.nearby: {
            "for s along, that is g * s": [lambda height, g, s: height + (s / g if g else 0)],
            "s, not s²": [
                lambda height, g, s: height + g * s**2,
                lambda height, g, s: height + g * s + s**2,
                lambda height, g, s: height + g * s + g * s**2,
            ],
            "The height is added, and not multiplied": [lambda height, g, s: height * g * s],
            "and not a share of it": [lambda height, g, s: height * (1 + g * s)],
            "The sign is lost": [lambda height, g, s: abs(height + g * s)],
        },
    }
)


@wrong(check.forward_diff, "something small is added, left out or rounded")
def raises_a_small_h(f, x, h):
    h = max(h, 1e-4)
    return (f(x + h) - f(x)) / h


@wrong(check.tangent, "It goes wrong only where d is 0: that is a number like any other.")
def knows_no_level_tangent(f, x, d):
    return lambda t: f(x) + d * (t - x) if d else 0.0


@wrong(check.tangent, "It goes wrong only where t is 0: that is a number like any other.")
def takes_t_0_for_no_t(f, x, d):
    return lambda t: f(x) + d * (t - x) if t else f(x)


@wrong(check.tangent, "It goes wrong only where x and d are 0: that is a number like any other.")
def forgets_f_at_x_0(f, x, d):
    return lambda t: f(x) + d * (t - x) if x else d * t


@wrong(check.nearby, "That number need not be whole, and no loop is wanted here.")
def counts_to_the_step(height, g, s):
    for _ in range(s):
        height += g
    return height


@wrong(check.tangent, "give f(x) another name")
def calls_the_height_f_too(f, x, d):
    def line(t):
        f = f(x)  # noqa: F823 (that is the mistake)
        return f + d * (t - x)

    return line


enter_all(
    {
        check.forward_diff: {
            "You divide by x + h": [lambda f, x, h: (f(x + h) - f(x)) / (x + h)],
            "yours starts at x + h": [lambda f, x, h: (f(x + 2 * h) - f(x + h)) / h],
            "Use the x that is given": [lambda f, x, h: (f(5 + h) - f(5)) / h],
            "Use the f that is given": [
                lambda f, x, h: 2 * x + h,
                lambda f, x, h: ((x + h) ** 2 + 3 * (x + h) - x**2 - 3 * x) / h,
            ],
            "It goes wrong only where x is 0": [
                lambda f, x, h: (f(x + h) - f(x)) / h if x else 0,
            ],
            "It goes wrong only where x is below 0": [
                lambda f, x, h: (f(abs(x) + h) - f(abs(x))) / h,
            ],
            "It never goes below 0, and should": [
                lambda f, x, h: max(0, (f(x + h) - f(x)) / h),
            ],
        },
        check.nearby: {
            "It goes wrong only where height is 0": [
                lambda height, g, s: height + g * s if height else 0,
                lambda height, g, s: (height or 1) + g * s,
            ],
            "It goes wrong only where s is 0": [lambda height, g, s: s and height + g * s],
            "It goes wrong only where g is 0": [lambda height, g, s: g and height + g * s],
            "It goes wrong only where g is below 0": [lambda height, g, s: height + abs(g) * s],
            "It never goes below 0": [lambda height, g, s: max(0, height + g * s)],
            "Go s along to either side": [lambda height, g, s: height + g * abs(s)],
        },
        check.tangent: {
            "d is a number, the slope at x, and no function": [
                lambda f, x, d: lambda t: f(x) + d(x) * (t - x),
            ],
            "let the line use t": [lambda f, x, d: lambda t: f(x) + d],
            "t may lie on either side of x": [lambda f, x, d: lambda t: f(x) + d * abs(t - x)],
            "It goes wrong only where d is below 0": [
                lambda f, x, d: lambda t: f(x) + abs(d) * (t - x),
            ],
        },
    }
)
