"""The checks of lesson 05."""

import math

import numpy as np

from .exercise import Case, exercise

OWN_STARTS = (0, 1, 25, 100, 1000, 1e6, 1e10)  # what readers write in place of the start
OWN_FACTORS = (1.01, 1.1, 1.5, 2, 10, 100)  # and before it
SEED = 5  # of the values that are tried: the same for every reader


@exercise(
    "The steepest direction sets the limit; the flattest one then sets the pace.",
    advice={"ZeroDivisionError": "No curvature is 0: have int, round or // made one so?"},
)
def edge_lr():
    """Try 2 / λ_max, where |1 - lr * λ| first reaches 1.

    Open are the number of directions, where the steepest one stands, whether two are as steep, and
    how steep they are.
    """
    for curvatures in (
        np.array([0.1, 2.0]),
        np.array([1.5, 4.0, 7.0, 0.5]),
        np.array([30.0, 0.2, 5.0]),
        np.array([3.0]),
        np.array([0.02, 0.005]),
        np.array([8.0, 8.0, 1.0, 3.0, 2.0]),
        np.array([2.0, 1.0, 5.0]),
    ):
        yield Case(2 / curvatures.max(), _mistakes_of_edge(curvatures), curvatures=curvatures)


def _mistakes_of_edge(curvatures):
    """Return what comes of mistakes at the edge."""
    low, high = curvatures.min(), curvatures.max()
    return {
        "That jumps to the bottom in one step; up to twice as much is safe.": 1 / high,
        "That is the edge of the flattest direction; the steepest runs away before.": 2 / low,
        "That is the fastest learning rate, not the largest.": 2 / (low + high),
        "The steepest direction alone sets the edge, and not all of them together.": (
            2 / curvatures.sum(),
            2 / curvatures.prod(),
        ),
        "// cuts down to a whole number: write /.": 2 // high,
        "argmax is the place of the largest, and max the largest itself.": (
            2 / curvatures.argmax() if curvatures.argmax() else math.inf,
            2 / (curvatures.argmax() + 1),
        ),
        "The ratio of two curvatures says how long the bowl is; the edge is 2 / λ.": (
            high / low,
            low / high,
            2 * high / low,
            2 * low / high,
        ),
        "How many directions there are does not count: take the steepest.": 2 / curvatures.size,
        "Curvatures below 1 count, too: begin the search with the first of them.": (
            2 / max(1, high)
        ),
        "Those are edges, one for each direction; return the one that comes first.": 2 / curvatures,
        "Divide: a larger curvature needs a smaller learning rate.": (2 * high, high),
        "It is turned over: divide 2 by the largest curvature.": high / 2,
        "That jumps to the bottom of the flattest direction; the steepest runs away.": 1 / low,
        "The steepest direction sets the edge, and not the mean of all.": (
            2 / curvatures.mean(),
            2 / np.median(curvatures),
            1 / curvatures.mean(),
        ),
        "The edge may lie above 1: do not cut it off.": min(1, 2 / high),
        "The steepest direction may stand at any place: look at all of them, and return then.": (
            2 / curvatures[0],
            2 / curvatures[-1],
            2 / max(curvatures[0], curvatures[-1]),
            2 / curvatures[curvatures.size > 1 :].max(),
            2 / curvatures[: max(1, curvatures.size - 1)].max(),
            2 / curvatures[:2].max(),
            2 / curvatures[:2][-1],
        ),
        "The edge is 2 / λ of the steepest direction alone, not a sum over all of them.": (
            (2 / curvatures).sum(),
            (2 / curvatures).mean(),
            (1 / curvatures).sum(),
            2 / np.linalg.norm(curvatures),
        ),
        "There the factor 1 - lr * λ is 0.5, and not yet -1.": (0.5 / high, 1.5 / high),
    }


@exercise(
    "It asks for two things: is f still a number, and is it no higher than at the start?",
    advice={
        "(attribute|operand).*'list'|'list' object has no": (
            "values is a list: max(values) and np.array(values) work, and values[-1] is its last."
        ),
        "(infinity|NaN) to integer|int too large": (
            "inf and nan have no int: ask np.isfinite of the last value, and leave int out."
        ),
    },
)
def diverges():
    """Try whether f ended above its start, or is no finite number any more.

    Open are the length, from the start alone up; the start, also 0 and below; how much higher the
    end is; what comes between; inf, -inf and nan at the end.
    """
    factor = np.random.default_rng(SEED).uniform(1.1, 1.5, 4)
    risen = (25 * np.cumprod(factor)).round(1).tolist()
    falling = (20 * 0.8 ** np.arange(30)).round(2).tolist()
    up = "f is larger than at the start, though every number is finite."
    down = "f falls at every step."
    inf = "inf is no finite number: it ran out of the computer's."
    nan = "nan is neither larger nor smaller: ask np.isfinite."
    for values, right, hint in (
        ([25.0, 16.0, 10.24, 6.55], False, down),
        ([25.0, *risen], True, up),
        ([25.0, 4.0, 0.1, 0.2], False, "It rose at the last step alone: compare with the start."),
        ([25.0, 900.0, 80.0, 60.0], True, "It fell at the end, and is still above the start."),
        ([25.0, 900.0, 80.0, 6.0], False, "It rose on the way; compare the end with the start."),
        ([25.0, 4.0, 25.0], False, "It ends as high as it began, and not higher."),
        ([25.0, 4e200, math.inf], True, inf),
        ([25.0, 4e200, math.inf, math.nan], True, nan),
        ([2.0, 2.01], True, "It ends a little higher than it began, and so higher."),
        ([400.0, 30.0], False, down),
        ([0.5, 0.4, 30.0], True, "The start is 0.5, and the end is above it."),
        ([900.0, 100.0, 30.0], False, "The start is 900, and the end is below it."),
        ([-3.0, -7.0], False, "f falls, below 0 too."),
        ([-7.0, -9.0, -3.0], True, "-3 is higher than -7: f has risen, though it is below 0."),
        ([0.0, 1e-3], True, "The start is 0, and the end is above it."),
        (
            [1.0, -1e200, -math.inf],
            True,
            "Minus infinity is no finite number either: ask np.isfinite of the last value.",
        ),
        ([5.0, -4.0, math.nan], True, nan),
        ([5.0], False, "No step was taken: the end is the start."),
        ([math.nan], True, "No step was taken, but the start is no finite number."),
        ([25.0, *falling, 40.0], True, "Of however many values, the last counts."),
        ([25.0, *risen, *falling], False, "Of however many values, the last counts."),
    ):
        yield Case(right, _mistakes_of_verdict(values, right), otherwise=hint, values=values)


def _mistakes_of_verdict(values, right):
    """Return what comes of mistakes that are told only by several cases."""
    start, end = values[0], values[-1]
    is_lost = not math.isfinite(end)
    return {
        "True and False have changed places: True is for a run that ran away.": not right,
        "The comparison is the wrong way round: True is for a run that ends higher.": (
            is_lost or end < start,
            end < start,
        ),
        "np.isfinite is True for a number that is finite: not is missing.": (
            end > start or not is_lost,
            not is_lost,
        ),
        "The order counts: compare the last value with the first.": (
            is_lost or max(values) > min(values)
        ),
        "Compare the last value with values[0], the start, and with no other number.": tuple(
            is_lost or end > own for own in OWN_STARTS
        ),
        "Any rise counts: compare the end with the start as it is.": tuple(
            is_lost or end > factor * start for factor in OWN_FACTORS
        ),
        "Below 0 a larger size is lower: compare the values, without abs and without dividing.": (
            is_lost or abs(end) > abs(start)
        ),
    }
