"""What a reader's function returns, in a form that can be compared and shown without surprises."""

import inspect
import warnings
from collections.abc import Mapping, Set
from dataclasses import dataclass
from itertools import islice

import numpy as np

from .words import SHORT

MANY = 64  # items of a list that are looked at: no right answer has as many
DEPTH = 3  # lists in lists that are looked at
EXACT = {kind: getattr(kind, f"__{kind.__name__}__") for kind in (int, float, complex, str, bytes)}


@dataclass
class Odd:
    """A reply that is no number, no text, and no list or array of these.

    Parameters
    ----------
    kind : str
        What it is: "function", "generator", "dict", "set", "masked", "coroutine" or "thing".
    text : str
        How a hint shows it.
    inside : object
        What it holds, where it holds something.
    """

    kind: str
    text: str
    inside: object = None

    def __repr__(self):
        """Return what a hint shows."""
        return self.text


def plain(value, depth=DEPTH):
    """Return a reply made of nothing but Python's and numpy's own numbers, text, lists and arrays.

    All that an object of the reader's could do (raise, loop, change its mind) it does here, once.
    """
    try:
        return _plain(value, depth)
    except Exception:  # whatever it is, it can't be read
        return Odd("thing", SHORT.repr(value))


def _plain(value, depth):
    if value is None or value is ... or type(value) in (bool, Odd):
        return value
    if isinstance(value, np.ndarray | np.generic) or hasattr(type(value), "__array__"):
        return _plain_array(value, depth)
    for kind, exact in EXACT.items():
        if isinstance(value, kind):
            return exact(value)  # without what a subclass makes of it
    if isinstance(value, Mapping):
        return Odd("dict", SHORT.repr(value), _items(value.values(), depth))
    if isinstance(value, Set):
        return Odd("set", SHORT.repr(value), _items(value, depth))
    if inspect.iscoroutine(value):
        value.close()  # else Python warns that nobody awaited it
        return Odd("coroutine", "a coroutine")
    if hasattr(type(value), "__next__"):
        return Odd("generator", "a generator", _items(value, depth))
    if hasattr(type(value), "__len__") and hasattr(type(value), "__getitem__"):
        return _items(value, depth)
    if callable(value):
        return Odd("function", "a function")
    return float(value)


def _items(values, depth):
    """Return the first of the items, and a mark where there are more."""
    if depth == 0:
        return Odd("thing", "[...]")
    items = [plain(item, depth - 1) for item in islice(values, MANY + 1)]
    return items if len(items) <= MANY else [*items[:MANY], Odd("thing", "...")]


def _plain_array(value, depth):
    if isinstance(value, np.ma.MaskedArray) and np.ma.is_masked(value):
        return Odd("masked", " ".join(str(value).split()), plain(value.data))
    array = np.asarray(value)
    if array.dtype.kind in "biufc":
        return array[()]  # with no axis, it is a number
    if array.dtype.kind in "OSTU":
        return plain(array.tolist(), depth)
    return Odd("thing", SHORT.repr(value))


def agree(result, right, near, nearest=None):
    """Tell whether a result is right, up to rounding: of the same kind, shape and size.

    `near` is how far off it may be, relative to what is right, and `nearest` absolute; it is
    `near`, too, if it is not given.
    """
    if isinstance(right, str):
        return isinstance(result, str) and result == right
    try:
        if np.asarray(result).dtype.kind in "SU":
            return False  # numpy would read numbers from text
        with warnings.catch_warnings(action="error"):  # as for a complex number
            result, right = np.asarray(result, float), np.asarray(right, float)
    except Exception:  # whatever it is, it is no number
        return False
    same = result.shape == right.shape
    nearest = near if nearest is None else nearest
    return same and np.allclose(result, right, rtol=near, atol=nearest, equal_nan=True)


def parts(reply):
    """Return what a list or an array is made of, one level down; of anything else, nothing."""
    return list(reply) if isinstance(reply, list) or np.ndim(reply) else []


def has_dots(reply):
    """Tell whether the dots of a stub came back."""
    return reply is ... or (isinstance(reply, list) and any(map(has_dots, reply)))
