"""Derivatives from differences: nudge x by h, see how much f changes, divide."""

from functools import partial
from math import isfinite

import numpy as np

from .arguments import FLOAT, checked, function, number, reals, result
from .domain import are_finite, beside, gap, mind_h, mind_kind, quiet, told, warn
from .nudges import difference, elementwise, field, heights, slopes


def numerical_diff(f, x, h=1e-4, *, method="central"):
    """Return the derivative of f at x, element by element: a float for a number, else like x.

    Parameters
    ----------
    f : callable
        Takes a numpy float for a number x; for an array, takes a new one and returns its shape.
    x : number or array_like, computed in float64
    h : float
        The nudge, used as given.
    method : {"central", "forward"}
        ``(f(x+h) - f(x-h)) / (2*h)``, error h²/6·f‴, or ``(f(x+h) - f(x)) / h``, error h/2·f″.

    Raises
    ------
    TypeError
        If an argument is of another kind, or f takes no array or returns another shape.
    ValueError
        If h is not finite and positive, or the method is unknown.

    Warns
    -----
    RuntimeWarning
        If f has no value beside x, unless ``np.errstate(invalid="ignore")`` is in force.
    """
    slope = _derivative(f, x, h, method)
    return np.asarray(slope) if isinstance(x, np.ndarray) else slope  # an array of no axes, too


def tangent_line(f, x, h=1e-4):
    """Return the tangent at the number x, ``line(t) = f(x) + f'(x)·(t - x)``, t a number or array.

    f and h are those of `numerical_diff`, which warns and raises as there.
    """
    function("f", f, "x", x)
    x = number("x", x)
    slope = _derivative(f, x, h, "central")
    with quiet():
        height = result(f(np.float64(x)))
    if isfinite(slope) and not isfinite(height) and told():
        warn(gap("x", x, h, False, height, slope), 2)

    def line(t):
        with quiet():  # where f has no value the line has none
            y = height + slope * (reals("t", t) - x)
        return y if np.ndim(y) else float(y)

    return line


def numerical_gradient(f, x, h=1e-4, *, method="central"):
    """Return the gradient of f at x, float64 in the shape of x: nudge one element at a time.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of x, leaves it as it is (or ValueError), returns one number.
    x : array_like
        Any shape. A writable float64 array is nudged in place and always put back: an f that reads
        that very array sees the nudge. So would another thread: use the array nowhere else
        meanwhile. Anything else, float32 too, is copied to float64: an f that ignores its argument
        then reads zero.
    h, method
        As in `numerical_diff`, which raises and warns alike. Central calls f 2n times, forward
        n + 1 times; two more find out on which side f has no value.
    """
    if not callable(f):
        function("f", f, "x", x)
    h, central = checked(h, method)
    point = x
    if not (type(x) is np.ndarray and (x.dtype is FLOAT or x.dtype == FLOAT) and x.flags.writeable):
        point = np.array(reals("x", x))
    try:
        gradient, is_finite = slopes(f, point, h, central)
    except Exception as error:
        mind_kind(error, x)
        raise
    if not is_finite and told():
        warn(gap(*beside(f, point, gradient, h, central)), 2)
    return gradient if point.ndim == 1 else gradient.reshape(point.shape)


def gradient_field(f, X, h=1e-4, *, method="central"):
    """Return the gradient of f at every point of a mesh, float64 in the shape of X.

    Parameters
    ----------
    f : callable
        Takes a fresh array (n, ...), components first; returns shape (...) (or ValueError).
    X : array_like, shape (n, ...)
        ``X[0]`` holds the x0 of all points, ``X[1]`` the x1. One point (n,) will do.
    h, method
        As in `numerical_diff`, which raises and warns alike. Central calls f 2n times for the
        whole mesh, forward n + 1 times; two more find out on which side f has no value.
    """
    function("f", f, "X", X)
    h, central = checked(h, method)
    mesh = reals("X", X)
    if not mesh.ndim:
        raise ValueError("X must have shape (n, ...), components first; for one number, write [X]")
    try:
        gradient = field(f, mesh, h, central)
    except Exception as error:
        mind_h(error, mesh, h, partial(heights, f, mesh, ..., 0.0))
        mind_kind(error, X)
        raise
    if not are_finite(gradient) and told():
        warn(_gap_in_field(f, mesh, gradient, h, central), 2)
    return gradient


def _derivative(f, x, h, method):
    function("f", f, "x", x)
    h, central = checked(h, method)
    point = reals("x", x)
    try:
        slope, below, above = difference(f, point, h, central)
    except Exception as error:
        mind_h(error, point, h, partial(elementwise, f, +point))
        mind_kind(error, x)
        raise
    if not are_finite(slope) and told():
        warn(gap("x", point, h, central, below, above), 3)
    return slope


def _gap_in_field(f, X, gradient, h, central):
    """Return the sentence for the first component along which f has a gap."""
    i = int(np.isfinite(gradient).reshape(len(X), -1).all(axis=1).argmin())
    known = np.where(np.isfinite(X).all(axis=0), X[i], np.nan)
    with quiet():
        above = np.array(heights(f, X, i, h))
        below = heights(f, X, i, -h if central else 0.0)
    return gap(f"X[{i}]", known, h, central, below, above)
