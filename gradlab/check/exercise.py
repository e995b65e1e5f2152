"""Ask a reader's function, and say in words what is wrong with its answer."""

import copy
import functools
import io
import reprlib
import sys
import time
import warnings
from contextlib import contextmanager, redirect_stdout

import numpy as np

from ..widgets.verdict import Verdict

SHORT = reprlib.Repr()  # it survives a bad __repr__, too
SHORT.maxlist, SHORT.maxstring, SHORT.maxother = 8, 100, 150
ADVICE = {  # for what Python and numpy say of the commonest slips
    "truth value of an array": (
        "A comparison of arrays has one answer for each element: ask (...).all() for all of "
        "them, and z.max() for the largest number."
    ),
    "'Named'": "A function stands where a number should: call it, with parentheses.",
    "AxisError": "There is no such axis; axis=-1 is always the last.",
    "broadcast": "The shapes do not fit: keepdims=True keeps the axis that max or sum goes along.",
    "is not callable": "Between a number and a parenthesis stands *.",
    "positional argument": "Some function is called with too few or too many arguments.",
    "index to scalar": "A number is used as an array: f takes the whole array.",
    "not subscriptable": "A number is used as an array: f takes the whole array.",
}
PATIENCE = 2  # seconds for one call; a right answer to any exercise takes milliseconds


class NotYet(Exception):
    """What to say of an answer that is not right."""


class _TooLong(BaseException):
    """Raised inside an answer that does not come back; its own `except Exception` lets it pass."""


def exercise(meaning):
    """Turn a function that raises `NotYet` into a check that returns a verdict.

    Parameters
    ----------
    meaning : str
        What a right answer means, or what to try next: said when it is correct.
    """

    def decorate(check):
        @functools.wraps(check)
        def verdict(answer=...):
            try:
                _refuse_what_is_no_function(answer, check.__name__)
                check(answer)
            except NotYet as hint:
                if _has_dots(getattr(answer, "__code__", answer)):
                    return Verdict("to do", "Write your code in place of the dots.")
                return Verdict("not yet", str(hint))
            return Verdict("correct", meaning)

        return verdict

    return decorate


class Named:
    """A function that a hint can name by its formula."""

    def __init__(self, formula, f):
        self.formula, self.f = formula, f

    def __call__(self, *arguments):
        """Return f at these arguments."""
        return self.f(*arguments)

    def __repr__(self):
        """Return the formula."""
        return self.formula


def ask(answer, **arguments):
    """Return what the reader's function returns for copies of these arguments, in this order.

    Raises
    ------
    NotYet
        If it raises, does not come back, changes an argument, or returns nothing.
    """
    given, printed, trial = copy.deepcopy(arguments), io.StringIO(), describe(arguments)
    try:
        with redirect_stdout(printed), np.errstate(all="ignore"), _patience(PATIENCE):
            result = answer(*given.values())
    except _TooLong:
        raise NotYet(f"{trial}, it does not come back. Does its loop end?") from None
    except KeyboardInterrupt:  # the reader's own Stop button
        raise
    except BaseException as error:
        shown = show(error)
        advice = (f" {advice}" for words, advice in ADVICE.items() if words in shown)
        raise NotYet(f"{trial}, it stops with {shown}.{next(advice, '')}") from None
    for name, value in arguments.items():
        # x + h - h may differ from x in its last digit: that is no change.
        if not callable(value) and not agree(given[name], value, 1e-12):
            raise NotYet(
                f"{trial}, it changes {name}, which the caller still needs: afterwards {name} is "
                f"{np.asarray(given[name]).tolist()}. Put it back, or make a new array."
            )
    if result is None:
        also = "It prints its result; let it return it." if printed.getvalue() else ""
        raise NotYet(f"{trial}, it returns None. {also or 'Is the return missing?'}")
    return result


def expect(answer, right, mistakes=None, *, otherwise=None, near=1e-6, **arguments):
    """Ask, and raise `NotYet` unless the result is right.

    Parameters
    ----------
    answer : callable
        The reader's function.
    right : number, str or array
    mistakes : dict of str to number, str or array, optional
        Each hint, and what an answer with that mistake returns.
    otherwise : str, optional
        The hint for any other mistake.
    near : float
        How far from `right` it may be, relative and absolute. Right answers
        differ by rounding, near 1e-12 here; mistakes by far more than 1e-6.
    **arguments
        Handed to the reader's function in this order.
    """
    result = ask(answer, **arguments)
    if agree(result, right, near):
        return
    if isinstance(result, list | tuple | np.ndarray) and agree(np.ravel(result), [right], near):
        otherwise = "That is a list of one number: return the number itself."
    fitting = (hint for hint, wrong in (mistakes or {}).items() if agree(result, wrong, near))
    hint = next(
        fitting, otherwise or "Work this case out by hand, and follow your code line by line."
    )
    raise NotYet(
        f"{describe(arguments)}, it returns {show(result)}, and should return {show(right)}. {hint}"
    )


def agree(result, right, near):
    """Tell whether a result is right, up to rounding: of the same kind, shape and size."""
    if isinstance(right, str):
        return isinstance(result, str) and result == right
    try:
        if np.asarray(result).dtype.kind in "SU":
            return False  # numpy would read numbers from text
        with warnings.catch_warnings(action="error"):  # as for a complex number
            result = np.asarray(result, float)
    except Exception:  # whatever it is, it is no number
        return False
    same = result.shape == np.shape(right)
    return same and np.allclose(result, right, rtol=near, atol=near, equal_nan=True)


def describe(arguments):
    """Return the arguments of a call as words."""
    return "With " + ", ".join(f"{name} = {show(value)}" for name, value in arguments.items())


def show(value):
    """Return a value as short text: the digits that matter, and no more than fit on a line."""
    if isinstance(value, np.bool_):  # its repr is np.True_
        return str(value)
    if isinstance(value, float | np.number):
        return f"{value:.6g}"
    if isinstance(value, list | tuple) and len(value) <= 8:
        return f"[{', '.join(map(show, value))}]"
    if isinstance(value, np.ndarray) and value.size > 12:
        return f"an array of shape {value.shape}"
    if isinstance(value, np.ndarray):
        text = np.array2string(value, separator=", ", formatter={"float_kind": show})
        return " ".join(text.split())
    return SHORT.repr(value)


def _refuse_what_is_no_function(answer, name):
    if not callable(answer):
        raise NotYet(f"Give it your function itself, check.{name}(...), and not {show(answer)}.")


def _has_dots(code):
    """Tell whether the dots of the stub are still in some code, or in a function made by it."""
    constants = getattr(code, "co_consts", ())
    return code is ... or any(_has_dots(constant) for constant in constants)


@contextmanager
def _patience(seconds):
    """Raise `_TooLong` in Python code that runs longer, in any thread and on any system.

    A loop inside a C function, and one with a bare `except:`, still need the Stop button.
    """
    deadline = time.monotonic() + seconds

    def watch(frame, event, argument):
        frame.f_trace_opcodes = True  # a loop on a single line never comes to a next line
        if time.monotonic() > deadline:
            raise _TooLong
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        yield
    finally:
        sys.settrace(before)
