"""The checks of lesson 01."""

import numpy as np

from ..differentiate import numerical_diff
from .asking import NotYet
from .exercise import Case, exercise
from .replies import plain
from .words import Named, describe, show

NO_LOOP = {
    "interpreted as an integer": "That number need not be whole, and no loop is wanted here."
}
SEED = 1  # of the places that are tried: the same for every reader
CURVES = {  # and their derivatives
    Named("t**3", lambda t: t**3): lambda t: 3 * t**2,
    Named("sin(t)", np.sin): np.cos,
    Named("1 / t", lambda t: 1 / t): lambda t: -1 / t**2,
    Named("t**4 + t", lambda t: t**4 + t): lambda t: 4 * t**3 + 1,  # neither even nor odd
}
# A curve, a place, and a step after which the curve is within 1 % of the tangent.
NEAR = [
    *((f, x, s) for f in CURVES for x, s in ((2.0, 0.05), (1.37, 0.04), (2.45, -0.03))),
    *((f, -2.0, -0.05) for f in CURVES),
]
LEVEL = Named("t**2 - 2 * t", lambda t: t**2 - 2 * t)  # at 1, away from 0
OTHER = Named("2 * t", lambda t: 2 * t)
OWN_X = (1, 2, 5, 10)  # what readers write for an x that is given
# and for f: the curves of the lesson
OF_THE_LESSON = lambda t: 0.01 * t**2 + 0.1 * t, lambda t: t**2 + 3 * t + 2
OWN_H = (
    1e-1,
    1e-2,
    1e-3,
    1e-4,
    1e-5,
    1e-6,
    1e-7,
    1e-8,
)  # what readers write for an h that is given


@exercise(
    "As h shrinks, this slope closes in on the derivative; its error shrinks as fast as h.",
    advice=NO_LOOP,
)
def forward_diff():
    """Try the slope of the secant from x to x + h.

    Open are f, which rises or falls; the sign of x, and 0; how long h is.
    """
    random = np.random.default_rng(SEED)
    places = [(3.0, 0.25), *random.uniform(0.5, 2, size=(3, 2)).round(2).tolist()]
    places += [(-2.5, 0.5), (-4.0, 1e-3), (1.5, 1e-5), (60.0, 2.0)]
    for f in CURVES:
        for x, h in places:
            right = (f(x + h) - f(x)) / h
            yield Case(right, _mistakes_of_secant(f, x, h), f=f, x=x, h=h)
    cube = next(iter(CURVES))
    yield Case(0.25, f=cube, x=0.0, h=0.5)


def _mistakes_of_secant(f, x, h):
    """Return what comes of mistakes at the slope of a secant."""
    ahead, here, behind = f(x + h), f(x), f(x - h)
    rise = ahead - here
    own = [(f(x + own_h) - here) / own_h for own_h in OWN_H]
    return {
        "That is the central difference: start at x, not at x - h.": (ahead - behind) / (2 * h),
        "From x - h to x + h is twice h, and the forward secant starts at x, not at x - h.": (
            (ahead - behind) / h
        ),
        "You divide by 2 * h, but from x to x + h is only one h.": rise / (2 * h),
        "/ 2 * h divides by 2 and multiplies by h: write / h.": rise / 2 * h,
        "It starts at x - h, and / 2 * h multiplies by h: start at x, and write / h.": (
            (ahead - behind) / 2 * h
        ),
        "That is the backward difference, from x - h to x; take the one from x to x + h.": (
            (here - behind) / h
        ),
        "Only f(x) is divided by h: put the difference in parentheses.": ahead - here / h,
        "Only f(x - h) is divided: put parentheses around the difference, and start at x.": (
            ahead - behind / h,
            ahead - behind / (2 * h),
        ),
        "You do not divide by h: a slope is how far up, divided by how far along.": rise,
        "You multiply by h: a slope is how far up, divided by how far along.": rise * h,
        "You divide by x, but how far along is h.": rise / x,
        "You divide by x + h, but how far along is h.": rise / (x + h),
        "The first reading stands at x: yours starts at x + h.": (f(x + 2 * h) - ahead) / h,
        "Use the x that is given, and not one of your own.": tuple(
            (f(own_x + h) - f(own_x)) / h for own_x in OWN_X
        ),
        "Use the f that is given: yours has the slope of one curve alone.": (
            *(2 * x, 2 * x + h, 3 * x**2, np.cos(x)),
            *(numerical_diff(lesson, x, h, method="forward") for lesson in OF_THE_LESSON),
        ),
        "It is turned over: how far up is divided by how far along.": h / rise if rise else 0,
        "The sign is turned: take away f(x), not f(x + h).": -rise / h,
        "Take f(x) away from f(x + h): yours are added.": (ahead + here) / h,
        "The minus belongs before f(x), not before x.": (ahead + f(-x)) / h,
        "That is a height: the slope takes the difference of two, divided by h.": (
            (ahead, here, ahead / h, here / h)
        ),
        "f(x) + h goes up by h; to go along by h, write f(x + h).": (1.0, h),
        "f(h) stands at h; the second reading stands at x + h.": (
            (f(h) - here) / h,
            (f(h) - here) / (h - x),
        ),
        "f(x + h) is not f(x) + f(h): take f at x + h.": f(h) / h,
        "The second reading stands at x + h: yours is twice as far.": (f(x + 2 * h) - here) / h,
        "That is the angle: a slope is how far up, divided by how far along.": np.arctan(rise / h),
        "Use the h that is given, and not one of your own.": (
            *own,
            *(numerical_diff(f, x, own_h) for own_h in OWN_H),
        ),
        "Both readings are the same: one is at x + h, the other at x. Or h is one of your own, and "
        "too small.": 0,
    }


