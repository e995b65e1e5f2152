"""Gradient descent with momentum: a step keeps a share of the one before."""

import numpy as np

from .arguments import number
from .descent import gradient_at, left_domain, path_of, run_of
from .domain import plain, told, warn


def momentum_path(f, init_x, lr, beta, step_num, grad=None):
    """Return every point of a descent with momentum, float64, (step_num + 1, *init_x.shape).

    Parameters
    ----------
    f, init_x, lr, step_num, grad
        As in `descent_path`, which raises and warns alike.
    beta : float, from 0 to 1
        The share of the velocity that each step keeps; with 0 this is plain descent.

    Notes
    -----
    ``v ← beta·v - lr·gradient``, then ``x ← x + v``: the heavy ball (Polyak, USSR Computational
    Mathematics and Mathematical Physics 4, 1964).
    """
    start, lr, step_num = run_of(f, init_x, lr, step_num, grad)
    beta = number("beta", beta)
    if not 0 <= beta <= 1:
        raise ValueError(f"beta must lie between 0 and 1, not {beta}")
    lost = []
    with plain(init_x):
        path = path_of(start, step_num, _rolling(f, start, lr, beta, step_num, grad, lost))
    if lost and told():
        warn(left_domain(f, lost), 2)
    return path


def long_run_factor(curvatures, lr, beta):
    """Return by what a step with momentum multiplies the distance in the long run, on a bowl.

    Parameters
    ----------
    curvatures : sequence of float
        Along the bowl's own axes.
    lr, beta : float or array of one shape

    Notes
    -----
    Along an axis of curvature λ, ``x[k + 1] = (1 + β - lr·λ)·x[k] - β·x[k - 1]``: the factor is
    the larger size of the two roots of ``z² - (1 + β - lr·λ)·z + β``, and the slowest axis decides.
    """
    factors = []
    for curvature in curvatures:
        half = (1 + beta - lr * curvature) / 2
        under = half**2 - beta
        real = np.abs(half) + np.sqrt(np.maximum(under, 0))
        factors.append(np.where(under < 0, np.sqrt(beta), real))
    return np.max(factors, axis=0)


def fastest_pair(curvatures):
    """Return the lr and the beta with the least `long_run_factor` on a bowl (Polyak, 1964)."""
    low, high = np.sqrt(np.min(curvatures)), np.sqrt(np.max(curvatures))
    return float(4 / (low + high) ** 2), float(((high - low) / (high + low)) ** 2)


def steps_down(curvatures, start, lr, beta, goal, most=10_000):
    """Return after how many steps a bowl's height, ``½ Σ λ·x²``, is below a goal, or None."""
    curvatures = np.asarray(curvatures)
    path = momentum_path(np.zeros_like, start, lr, beta, most, lambda x: curvatures * x)
    with np.errstate(over="ignore", invalid="ignore"):
        below = path**2 @ curvatures / 2 < goal
    return int(below.argmax()) if below.any() else None


def _rolling(f, x, lr, beta, step_num, grad, lost):
    velocity = np.zeros(x.shape)
    for _ in range(step_num):
        gradient, is_finite = gradient_at(f, x, grad)
        if not (is_finite or lost):
            lost += [x, gradient]
        velocity = beta * velocity - lr * gradient
        x = np.asarray(x + velocity)
        yield x
