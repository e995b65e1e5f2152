"""Gradient descent: from a start, take step after step against the gradient."""

import operator
import warnings

import numpy as np

from .differentiate import _number, numerical_gradient

FLAT = "the first gradient is exactly zero: f is flat at the start, or f ignores its argument"


def gradient_descent(f, init_x, lr=0.01, step_num=100, *, grad=None):
    """Return the point that gradient descent on f reaches.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of init_x and returns one number.
    init_x : array_like
        The start, of any shape; never changed.
    lr : float
        The learning rate: a step is ``x ← x - lr·gradient``.
    step_num : int
        The number of steps, 0 or more.
    grad : callable, optional
        The gradient: shape of init_x in, same shape out. Else `numerical_gradient` of f.

    Raises
    ------
    ValueError
        If lr, step_num, or the shape that grad returns makes no sense.

    Warns
    -----
    RuntimeWarning
        If f did not go down, or the first gradient is exactly zero.
    """
    path = descent_path(f, init_x, lr, step_num, grad=grad)
    start, end = np.array(path[0]), np.array(path[-1])
    with np.errstate(over="ignore", invalid="ignore"):
        before, after = _number(f(start)), _number(f(end))
        if len(path) > 1 and not (np.isfinite(after) and after < before):
            is_flat = not _slopes(f, start, grad).any()
            reason = FLAT if is_flat else f"f went from {before:.4g} to {after:.4g}: try another lr"
            warnings.warn(reason, RuntimeWarning, stacklevel=2)
    return end


def descent_path(f, init_x, lr=0.01, step_num=100, *, grad=None):
    """Return every point of a gradient descent, float64, shape (step_num + 1, *init_x.shape).

    Parameters are those of `gradient_descent`. Row 0 is the start. A run that diverges goes on,
    without a warning, to inf or nan.
    """
    if not 0 < lr < np.inf:
        raise ValueError(f"lr must be finite and positive, not {lr!r}; to climb, descend on -f")
    x = np.array(init_x, dtype=np.float64)
    path = np.empty((_whole(step_num) + 1, *x.shape))
    path[0] = x
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(1, len(path)):
            x = x - lr * _slopes(f, x, grad)
            path[k] = x
    return path


def _slopes(f, x, grad):
    """Return the gradient at x, from grad if there is one."""
    if grad is None:
        return numerical_gradient(f, x)
    gradient = np.asarray(grad(x), dtype=np.float64)
    if gradient.shape != np.shape(x):
        raise ValueError(f"grad must return shape {np.shape(x)}, not {gradient.shape}")
    return gradient


def _whole(step_num):
    """Return step_num as an int from 0 up."""
    try:
        whole = operator.index(step_num)
    except TypeError:
        whole = -1
    if whole < 0:
        raise ValueError(f"step_num must be a whole number from 0 up, not {step_num!r}")
    return whole
