"""Many descents at once, and what becomes of each."""

import numpy as np

from .differentiate import gradient_field
from .domain import quiet

ARRIVES, CRAWLS, FLIPS, RUNS_AWAY, FREEZES = range(5)
SAME = 1e-6  # two heights whose ratio is nearer to 1 than this are as high: slopes are rounded
BACK = 1e-2  # a step flips if the two last ones together lead no farther than this share of one


def many_paths(f, X, lr, step_num):
    """Return every point of many descents on f, float64, shape (step_num + 1, n, ...).

    Parameters
    ----------
    f : callable
        Takes an array (n, ...), components first; returns shape (...).
    X : array_like, shape (n, ...)
        The starts.
    lr : float or array of shape (...)
        One learning rate, or one for each start.
    step_num : int

    Notes
    -----
    Each step takes `gradient_field` of all points: 2n calls of f for all the runs.
    """
    path = [np.array(X, dtype=np.float64)]
    with quiet():
        for _ in range(step_num):
            path.append(path[-1] - lr * gradient_field(f, path[-1]))
    return np.array(path)


def what_became(path, heights, goal):
    """Return what became of each run, and after how many steps it was first at its goal.

    Parameters
    ----------
    path : array, shape (step_num + 1, n, ...)
        As `many_paths` returns it, of two steps or more.
    heights : array, shape (step_num + 1, ...)
        How far f is above its least value at each of its points.
    goal : float
        A run is there where its height is not above it.

    Returns
    -------
    outcome : array of int, shape (...)
        ARRIVES: it ends at its goal. FREEZES: its last step is exactly 0, and it is not there.
        FLIPS: its last step takes the one before back. RUNS_AWAY: it ends higher than it began, or
        nowhere. CRAWLS: it ends lower, and is not there yet.
    steps : array of int, shape (...)
        How many steps it took; -1 if it does not arrive.
    """
    with quiet():
        last, two = (abs(path[-1] - path[k]).max(axis=0) for k in (-2, -3))
        is_there = heights <= goal
        is_lower = heights[-1] < heights[0] * (1 + SAME)
        flips, freezes = two <= BACK * last, last == 0
    outcome = np.where(is_lower, CRAWLS, RUNS_AWAY)
    for kind, its in ((FLIPS, flips), (FREEZES, freezes), (ARRIVES, is_there[-1])):
        outcome[its] = kind
    return outcome, np.where(is_there[-1], is_there.argmax(axis=0), -1)
