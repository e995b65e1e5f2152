"""Nudge an array in place, one element at a time, and put it back: the loop of the gradient."""

from math import isfinite

import numpy as np

from .arguments import result
from .domain import mind_h, quiet

CHANGES = (
    "f changes its argument, and would be read beside another x next: compute with a new array "
    "(v = v * 2 instead of v *= 2), or begin with v = v.copy()"
)
OTHERS = ": numerical_diff takes an elementwise f, gradient_field one for a mesh"


def slopes(f, x, h, central):
    """Return the slopes along the elements of x, in a row, and whether all of them are finite.

    x is a writable float64 array. It stays as it is, also where f changes it, or raises.
    """
    n, before = x.size, x.tobytes()
    gradient = np.empty(n)
    slope = gradient.data
    if x.flags.carray:  # plain memory: its memoryview, data, writes twice as fast as flat does
        cell = values = (x if x.ndim == 1 else x.ravel()).data
    else:
        cell, values = x.flat, x.flat
    if n == 1:
        f = _watched(f)
    try:
        # A view, so that f cannot give x another shape.
        (_central if central else _forward)(slope, f, x, cell, values, h)
    except Exception as error:
        mind_h(error, h, _read, f, np.frombuffer(before).reshape(x.shape).copy())
        raise
    finally:
        is_changed = x.tobytes() != before  # also by a nudge, where f raised
        if is_changed:
            x[...] = np.frombuffer(before).reshape(x.shape)
    if is_changed:
        raise ValueError(CHANGES)
    # One nan or inf makes a sum nan or inf. Python adds a few faster, numpy many.
    return gradient, isfinite(sum(slope) if n < 9 else gradient.dot(gradient))


def _read(f, x):
    return f(x)


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


def beside(f, x, gradient, h, central):
    """Return the arguments of `gap` for the first slope that is not finite."""
    i = int(np.isfinite(gradient).argmin())
    value = x.flat[i]
    at = [int(k) for k in np.unravel_index(i, x.shape)]
    try:
        with quiet():
            x.flat[i] = value + h
            above = float(f(x))
            x.flat[i] = value - h if central else value
            below = float(f(x))
    finally:
        x.flat[i] = value
    known = value if np.isfinite(x).all() else np.nan  # a nan in x is in f everywhere
    return f"x{at}" if at else "x", known, h, central, below, above
