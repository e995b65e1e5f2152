"""What the numbers accept, and a sentence that names the argument for all that they do not."""

import operator
import sys
from math import inf

import numpy as np

FLOAT = np.dtype(np.float64)


def reals(name, x):
    """Return the array_like x in float64: x itself if it is such an array, else a copy."""
    if type(x) is np.ndarray and x.dtype == FLOAT:
        return x
    array = _array(x, "biuf")
    if array is None:
        wanted = f"{name} must be a real number, or a list or array of real numbers"
        rows = (
            " that holds something else, or rows of different lengths"
            if isinstance(x, (list, tuple))
            else ""
        )
        raise TypeError(f"{wanted}, not {kind(x)}{rows}")
    return array


def number(name, x):
    """Return x, one real number, as a float."""
    if type(x) is float:
        return x
    array = _array(x, "biuf")
    if array is None or array.ndim:
        raise TypeError(f"{name} must be one real number, not {kind(x)}")
    return float(array)


def whole(name, n, least):
    """Return n, a whole number from the least up, as an int."""
    try:
        n_whole = operator.index(n)
    except TypeError:
        n_whole = least - 1
    if n_whole < least:
        raise ValueError(f"{name} must be a whole number from {least} up, not {kind(n)}")
    return n_whole


def checked(h, method):
    """Return h as a float, and whether the method is the central one."""
    if type(h) is not float:  # a float32 would make everything it meets float32
        h = number("h", h)
    if not 0 < h < inf:
        raise ValueError(f"h must be finite and positive, not {h}")
    central = isinstance(method, str) and method == "central"
    if not central and not (isinstance(method, str) and method == "forward"):
        raise ValueError(f'method must be "central" or "forward", not {kind(method)}')
    return h, central


def function(name, f, other="", x=None):
    """Refuse an f that cannot be called; x is the argument beside it, which is called `other`."""
    if callable(f):
        return
    if callable(x):
        raise TypeError(f"{name} and {other} are swapped: first the function, then {other}")
    raise TypeError(f"{name} must be a function, not {kind(f)}: give its name, without parentheses")


def result(y, hint=""):
    """Return the one number y that f returned, as a float; float() would also take "3" or True."""
    if isinstance(y, float):
        return float(y)
    array = _array(y, "iuf")
    if array is None or array.ndim:
        raise TypeError(f"f must return one number, not {kind(y)}{hint}")
    return float(array)


def results(name, y):
    """Return what the function `name` returned for an array, in float64: maybe its own array."""
    if type(y) is np.ndarray and y.dtype == FLOAT:
        return y
    array = _array(y, "iuf")
    if array is None:
        raise TypeError(f"{name} must return real numbers, not {kind(y)}")
    return array


def kind(x):
    """Say in a few words what x is."""
    if _masked(x):
        return "an array with masked entries (its compressed() leaves them out)"
    if isinstance(x, np.ndarray):
        return f"an array of {x.dtype} of shape {x.shape}"
    if callable(x):
        return "a function"
    if isinstance(x, int) and abs(x) > sys.float_info.max:
        return "a whole number beyond the largest float"
    if x is None or isinstance(x, (str, bytes, int, float, complex, np.generic)):
        return f"{x!r:.60}"
    name = type(x).__name__
    return f"an {name}" if name[0] in "aeiouAEIOU" else f"a {name}"


def _array(x, kinds):
    """Return x as a new float64 array, or None where it is not made of numbers of these kinds."""
    if type(x) is np.ndarray and x.dtype.kind in kinds:
        return x.astype(FLOAT)
    try:
        array = np.asarray(x)
        if array.dtype.kind == "O":
            return array.astype(FLOAT) if all(map(_real, array.flat)) else None
    except (ValueError, OverflowError):  # rows of different lengths; an int beyond all floats
        return None
    return array.astype(FLOAT) if array.dtype.kind in kinds and not _masked(x) else None


def _real(value):
    """Tell whether an object is a real number, such as a Fraction or an int beyond 64 bits."""
    return hasattr(type(value), "__float__") and np.ndim(value) == 0 and not np.iscomplexobj(value)


def _masked(x):
    """Tell whether an array, or one in a list, has entries that numpy would take in spite of it."""
    if isinstance(x, (list, tuple)):
        return any(isinstance(row, np.ndarray) and _masked(row) for row in x)
    return isinstance(x, np.ndarray) and hasattr(x, "mask") and np.ma.is_masked(x)
