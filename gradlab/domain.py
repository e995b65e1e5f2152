"""Where f has no value: one sentence that names x, h and the side, in place of numpy's noise."""

import warnings
from contextlib import contextmanager
from functools import partial
from math import isfinite

import numpy as np

ONE = (
    "f has no value at {side} (it is {value}), where {place} = {x} and h = {h}: "
    "take a smaller h, or an x farther inside the domain of f"
)
BOTH = (
    "f has no value at {low} (it is {below}) and none at x + h (it is {above}), where "
    "{place} = {x} and h = {h}: take a smaller h, or an x farther inside the domain of f"
)
RAISED = (
    "f has a value at {place}, but raised this within h = {h} of it: "
    "take a smaller h, or an x farther inside the domain of f"
)
PLAIN = "f gets a plain array of the numbers in x, and not the {kind} itself: write x[0], x[1], …"
PLAIN_KINDS = (np.ndarray, np.generic, list, tuple, int, float)

# Numpy says nothing of nan and inf in what runs in here: for a function, as a decorator.
quiet = partial(np.errstate, divide="ignore", over="ignore", invalid="ignore")


def are_finite(numbers):
    """Tell whether all numbers of an array, or a number, are finite."""
    if isinstance(numbers, float):
        return isfinite(numbers)
    return np.count_nonzero(np.isfinite(numbers)) == numbers.size  # all() takes twice as long


def told():
    """Tell whether the caller hears of nan: who tells numpy to ignore it does not."""
    return np.geterr()["invalid"] != "ignore"


def warn(sentence, stacklevel):
    """Warn of what the sentence says, if it says anything, so many functions further up."""
    if sentence:
        warnings.warn(sentence, RuntimeWarning, stacklevel=stacklevel + 1)


def gap(name, x, h, central, below, above):
    """Return the sentence for the first finite x, of the array `name`, where f is not finite.

    f is below at x - h, or at x for a forward difference, and above at x + h: numbers, or arrays
    in the shape of x. Where f has all its values, the sentence is empty.
    """
    x, below, above = map(np.asarray, (x, below, above))
    lost = np.isfinite(x) & ~(np.isfinite(below) & np.isfinite(above))
    if not lost.any():
        return ""
    at = tuple(np.argwhere(lost)[0].tolist())
    below, above, low = below[at], above[at], "x - h" if central else "x"
    facts = {"place": f"{name}{list(at)}" if at else name, "x": x[at], "h": h}
    if np.isfinite(below):
        return ONE.format(side="x + h", value=above, **facts)
    if np.isfinite(above):
        return ONE.format(side=low, value=below, **facts)
    return BOTH.format(low=low, below=below, above=above, **facts)


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


def mind_h(error, x, h, read):
    """Add to an error of f that h is too large, if read() finds that f has a value at x itself."""
    if isinstance(error, (ValueError, ArithmeticError)):
        place = "x" if np.ndim(x) else f"x = {x}"
        try:
            read()
        except Exception:
            return  # f has no value at x either, or another fault
        error.add_note(RAISED.format(place=place, h=h))


@contextmanager
def plain(x):
    """Add to an error of f that f gets an array, if x is something else and f looks for that."""
    try:
        yield
    except (LookupError, AttributeError) as error:
        mind_kind(error, x)
        raise


def mind_kind(error, x):
    """Add what `plain` does; where its time counts, in an except clause."""
    if isinstance(error, (LookupError, AttributeError)) and not isinstance(x, PLAIN_KINDS):
        error.add_note(PLAIN.format(kind=type(x).__name__))