def _height_of_line(answer, f, x, d, t):
    """Return the height at t of the line that the answer returns."""
    line = answer(f, x, d)
    if line is not None and line is not ... and not callable(line):
        given = describe({"f": f, "x": x, "d": d})
        raise NotYet(
            f"{given}, it returns {show(plain(line))}, and should return a function of t: "
            "return line, without parentheses after it."
        )
    if line is None or line is ...:
        return line
    answer(OTHER, 1.0, 2.0)  # a line of its own, which leaves the first where it is
    return line(t)


@exercise(
    "It is the line that section 2 draws: through the point, as steep as the curve.",
    call=_height_of_line,
    advice={
        r"name 't'": "t is the argument of the inner function: write def line(t).",
        r"'(int|float|numpy.float64)' object is not callable": (
            "d is a number, the slope at x, and no function: it is multiplied, d * (t - x)."
        ),
        r"UnboundLocalError.*'f'": "Inside line, f would be two things: give f(x) another name.",
        **NO_LOOP,
    },
)
def tangent():
    """Try the line through (x, f(x)) with slope d.

    Open are f, which rises, falls or is level; the sign of x; the side on which t lies, and how
    far off; t may be x; x, t and the slope may be 0; and that other tangents are drawn before this
    one is read.
    """
    random = np.random.default_rng(SEED)
    places = [(2.0, 5.0), *random.uniform(1, 3, size=(3, 2)).round(2).tolist()]
    places += [(3.0, -1.0), (1.5, 40.0), (-2.0, 0.5), (1.5, 1.5), (3.0, 1.0)]
    for f, slope in CURVES.items():
        for x, t in places:
            d = slope(x)
            right = f(x) + d * (t - x)
            yield Case(right, _mistakes_of_line(f, x, d, t), f=f, x=x, d=d, t=t)
    cube = next(iter(CURVES))
    yield Case(0.0, f=cube, x=0.0, d=0.0, t=3.0)
    yield Case(16.0, f=cube, x=-2.0, d=12.0, t=0.0)
    yield Case(-1.0, f=LEVEL, x=1.0, d=0.0, t=3.0)
    yield Case(2.0, f=Named("sin(t)", np.sin), x=0.0, d=1.0, t=2.0)
    yield Case(1.0, f=Named("t**2 + 1", lambda t: t**2 + 1), x=0.0, d=0.0, t=3.0)


