"""Four ways down a function of two variables, counted in calls of f.

The derivatives are the exact ones of a `gradlab.functions.Function` whose least value is 0; they
are counted as if they were found by differences.
"""

from typing import NamedTuple

import numpy as np

from .descent import descent_path
from .momentum import momentum_path
from .newton import backtracking, newton_step

# What numerical derivatives of f(x0, x1) cost: two calls for each slope, four for each entry of
# the Hessian, which is symmetric.
GRADIENT, HESSIAN = 4, 12
NEAR = 1e-10  # backtracking and Newton are done where f is below


class Run(NamedTuple):
    """A run: its points, shape (k + 1, 2), and the calls that were made before each, (k + 1,)."""

    points: np.ndarray
    calls: np.ndarray


def descent(f, start, lr, most):
    """Return the run of gradient descent in at most so many calls of f."""
    steps = most // GRADIENT
    path = descent_path(f, start, lr, steps, grad=f.gradient)
    return Run(path, GRADIENT * np.arange(steps + 1))


def momentum(f, start, lr, beta, most):
    """Return the run of descent with momentum in at most so many calls of f."""
    steps = most // GRADIENT
    path = momentum_path(f, start, lr, beta, steps, grad=f.gradient)
    return Run(path, GRADIENT * np.arange(steps + 1))


def backtracked(f, start, most):
    """Return the run of descent that halves each step, from the gradient on, until f falls."""

    def step(x):
        gradient = f.gradient(x)
        t = backtracking(lambda x: f.f(*x), x, -gradient, gradient)  # a third of the time of f
        trials = 1 - int(np.log2(t)) if t else 0
        return -t * gradient, GRADIENT + 1 + trials

    return _run(f, start, step, most)


def newton(f, start, most):
    """Return the run of Newton's method in at most so many calls of f."""

    def step(x):
        return newton_step(f, x, grad=f.gradient, hess=f.hessian), GRADIENT + HESSIAN

    return _run(f, start, step, most)


def calls_needed(f, run, goal=1e-6):
    """Return after how many calls a run is first below its goal, or None."""
    with np.errstate(over="ignore", invalid="ignore"):
        below = f(run.points.T) < goal
    return int(run.calls[below.argmax()]) if below.any() else None


def _run(f, start, step, most):
    """Return the run that takes step after step until it is done, or its calls are used up."""
    points, calls = [np.array(start, dtype=float)], [0]
    while f(points[-1]) >= NEAR:
        try:
            along, its = step(points[-1])
        except ValueError:  # no bowl, saddle or top touches f here
            break
        if calls[-1] + its > most or not along.any():
            break
        points.append(points[-1] + along)
        calls.append(calls[-1] + its)
    return Run(np.array(points), np.array(calls))


def newton_ends(f, X, step_num):
    """Return where Newton's method on f ends from many starts, in the shape (2, ...) of X."""
    X = np.array(X, dtype=float)
    with np.errstate(all="ignore"):
        for _ in range(step_num):
            (a, b), (_, c) = f.hessian(X)
            g, h = f.gradient(X)
            X = X - np.array([c * g - b * h, a * h - b * g]) / (a * c - b * b)
    return X


def ways_down(f, X):
    """Return along how many of its own axes, 0 to 2, f bends down at each point of X (2, ...)."""
    curvatures = np.linalg.eigvalsh(np.moveaxis(f.hessian(X), (0, 1), (-2, -1)))
    return (curvatures < 0).sum(axis=-1)
