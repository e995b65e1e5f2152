"""The checks of lesson 01."""

import numpy as np

from .exercise import Named, NotYet, ask, describe, exercise, expect, show

SEED = 1  # of the places that are tried: the same for every reader
CURVES = {  # and their derivatives
    Named("t**3", lambda t: t**3): lambda t: 3 * t**2,
    Named("sin(t)", np.sin): np.cos,
    Named("1 / t", lambda t: 1 / t): lambda t: -1 / t**2,
}


@exercise("As h shrinks, this slope closes in on the derivative; its error shrinks as fast as h.")
def forward_diff(answer):
    """Check the slope of the secant from x to x + h."""
    random = np.random.default_rng(SEED)
    for f in CURVES:
        for x, h in [(3.0, 0.25), *random.uniform(0.5, 2, size=(3, 2)).round(2).tolist()]:
            rise = f(x + h) - f(x)
            mistakes = {
                "That is the central difference: start at x, not at x - h.": (
                    (f(x + h) - f(x - h)) / (2 * h)
                ),
                "You divide by 2 * h, but from x to x + h is only one h.": rise / (2 * h),
                "/ 2 * h divides by 2 and multiplies by h: write / h.": rise / 2 * h,
                "That is the backward difference, from x - h to x; take the one from x to x + h.": (
                    (f(x) - f(x - h)) / h
                ),
                "Only f(x) is divided by h: put the difference in parentheses.": (
                    f(x + h) - f(x) / h
                ),
                "You do not divide by h: a slope is how far up, divided by how far along.": rise,
                "The sign is turned: take away f(x), not f(x + h).": -rise / h,
            }
            expect(answer, rise / h, mistakes, f=f, x=x, h=h)


@exercise("It is the line that section 3 draws: through the point, as steep as the curve.")
def tangent(answer):
    """Check the line through (x, f(x)) with slope d."""
    random = np.random.default_rng(SEED)
    for f, slope in CURVES.items():
        for x, t in [(2.0, 5.0), *random.uniform(1, 3, size=(3, 2)).round(2).tolist()]:
            d = slope(x)
            given = {"f": f, "x": x, "d": d}
            line = ask(answer, **given)
            if not callable(line):
                raise NotYet(
                    f"{describe(given)}, it returns {show(line)}, and should return a function: "
                    "return line, without parentheses after it."
                )
            mistakes = {
                "At t = x the line must be at height f(x): take away d * x.": f(x) + d * t,
                "At t = x the line must be at height f(x): add it.": d * (t - x),
                "The height is that at x, wherever t is: let the line use t.": f(x),
                "The line must touch the curve at x: its height there is f(x), not f(t).": (
                    f(t) + d * (t - x)
                ),
                "It goes down where the curve goes up: t - x, not x - t.": f(x) + d * (x - t),
            }
            right = f(x) + d * (t - x)
            expect(lambda f, x, d, t: answer(f, x, d)(t), right, mistakes, **given, t=t)
