"""The checks of lesson 02."""

import numpy as np

from .exercise import Named, exercise, expect

SEED = 2  # of the places that are tried: the same for every reader
H = 1e-4  # the course's own step


@exercise(
    "x0 stood still, so this is the slope of a curve in one variable: a slice of the surface."
)
def partial_x1(answer):
    """Check the slope of f(x0, x1) along x1."""
    surfaces = (
        Named("x0**2 * x1", lambda x0, x1: x0**2 * x1),  # the forward difference is right here
        Named("sin(x0) * x1**3", lambda x0, x1: np.sin(x0) * x1**3),
    )
    random = np.random.default_rng(SEED)
    for f in surfaces:
        for x0, x1 in [(3.0, 5.0), *random.uniform(1, 3, size=(3, 2)).round(2).tolist()]:
            mistakes = {
                "That is the slope along x0: freeze x0, and move x1.": _slope(f, x0, x1, 1, 0),
                "You move both: h belongs to x1 alone.": _slope(f, x0, x1, 1, 1),
                "x0 is not frozen: it stays x0 in both readings.": _slope(f, x1, x1, 1, 1),
                "It is turned round: the reading at x1 - h is taken away.": -_slope(
                    f, x0, x1, 0, 1
                ),
                # The slope times h²: nearly 0, and told from nothing else that is.
                "/ 2 * h divides by 2 and multiplies by h: write / (2 * h).": 0,
                "That is the forward difference: the second reading is at x1 - h.": (
                    (f(x0, x1 + H) - f(x0, x1)) / H
                ),
                "Only the second reading is divided: put the difference in parentheses.": (
                    f(x0, x1 + H) - f(x0, x1 - H) / (2 * H)
                ),
                "You divide by h, but from x1 - h to x1 + h is twice h.": (
                    2 * _slope(f, x0, x1, 0, 1)
                ),
            }
            expect(answer, _slope(f, x0, x1, 0, 1), mistakes, f=f, x0=x0, x1=x1)


@exercise("Each variable was moved, read twice, and put back, so the next one found x as it was.")
def gradient(answer):
    """Check the loop over the variables of f(x)."""
    landscapes = (
        Named("x[0]**3 + x[0] * x[1]**2", lambda x: x[0] ** 3 + x[0] * x[1] ** 2),
        Named("x[0] * x[1]", lambda x: x[0] * x[1]),
        Named("sum(x**3) * x[0]", lambda x: (x**3).sum() * x[0]),
    )
    random = np.random.default_rng(SEED)
    for f, size in zip(landscapes, (2, 2, 3), strict=True):
        for x in (np.array([3.0, 4.0, 5.0])[:size], random.uniform(1, 3, size).round(2)):
            moves = H * np.eye(size)
            ahead = np.array([f(x + move) - f(x) for move in moves])
            behind = np.array([f(x) - f(x - move) for move in moves])
            right = (ahead + behind) / (2 * H)
            mistakes = {
                "x is back in place before the second reading: it belongs at value - h.": (
                    ahead / (2 * H)
                ),
                "That is half the slope: divide by 2 * h, once.": right / 2,
                "That is twice the slope: from value - h to value + h is 2 * h.": 2 * right,
                "It is turned round: take the reading below from the reading above.": -right,
                "Put each variable back before the next one moves.": _gradient_left_moved(f, x),
                "The loop ends after its first slope: return belongs below it, further left.": (
                    np.where(np.arange(size) == 0, right, 0)
                ),
                "x[i] alone must move: here all of x moves at once.": np.full(
                    size, (f(x + H) - f(x - H)) / (2 * H)
                ),
            }
            expect(answer, right, mistakes, f=f, x=x)


def _gradient_left_moved(f, x):
    """Return the gradient by a loop that leaves each variable at value - h."""
    x, slopes = x.copy(), np.empty(x.size)
    for i, value in enumerate(x):
        x[i] = value + H
        above = f(x)
        x[i] = value - H
        slopes[i] = (above - f(x)) / (2 * H)
    return slopes


def _slope(f, x0, x1, along0, along1):
    """Return the central difference when h is added to x0, to x1 or to both."""
    above = f(x0 + along0 * H, x1 + along1 * H)
    return (above - f(x0 - along0 * H, x1 - along1 * H)) / (2 * H)
