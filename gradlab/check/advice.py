"""What to say of an error: it fits the line that failed, or nothing is said."""

import builtins
import re
import sysconfig
from pathlib import Path

import numpy as np

from .words import Named

LIBRARIES = ("<frozen", *(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib")))
NOT_THE_READERS = (str(Path(__file__).parent), *LIBRARIES)
NUMBER = r"'(int|float|bool|numpy\.(bool_?|(float|int)\d+))' object"
LIST = r"'(list|tuple|range|numpy\.ndarray)' object"
FUNCTION = r"'(function|method|builtin_function_or_method|numpy\.ufunc|type|Named)' object"

# What Python and numpy say of the commonest slips, and what that means.
ADVICE = {
    r"^EOFError": "Leave input() out: the arguments hold all that your function needs.",
    r"^UnboundLocalError": "This name is used before it gets a value in your function.",
    r"^NameError: name '(math|np)'": "The cell with the imports at the top of the lesson has np.",
    r"^NameError: name '(true|false|none)'": "Python writes True, False and None with a capital.",
    r"^NameError": "This name has no value here: is it misspelt, or is it given one too late?",
    r"(bitwise_xor|operand.* for \^)": "A power is written **; ^ is another operator.",
    r"not supported between instances": (
        "Things of two kinds are compared: compare one number with another."
    ),
    r"truth value of an array": (
        "A comparison of arrays has one answer for each element: ask (...).all() or (...).any() "
        "of it, and .max() for the largest number."
    ),
    rf"{LIST} is not callable": (
        "An array is called like a function there: brackets take an element, and * multiplies."
    ),
    rf"{NUMBER} is not callable": "Between a number and a parenthesis stands *.",
    r"unsupported operand.*'(Named|function|builtin_function_or_method|method)'": (
        "A function stands where a number should: call it, with parentheses."
    ),
    rf"{FUNCTION} (is not subscriptable|is not iterable|has no attribute)": (
        "A function is called, with parentheses; it has no elements."
    ),
    rf"index to scalar|{NUMBER} (is not subscriptable|does not support item)": (
        "A single number has no elements: no brackets come after it."
    ),
    rf"{NUMBER} is not iterable|iteration over a 0-d": (
        "for, sum, max and all go through a list or an array; here stands a single value."
    ),
    rf"object of type {NUMBER[:-7]} has no len|len\(\) of unsized": "A single number has no len.",
    r"cannot be interpreted as an integer": "range and shapes need a whole number, an int.",
    r"(only integers, slices|indices must be integers|integer scalar arrays)": (
        "An index is a whole number, an int."
    ),
    r"AxisError": "There is no such axis: the array has fewer.",
    r"out of (range|bounds)": (
        "There is no element with this index: the last is len(...) - 1, however many there are."
    ),
    r"values to unpack": (
        "There are not as many as the names before the =: there may be any number of them."
    ),
    r"module '\w+' has no attribute 'ln'": "The natural logarithm is np.log.",
    r"module '\w+' has no attribute": "It has no function of this name: is it misspelt?",
    r"too many indices": "There are more indices in the brackets than the array has axes.",
    r"setting an array element with a sequence": "One element of an array holds one number.",
    r"(could not be broadcast|could not broadcast|core dimension|not aligned)": (
        "The shapes of two arrays do not fit each other."
    ),
    r"'list' object has no attribute|operand.*'list'|multiply sequence": (
        "A list does not calculate as an array does: np.array(...) makes an array of it."
    ),
    rf"{NUMBER} has no attribute": "A single number has no such method.",
    r"NoneType": "Something there is None: a function without a return gives None back.",
    r"operand.*'str'|concatenate str|could not convert string|dtype\('<U": (
        "Text stands where a number should: leave the quotes, str() and format out."
    ),
    r"float NaN to integer": "It is nan: that comes of 0 / 0, and of the log of what is below 0.",
    r"float infinity to integer": "It is infinite: that comes of a division by 0, and of log(0).",
    r"(math domain error|positive input)": "The log and the root of a number below 0 do not exist.",
    r"(math range error|Result too large)": "exp of it is too large for the computer.",
    r"^ZeroDivisionError": "It divides by 0: look for that case first.",
    r"^RecursionError": "It calls itself without an end.",
    r"positional argument": "Some function is called with too few or too many arguments.",
}


def advise(error, arguments, own):
    """Return what to say of an error, or None.

    Parameters
    ----------
    error : BaseException
        With its traceback.
    arguments : dict of str to object
        What the reader's function was given.
    own : dict of str to str
        What the exercise itself says, by a pattern as in `ADVICE`.
    """
    text = f"{type(error).__name__}: {error}"
    frames = _frames(error.__traceback__)
    if not any(_is_the_readers(frame) for frame in frames):
        is_about_arguments = "argument" in text
        return "Leave the line with def as it was." if is_about_arguments else None
    last = next(frame for frame in reversed(frames) if _is_the_readers(frame))
    if any(frame.f_code is Named.__call__.__code__ for frame in frames):
        text += " in a function that was handed over"
    special = _overwritten(text, last, arguments) or _of_math(text, last)
    return special or _known(own, text) or _of_numpy(text) or _known(ADVICE, text)


def _known(advice, text):
    """Return what to say of the first pattern that fits, or None."""
    return next((words for pattern, words in advice.items() if re.search(pattern, text)), None)


def _frames(traceback):
    frames = []
    while traceback:
        frames.append(traceback.tb_frame)
        traceback = traceback.tb_next
    return frames


def _is_the_readers(frame):
    return not frame.f_code.co_filename.startswith(NOT_THE_READERS)


def _overwritten(text, frame, arguments):
    """Return what to say where a name that stood for a function stands for something else now."""
    if "is not callable" not in text:
        return None
    used = {*frame.f_code.co_names, *frame.f_code.co_varnames, *frame.f_code.co_freevars}
    values = {**frame.f_globals, **frame.f_locals}
    for name in sorted(used & set(values)):
        was_function = callable(arguments.get(name, getattr(builtins, name, None)))
        if was_function and not callable(values[name]):
            return f"{name} was a function, and is now something else: give that another name."
    return None


def _of_math(text, frame):
    """Return what to say where a function of math is given an array."""
    if not re.search(r"converted to Python scalar|real number, not (list|tuple|numpy)", text):
        return None
    if "math" in frame.f_code.co_names:
        return "The functions of math take one number; those of np take an array, too."
    return "One number is wanted there, and an array comes."


def _of_numpy(text):
    """Return what to say where a name of numpy's is used without np."""
    name = re.search(r"^NameError: name '(\w+)'", text)
    return f"Write np.{name[1]}." if name and hasattr(np, name[1]) else None