def _mistakes_of_line(f, x, d, t):
    """Return what comes of mistakes at the height of a tangent."""
    return {
        "At t = x the line must be at height f(x): take away d * x.": f(x) + d * t,
        "At t = x the line must be at height f(x): add it.": d * (t - x),
        "That line goes through (0, 0): at t = x it must be at height f(x).": d * t,
        "The height is the same wherever t is: let the line use t.": (
            (f(x), f(x) + d, f(x) + d * x)
        ),
        "That is the curve: f is read at x alone, and the argument of line has its own name, t.": f(
            t
        ),
        "Each line keeps its own x and d: a later tangent has moved this one.": (2 + 2 * (t - 1)),
        "f(x) is added to the rise, and not taken away.": d * (t - x) - f(x),
        "That line stands at a right angle to the curve: its slope is d itself.": (
            f(x) - (t - x) / d
        ),
        "The slope and the height at t = 0 have changed places.": d + (f(x) - d * x) * t,
        "A tangent is straight: leave the square out.": (
            f(x) + d * (t - x) ** 2,
            f(x) + d * (t - x) + d * (t - x) ** 2,
        ),
        "t may lie on either side of x: leave abs out.": f(x) + d * abs(t - x),
        "t and x need not be whole: leave int out.": f(x) + d * (int(t) - x),
        "It goes down where the curve goes up: t - x, not x - t, and plus d, not minus.": (
            f(x) + d * (x - t)
        ),
        "At t = x the line must be at height f(x): t - x, not t + x.": f(x) + d * (t + x),
        "The slope is missing: multiply t - x by d.": f(x) + t - x,
        "Multiply by d: the line rises d for each 1 along.": f(x) + (t - x) / d,
        "Put t - x in parentheses: d multiplies both.": f(x) + d * t - x,
        "f(x) and d have changed places: the height is added, the slope multiplies t - x.": (
            d + f(x) * (t - x)
        ),
        "f(x) is added, and stands outside of the parentheses: d alone multiplies t - x.": (
            (f(x) + d) * (t - x),
            f(x) * (t - x),
            f(x) * d * (t - x),
        ),
        "The height at x is f(x), not x.": x + d * (t - x),
        "The line must touch the curve at x: its height there is f(x), not f(t).": (
            f(t) + d * (t - x)
        ),
        "x and t have changed places: the line starts from (x, f(x)), and goes to t.": (
            f(t) + d * (x - t)
        ),
    }


@exercise(
    "f(x + s) is about f(x) + g·s. In every case that was tried, that was within 1 % of the curve.",
    advice=NO_LOOP,
)
def nearby():
    """Try the height after a small step, as one height and one slope tell it.

    Open are the curve, which rises, falls or is level; the sign of s, and 0; the sign of the
    height, and 0.
    """
    for f, x, s in NEAR:
        height, g = float(f(x)), float(CURVES[f](x))
        yield Case(height + g * s, _mistakes_of_step(height, g, s), height=height, g=g, s=s)
    for height, g, s in ((1.0, 0.0, 0.1), (0.0, 1.0, 0.04), (0.0, -2.0, -0.03), (8.0, 12.0, 0.0)):
        yield Case(height + g * s, height=height, g=g, s=s)


def _mistakes_of_step(height, g, s):
    """Return what comes of mistakes at the height after a step."""
    return {
        "That is the height before the step: add what the slope adds over s.": height,
        "That is how much the height changes: add it to the height before the step.": g * s,
        "The slope counts for a step of 1: multiply it by s.": height + g,
        "The step is how far along, not how far up: multiply it by the slope g.": height + s,
        "A step to the right adds g * s, it does not take it away.": height - g * s,
        "Multiply g by s: a slope is how far up for each 1 along.": height + g / s,
        "A slope is how far up for each 1 along: for s along, that is g * s.": height + s / g,
        "Only the slope is multiplied by s: leave height outside of the parentheses.": (
            (height + g) * s
        ),
        "height and g have changed places: the height is added, the slope multiplies s.": (
            g + height * s
        ),
        "The gap to the tangent shrinks like s², but the tangent itself is straight: s, not s².": (
            height + g * s**2,
            height + g * s**2 / 2,
            height + g * s + s**2,
            height + g * s + g * s**2,
        ),
        "Go s along to either side: leave abs out.": height + g * abs(s),
        "The height is added, and not multiplied.": height * g * s,
        "g * s is what the height grows by, and not a share of it.": height * (1 + g * s),
    }
