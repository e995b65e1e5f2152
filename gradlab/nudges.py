"""Nudge x, read f, and divide: what the derivatives do when their arguments are checked."""

from functools import partial
from math import isfinite

import numpy as np

from .arguments import result, results
from .domain import are_finite, mind_h, quiet

CHANGES = (
    "f changes its argument, and would be read beside another x next: compute with a new array "
    "(v = v * 2 instead of v *= 2), or begin with v = v.copy()"
)
OTHERS = ": numerical_diff takes an elementwise f, gradient_field one for a mesh"


def slopes(f, x, h, central):
    """Return the slopes along the elements of x, in a row, and whether all of them are finite.

    x is a writable float64 array. It stays as it is, also where f changes it, or raises.
    """
    n, shape, before = x.size, x.shape, x.tobytes()
    gradient = np.empty(n)
    slope = gradient.data
    if x.flags.carray:  # plain memory: its memoryview, data, writes twice as fast as flat does
        cell = values = (x if x.ndim == 1 else x.ravel()).data
    else:
        cell, values = x.flat, x.flat
    if n == 1:
        f = _watched(f)
    try:
        (_central if central else _forward)(slope, f, x, cell, values, h)
    except Exception as error:
        point = np.frombuffer(before).reshape(shape)
        mind_h(error, point, h, partial(f, point))
        raise
    finally:
        is_changed = x.tobytes() != before or x.shape != shape  # also by a nudge, where f raised
        if is_changed:
            if x.shape != shape:  # numpy 2.5 warns where one is set
                x.shape = shape
            x[...] = np.frombuffer(before).reshape(shape)
    if is_changed:
        raise ValueError(CHANGES)
    # One nan or inf makes a sum nan or inf: for a few numbers, faster than numpy can ask.
    return gradient, isfinite(sum(slope)) if n < 50 else are_finite(gradient)


def _watched(f):
    """Return f for an x of one number, which is written back before `slopes` could miss it."""

    def g(x):
        before = x.tobytes()
        y = f(x)
        if x.tobytes() != before:
            raise ValueError(CHANGES)
        return y

    return g


def _central(slope, f, x, cell, values, h):
    span, y = 2 * h, 0.0
    try:
        # The values are read one by one: what f has changed by then stays so, and is seen.
        for i, value in enumerate(values):
            cell[i] = value + h
            above = float(y := f(x))  # at once: f may return a view of x
            cell[i] = value - h
            slope[i] = (above - float(y := f(x))) / span
            cell[i] = value
    finally:
        if not isinstance(y, float):  # not in the loop, for speed; if f raised, y was before that
            result(y, OTHERS)


def _forward(slope, f, x, cell, values, h):
    y = 0.0
    try:
        below = float(y := f(x))
        for i, value in enumerate(values):
            cell[i] = value + h
            slope[i] = (float(y := f(x)) - below) / h
            cell[i] = value
    finally:
        if not isinstance(y, float):
            result(y, OTHERS)


@quiet()
def difference(f, x, h, central):
    """Return the slopes of an elementwise f, and f below and above x."""
    above = elementwise(f, x + h)
    if x.ndim:
        above = above.copy()  # f may write what comes next into the same array
    below = elementwise(f, x - h if central else +x)
    slope = above - below
    slope /= 2 * h if central else h
    return slope, below, above


def elementwise(f, x):
    """Return f(x): a float for a number, float64 in the shape of x for an array."""
    if not x.ndim:
        return result(f(x))
    try:
        y = f(x)
    except (TypeError, ValueError, AttributeError) as error:
        if not _takes_numbers(f, x):
            raise
        raise TypeError("f takes no array: use np.sin for math.sin, or np.vectorize(f)") from error
    y = results("f", y)
    if y.shape != x.shape:
        shapes = f"f must work element by element, but made shape {y.shape} of {x.shape}"
        raise TypeError(f"{shapes}; if it returns one number, use numerical_gradient")
    return y


def _takes_numbers(f, x):
    """Tell whether f, which has refused the array x, takes every number in it."""
    try:
        for number in x.flat:
            result(f(number))
    except Exception:
        return False
    return x.size > 0


@quiet()
def field(f, X, h, central):
    """Return the slopes of f along every component of the mesh X."""
    gradient = np.empty(X.shape)
    here = None if central else heights(f, X, ..., 0.0).copy()
    for i in range(len(X)):
        slope = gradient[i, ...]
        slope[...] = heights(f, X, i, h)  # kept here: f may write what comes next into its array
        slope -= heights(f, X, i, -h) if central else here
        slope /= 2 * h if central else h
    return gradient


def heights(f, X, i, step):
    """Return f on a copy of the mesh, with X[i] moved by step."""
    X = X.copy()
    X[i] += step
    y = results("f", f(X))
    if y.shape != X.shape[1:]:
        shapes = f"f must return shape {X.shape[1:]}, not {y.shape}"
        raise ValueError(f"{shapes}: sum over axis 0 (components first)")
    return y
