"""What readers write in lesson 01 that is not right, and the hint that each draws."""

from gradlab.check import derivative as check
from wrong_answers import wrong


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


@wrong(check.tangent, "Between a number and a parenthesis stands *.")
def leaves_out_the_times(f, x, d):
    return lambda t: f(x) + d(t - x)
