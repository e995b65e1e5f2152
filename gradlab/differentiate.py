"""Derivatives from differences: nudge x by h, see how much f changes, divide."""

import numpy as np


def numerical_diff(f, x, h=1e-4, *, method="central"):
    """Derivative of f at x, element by element: a float for a number, else shaped as x.

    Parameters
    ----------
    f : callable
        Takes a float for a number x; for an array, takes an array and returns its shape.
    x : number or array_like
        Where to differentiate. Computed in float64, whatever the dtype.
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
    span = _span(h, method)
    is_number = np.ndim(x) == 0 and not isinstance(x, np.ndarray)
    x = np.array(x, dtype=np.float64)
    above = _values(f, x + h)
    below = _values(f, x - h if method == "central" else x)
    with np.errstate(invalid="ignore", over="ignore"):
        slope = (above - below) / span
    return float(slope) if is_number else np.asarray(slope)


def tangent_line(f, x, h=1e-4):
    """Tangent of f at the number x: ``line(t) = f(x) + f'(x)·(t - x)``, t a number or an array."""
    slope = numerical_diff(f, x, h)
    height = _number(f(x))
    return lambda t: height + slope * (t - x)


def numerical_gradient(f, x, h=1e-4, *, method="central"):
    """Gradient of f at x, float64 in the shape of x: nudge one element at a time.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of x, leaves it as it is, and returns one number.
    x : array_like
        Any shape. A writable float64 array is nudged in place and always put back, so an f that
        reads that very array sees the nudge. Anything else, float32 too, is copied to float64;
        an f that ignores its argument then reads zero.
    h, method
        As in `numerical_diff`. Central calls f 2n times, forward n + 1 times.

    Raises
    ------
    TypeError
        If f does not return one number.
    ValueError
        If h is not finite and positive, or the method is unknown.
    """
    span = _span(h, method)
    if not (type(x) is np.ndarray and x.dtype == np.float64 and x.flags.writeable):
        x = np.array(x, dtype=np.float64)
    gradient = np.empty(x.size)
    _fill(gradient, f, x, h, span)
    return gradient.reshape(x.shape)


def gradient_field(f, X, h=1e-4, *, method="central"):
    """Gradient of f at every point of a mesh, float64 in the shape of X.

    Parameters
    ----------
    f : callable
        Takes a fresh array (n, ...), components first, and returns one value a point: (...).
    X : array_like, shape (n, ...)
        ``X[0]`` holds the x0 of all points, ``X[1]`` the x1. One point (n,) will do.
    h, method
        As in `numerical_diff`. Central calls f 2n times for the whole mesh, forward n + 1 times.

    Raises
    ------
    ValueError
        If f returns another shape, h is not finite and positive, or the method is unknown.
    """
    span = _span(h, method)
    X = np.asarray(X, dtype=np.float64)
    if X.ndim == 0:
        raise ValueError("X must have shape (n, ...), components first, not be one number")
    gradient, central = np.empty(X.shape), method == "central"
    here = None if central else _heights(f, X, ..., 0.0)
    for i in range(len(X)):
        above = _heights(f, X, i, h)
        below = _heights(f, X, i, -h) if central else here
        with np.errstate(invalid="ignore", over="ignore"):
            gradient[i] = (above - below) / span
    return gradient


def _span(h, method):
    """Distance between the two points where f is read."""
    if not 0 < h < np.inf:
        raise ValueError(f"h must be finite and positive, not {h!r}")
    if method not in ("central", "forward"):
        raise ValueError(f'method must be "central" or "forward", not {method!r}')
    return 2 * h if method == "central" else h


def _fill(gradient, f, x, h, span):
    """Write the slope along every element of x."""
    flat, central, y = x.ravel(), span != h, 0.0
    # A memoryview writes twice as fast as an array, but only knows plain memory.
    cell, slope = memoryview(flat) if x.flags.carray else x.flat, memoryview(gradient)
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
        _number(
            y,
            "; an f that works element by element is for numerical_diff, "
            "one that takes a mesh for gradient_field",
        )


def _values(f, x):
    """Return f(x): a float for a number, float64 in the shape of x for an array."""
    if np.ndim(x) == 0:
        return _number(f(float(x)))
    try:
        y = f(x)
    except (TypeError, ValueError) as error:
        hint = "f cannot take an array: use np.sin, not math.sin, and so on, or np.vectorize(f)"
        raise TypeError(hint) from error
    if np.shape(y) != x.shape:
        hint = "f must work element by element; if it returns one number, use numerical_gradient"
        raise TypeError(f"{hint} (shape {x.shape} became {np.shape(y)})")
    return np.asarray(y, dtype=np.float64)


def _heights(f, X, i, step):
    """Return f on a copy of the mesh, with X[i] moved by step."""
    X = X.copy()
    X[i] += step
    shape = X.shape[1:]
    y = f(X)
    if np.shape(y) != shape:
        hint = "sum over axis 0 (components first)"
        raise ValueError(f"f must return shape {shape}, not {np.shape(y)}: {hint}")
    return np.asarray(y, dtype=np.float64)


def _number(y, hint=""):
    """Return y as a float; float() alone would also take "3" and, with old numpy, [3]."""
    if isinstance(y, float):
        return float(y)
    if hasattr(y, "__float__") and np.ndim(y) == 0 and np.asarray(y).dtype.kind in "biufO":
        return float(y)
    shape = f" of shape {y.shape}" if hasattr(y, "shape") else ""
    raise TypeError(f"f must return one number, not {type(y).__name__}{shape}{hint}")
