"""What is seen of a reply whatever the exercise: a right value in a wrong wrapper, or no value."""

import re

import numpy as np

from .replies import Odd, agree, parts

ODD = {  # for what is no value at all
    "function": "That is a function, and no value: is a pair of parentheses missing?",
    "generator": (
        "That gives its values one after the other: write return and not yield, and put "
        "np.array([...]) around a loop in parentheses, and around map and zip."
    ),
    "dict": "That is a dictionary: return what is in it alone.",
    "set": "Braces make a set, which has no order: return what is in it alone.",
    "masked": "That is a masked array, which hides a number: return a plain one.",
    "coroutine": "Leave async out: write def alone.",
}


def wrapper(result, right, near):
    """Return a hint on how a reply is wrapped, or None if it is a value of the right kind."""
    if isinstance(result, Odd) and result.kind == "function" and isinstance(right, str):
        return "That is a function: a word stands in quotes, and a call has parentheses."
    if isinstance(result, Odd):
        return ODD.get(result.kind)
    hints = _of_a_word(result, right) if isinstance(right, str) else _of_numbers(result, right)
    fitting = (hint for hint, inside in hints if agree(inside, right, near))
    return next(fitting, None) or _kind(result, right)


def _of_a_word(result, right):
    """Yield hints, and what is in the reply if they fit."""
    if isinstance(result, bytes):
        text = result.decode(errors="ignore")
        yield "Those are bytes: leave out the b before the quotes, and encode.", text
    elif isinstance(result, str):
        text = result
        spelt = "Spell the word as the task does: small letters, and no spaces or other signs."
        yield spelt, re.sub(r"[^a-z]", "", text.lower())
    elif not _are_words(result):
        yield from _of_parts(result)


def _are_words(result):
    """Tell whether these are several words, and nothing else."""
    inside = parts(result)
    return len(inside) > 1 and all(isinstance(part, str) for part in inside)


def _of_numbers(result, right):
    """Yield hints, and what is in the reply if they fit."""
    try:
        array = np.asarray(result)
    except ValueError:  # lists of several lengths
        array = np.asarray(None)
    if array.dtype.kind == "c":
        yield "That is a complex number: return its real part, .real.", array.real
    if array.dtype.kind in "biuf" and array.shape != np.shape(right):
        yield from _of_shape(array, np.shape(right))
    if array.dtype.kind in "biuf" and array.ndim == 1:
        yield "The order is turned round: the last one stands first.", array[::-1]
    if array.dtype.kind in "biuf" and array.ndim > 1:
        yield "Rows and columns have changed places: turn it round, with .T.", array.T
    if np.ndim(right) or not isinstance(right, bool):
        yield from _of_parts(result)


def _of_shape(array, wanted):
    """Yield hints on the same numbers in another shape."""
    if array.size == 1 and wanted == ():
        yield "That is a list of one number: return the number itself.", array.item()
    elif array.size == np.prod(wanted):
        words = f"The numbers are right, but their shape is {array.shape}: it should be {wanted}."
        yield words, array.reshape(wanted)


def _of_parts(result):
    """Yield hints on what is right among other things."""
    inside = parts(result)
    if len(inside) == 1:
        yield "That is a list of one: return what is in it, without the brackets.", inside[0]
    else:
        yield from (("One of these is right: return it alone.", part) for part in inside)


def _kind(result, right):
    """Return a hint on a reply of another kind than what is right, or None."""
    is_text = any(isinstance(part, str | bytes) for part in [result, *parts(result)])
    if is_text and not isinstance(right, str):
        return "That is text: return a value, without quotes, str() and format."
    if isinstance(right, str) and _are_words(result):
        return "Those are several words, and one is wanted, for all of it together."
    if isinstance(right, str) and not is_text:
        return "A word is wanted, in quotes, as the task names it."
    has_axes, wants_axes = bool(parts(result)), np.ndim(right) > 0
    if has_axes and not wants_axes:
        answer = "one True or False is" if isinstance(right, bool) else "one number is"
        return f"Those are several, and {answer} wanted."
    if isinstance(right, bool) and result not in (0, 1):
        return "True or False is wanted."
    if wants_axes and not has_axes:
        return f"That is a single number: an array of shape {np.shape(right)} is wanted."
    return None
