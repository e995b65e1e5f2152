"""The Hessian, the matrix of second derivatives, from differences of differences."""

from math import isfinite

import numpy as np

from .arguments import checked, function, reals, result
from .domain import are_finite, plain, quiet, told, warn
from .nudges import CHANGES

H = 1e-4  # near eps^(1/4), where truncation and rounding of a second difference balance
CORNERS = ((1, 1), (1, -1), (-1, 1), (-1, -1))
EPS = np.finfo(float).eps
GAP = (
    "f has no value at x + {step} (it is {value}), where x = {x} and h = {h}: "
    "take a smaller h, or an x farther inside the domain of f"
)


def hessian(f, x, h=H):
    """Return the matrix of second derivatives of f at x, float64, shape (n, n), symmetric.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of x, leaves it as it is (or ValueError), returns one number.
    x : array_like, of any shape
        Its n numbers in order are the rows and columns. A writable float64 array is nudged in
        place and always put back, as by `numerical_gradient`; anything else is copied.
    h : float
        The nudge; a smaller one is soon worse: the error is near h²·f⁗ + 4·eps·|f|/h².

    Raises
    ------
    TypeError, ValueError
        If f, x or h is of another kind, h is not finite and positive, or f changes its argument.

    Warns
    -----
    RuntimeWarning
        If f has no value beside x, unless ``np.errstate(invalid="ignore")`` is in force.

    Notes
    -----
    Each entry is the central difference of the central difference: f at the four corners of a
    square around x, ``(f₊₊ - f₊₋ - f₋₊ + f₋₋) / 4h²`` (Abramowitz and Stegun, 25.3.26), in
    2n(n + 1) calls of f.
    """
    function("f", f, "x", x)
    h, _ = checked(h, "central")
    point = x
    if not (type(x) is np.ndarray and x.dtype == np.float64 and x.flags.writeable):
        point = np.array(reals("x", x))
    with quiet(), plain(x):
        curvatures, lost = curvatures_at(f, point, h)
    if lost and told() and are_finite(point):
        warn(lost, 2)
    return curvatures


def curvatures_at(f, x, h):
    """Return the Hessian, and the sentence for the first corner where f has no value, or ""."""
    curvatures, lost = np.empty((x.size, x.size)), ""
    for i in range(x.size):
        for j in range(i + 1):
            y = [_nudged(f, x, i, a * h, j, b * h) for a, b in CORNERS]
            curvatures[i, j] = curvatures[j, i] = (y[0] - y[1] - y[2] + y[3]) / (4 * h * h)
            if not (lost or all(map(isfinite, y))):
                lost = _gap(x, i, j, h, y)
    return curvatures, lost


def _gap(x, i, j, h, corners):
    at = int(np.isfinite(corners).argmin())
    step = np.zeros(x.shape)
    step.flat[i] += CORNERS[at][0] * h
    step.flat[j] += CORNERS[at][1] * h
    return GAP.format(step=step.tolist(), value=corners[at], x=x.tolist(), h=h)


def _nudged(f, x, i, up, j, right):
    """Return f with x[i] moved up and x[j] right; x stays as it is, also where f raises."""
    before, shape = x.copy(), x.shape
    x.flat[i] += up
    x.flat[j] += right
    nudged = x.tobytes()
    try:
        y = result(f(x))
        is_changed = x.tobytes() != nudged or x.shape != shape
    finally:
        if x.shape != shape:
            x.shape = shape
        x[...] = before
    if is_changed:
        raise ValueError(CHANGES)
    return y
