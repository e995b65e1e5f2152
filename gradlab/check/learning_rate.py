"""The checks of lesson 05."""

import math

import numpy as np

from .exercise import exercise, expect

SEED = 5  # of the values that are tried: the same for every reader


@exercise("The steepest direction sets the limit; the flattest one then sets the pace.")
def edge_lr(answer):
    """Check 2 / λ_max, where |1 - lr * λ| first reaches 1."""
    for curvatures in (np.array([0.1, 2.0]), np.array([1.5, 4.0, 7.0, 0.5])):
        low, high = curvatures.min(), curvatures.max()
        mistakes = {
            "That jumps to the bottom in one step; up to twice as much is safe.": 1 / high,
            "That is the edge of the flattest direction; the steepest runs away before.": 2 / low,
            "That is the fastest learning rate, not the largest.": 2 / (low + high),
            "Those are edges, one for each direction; return the one that comes first.": (
                2 / curvatures
            ),
            "Divide: a larger curvature needs a smaller learning rate.": 2 * high,
            "That jumps to the bottom of the flattest direction; the steepest runs away.": 1 / low,
        }
        expect(answer, 2 / high, mistakes, curvatures=curvatures)


@exercise("It asks for two things: is f still a number, and is it no higher than at the start?")
def diverges(answer):
    """Check whether f ended above its start, or is no finite number any more."""
    factor = np.random.default_rng(SEED).uniform(1.1, 1.5, 4)
    risen = (25 * np.cumprod(factor)).round(1)
    up = "f is larger than at the start, though every number is finite."
    for values, right, hint in (
        ([25.0, 16.0, 10.24, 6.55], False, "f falls at every step."),
        ([25.0, *risen], True, up),
        ([25.0, 4.0, 0.1, 0.2], False, "It rose at the last step alone: compare with the start."),
        ([25.0, 900.0, 80.0, 60.0], True, "It fell at the end, and is still above the start."),
        ([25.0, 900.0, 80.0, 6.0], False, "It rose on the way; compare the end with the start."),
        ([25.0, 4.0, 25.0], False, "It ends as high as it began, and not higher."),
        ([25.0, 4e200, math.inf], True, "inf is no finite number: it ran out of the computer's."),
        (
            [25.0, 4e200, math.inf, math.nan],
            True,
            "nan is neither larger nor smaller: ask np.isfinite.",
        ),
    ):
        expect(answer, right, otherwise=hint, values=values)
