"""Gradient descent: from a start, take step after step against the gradient."""

import warnings
from math import isfinite, isinf

import numpy as np

from .arguments import function, number, reals, result, results, whole
from .domain import beside, gap, plain, quiet, told, warn
from .nudges import slopes

H = 1e-4  # the nudge of `numerical_gradient`
ROOM = "step_num is too large: so long a path finds no room; gradient_descent keeps its end alone"
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
    TypeError
        If an argument is of another kind.
    ValueError
        If lr, step_num, or the shape that grad returns makes no sense, or f changes its argument.

    Warns
    -----
    RuntimeWarning
        If f did not go down, or has no value beside a point, or the first gradient is exactly zero.
    """
    start, lr, step_num = run_of(f, init_x, lr, step_num, grad)
    x, lost = start, []
    with quiet(), plain(init_x):
        for point in _steps(f, start, lr, step_num, grad, lost):
            x = point  # keeps the last one
        before, after = result(f(start.copy())), result(f(x.copy()))
        if step_num and not (isfinite(after) and after < before):
            is_flat = not gradient_at(f, start, grad)[0].any()
            reason = FLAT if is_flat else f"f went from {before:.4g} to {after:.4g}: try another lr"
            warnings.warn(left_domain(f, lost) or reason, RuntimeWarning, stacklevel=2)
    return x


def descent_path(f, init_x, lr=0.01, step_num=100, *, grad=None):
    """Return every point of a gradient descent, float64, shape (step_num + 1, *init_x.shape).

    Parameters are those of `gradient_descent`. Row 0 is the start. A run that diverges goes on,
    without a warning, to inf or nan; one that leaves the domain of f warns, as `numerical_diff`.
    """
    start, lr, step_num = run_of(f, init_x, lr, step_num, grad)
    lost = []
    with plain(init_x):
        path = path_of(start, step_num, _steps(f, start, lr, step_num, grad, lost))
    if lost and told():
        warn(left_domain(f, lost), 2)
    return path


@quiet()
def path_of(start, step_num, steps):
    """Return the start and the points that steps yields, in an array."""
    try:
        path = np.empty((step_num + 1, *start.shape))
    except (ValueError, MemoryError) as error:
        raise ValueError(ROOM) from error
    path[0] = start
    for k, x in enumerate(steps, 1):
        path[k] = x
    return path


def _steps(f, x, lr, step_num, grad, lost):
    """Yield the point after each step; keep the first x whose slopes are not finite in `lost`."""
    for _ in range(step_num):
        gradient, is_finite = gradient_at(f, x, grad)
        if not (is_finite or lost):
            lost += [x, gradient]
        x = np.asarray(x - lr * gradient)
        yield x


def gradient_at(f, x, grad):
    """Return the gradient at x, from grad if there is one."""
    if grad is None:
        gradient, is_finite = slopes(f, x, H, True)
        return (gradient if x.ndim == 1 else gradient.reshape(x.shape)), is_finite
    gradient = results("grad", grad(x.copy()))
    if gradient.shape != x.shape:
        raise ValueError(f"grad must return shape {x.shape}, not {gradient.shape}")
    return gradient, True


def left_domain(f, lost):
    """Return the sentence for a run that left the domain of f, or "" if it only went too far."""
    if not lost:
        return ""
    name, x, h, central, below, above = beside(f, *lost, H, True)
    if x + h == x or (isinf(below) and isinf(above)):
        return ""
    return gap(name, x, h, central, below, above)


def run_of(f, init_x, lr, step_num, grad):
    """Return the start as a new array, lr as a float, and step_num as an int from 0 up."""
    function("f", f, "init_x", init_x)
    if grad is not None:
        function("grad", grad)
    x, lr = np.array(reals("init_x", init_x)), number("lr", lr)
    if not 0 < lr < np.inf:
        raise ValueError(f"lr must be finite and positive, not {lr!r}; to climb, descend on -f")
    return x, lr, whole("step_num", step_num, 0)
