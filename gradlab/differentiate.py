"""Derivatives from differences: nudge x by h, see how much f changes, divide."""

import numpy as np


def numerical_diff(f, x, h=1e-4, *, method="central"):
    """Return the derivative of f at x, element by element: a float for a number, else like x.

    Parameters
    ----------
    f : callable
        Takes a float for a number x; for an array, takes an array and returns its shape.
    x : number or array_like, computed in float64
    h : float
        The nudge, used as given.
    method : {"central", "forward"}
        ``(f(x+h) - f(x-h)) / (2*h)``, error h²/6·f‴, or ``(f(x+h) - f(x)) / h``, error h/2·f″.

    Raises
    ------
    TypeError
        If f cannot take an array or returns another shape.
    ValueError
        If h is not finite and positive, or the method is unknown.
    """
    h, span = _spans(h, method)
    point = np.array(x, dtype=np.float64)
    above = _values(f, point + h)
    below = _values(f, point - h if method == "central" else point)
    with np.errstate(invalid="ignore", over="ignore"):  # inf - inf is an answer: nan
        slope = (above - below) / span
    return np.asarray(slope) if isinstance(x, np.ndarray) else slope  # an array of no axes, too


def tangent_line(f, x, h=1e-4):
    """Return the tangent at the number x, ``line(t) = f(x) + f'(x)·(t - x)``; t may be an array."""
    slope, height = numerical_diff(f, x, h), _number(f(x))
    return lambda t: height + slope * (t - x)


def numerical_gradient(f, x, h=1e-4, *, method="central"):
    """Return the gradient of f at x, float64 in the shape of x: nudge one element at a time.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of x, leaves it as it is, returns one number (or TypeError).
    x : array_like
        Any shape. A writable float64 array is nudged in place and always put back: an f that reads
        that very array sees the nudge. Anything else, float32 too, is copied to float64: an f that
        ignores its argument then reads zero.
    h, method
        As in `numerical_diff`. Central calls f 2n times, forward n + 1 times.
    """
    h, span = _spans(h, method)
    if not (type(x) is np.ndarray and x.dtype == np.float64 and x.flags.writeable):
        x = np.array(x, dtype=np.float64)
    gradient = np.empty(x.shape)
    _fill(memoryview(gradient.ravel()), f, x, h, span)
    return gradient


def gradient_field(f, X, h=1e-4, *, method="central"):
    """Return the gradient of f at every point of a mesh, float64 in the shape of X.

    Parameters
    ----------
    f : callable
        Takes a fresh array (n, ...), components first; returns shape (...) (or ValueError).
    X : array_like, shape (n, ...)
        ``X[0]`` holds the x0 of all points, ``X[1]`` the x1. One point (n,) will do.
    h, method
        As in `numerical_diff`. Central calls f 2n times for the whole mesh, forward n + 1 times.
    """
    h, span = _spans(h, method)
    X = np.asarray(X, dtype=np.float64)
    gradient = np.empty(X.shape)
    here = _heights(f, X, ..., 0.0) if method == "forward" else None
    for i in range(len(X)):
        above = _heights(f, X, i, h)
        below = _heights(f, X, i, -h) if here is None else here
        with np.errstate(invalid="ignore", over="ignore"):
            gradient[i] = (above - below) / span
    return gradient


def _spans(h, method):
    """Return h, and the distance between the two points where f is read."""
    h = float(h)  # a float32 would make everything it meets float32
    if not 0 < h < np.inf:
        raise ValueError(f"h must be finite and positive, not {h}")
    if method not in ("central", "forward"):
        raise ValueError(f'method must be "central" or "forward", not {method!r}')
    return h, 2 * h if method == "central" else h


def _fill(slope, f, x, h, span):
    """Write the slope along every element of x."""
    flat, central, y = x.ravel(), span != h, 0.0
    # A memoryview writes twice as fast as flat does, but only knows plain memory.
    cell = memoryview(flat) if x.flags.carray else x.flat
    try:
        below = None if central else float(y := f(x))
        for i, value in enumerate(flat.tolist()):
            try:
                cell[i] = value + h
                above = float(y := f(x))  # at once: f may return a view of x
                if central:
                    cell[i] = value - h
                    below = float(y := f(x))
            finally:
                cell[i] = value
            slope[i] = (above - below) / span
    finally:
        # Outside the loop, for speed. Where f itself raised, y is the number before that.
        _number(y, ": numerical_diff takes an elementwise f, gradient_field one for a mesh")


def _values(f, x):
    """Return f(x): a float for a number, float64 in the shape of x for an array."""
    if np.ndim(x) == 0:
        return _number(f(float(x)))
    try:
        y = f(x)
    except (TypeError, ValueError) as error:
        raise TypeError("f takes no array: use np.sin for math.sin, or np.vectorize(f)") from error
    if np.shape(y) != x.shape:
        shapes = f"f must work element by element, but made shape {np.shape(y)} of {x.shape}"
        raise TypeError(f"{shapes}; if it returns one number, use numerical_gradient")
    return np.asarray(y, dtype=np.float64)


def _heights(f, X, i, step):
    """Return f on a copy of the mesh, with X[i] moved by step."""
    X = X.copy()
    X[i] += step
    y = f(X)
    if np.shape(y) != X.shape[1:]:
        shapes = f"f must return shape {X.shape[1:]}, not {np.shape(y)}"
        raise ValueError(f"{shapes}: sum over axis 0 (components first)")
    return np.asarray(y, dtype=np.float64)


def _number(y, hint=""):
    """Return y as a float; float() alone would also take "3" and, with old numpy, [3]."""
    if isinstance(y, float):
        return float(y)
    if hasattr(y, "__float__") and np.ndim(y) == 0 and np.asarray(y).dtype.kind in "biufO":
        return float(y)
    raise TypeError(f"f must return one number, not {y!r:.60}{hint}")
