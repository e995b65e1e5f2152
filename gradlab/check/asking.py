"""Ask a reader's function, whatever it does: it may raise, print, wait, or not come back."""

import builtins
import copy
import io
import re
import warnings
from contextlib import ExitStack, contextmanager, redirect_stdout
from typing import NamedTuple

import numpy as np

from .advice import advise
from .patience import TooLong, patience, stop_button
from .replies import agree, has_dots, plain
from .words import describe, show, show_apart

PATIENCE = 2  # seconds for one call; a right answer to any exercise takes milliseconds
DOTS = re.compile(r"^(?!.*indices).*\bellipsis\b", re.DOTALL)  # `a_list[...]` is no stub


class NotYet(Exception):
    """What to say of an answer that is not right, and the hint in that alone."""

    def __init__(self, reason="", hint=""):
        super().__init__(reason)
        self.hint = hint


class ToDo(NotYet):
    """The dots of the stub came back, or stopped it."""


class Reply(NamedTuple):
    """What came back: a plain value, and the name of the argument whose memory it shares."""

    value: object
    shares: str | None


def ask(call, arguments, advice=None):
    """Return what the reader's function returns for copies of these arguments, in this order.

    Parameters
    ----------
    call : callable
        The reader's function.
    arguments : dict of str to object
    advice : dict of str to str, optional
        What to say where an error's words match a pattern.

    Returns
    -------
    Reply

    Raises
    ------
    NotYet
        If it raises, does not come back, changes an argument, or returns nothing.
    """
    trial = describe(arguments)
    # Patience may end at any moment within it: what is to be put back is put back outside.
    with stop_button() as pressed, _undisturbed() as printed:
        try:
            with patience(PATIENCE):
                return _reply(call, arguments, trial, advice or {}, pressed, printed)
        except NotYet:
            raise
        except TooLong:
            raise NotYet(
                f"{trial}, it is not ready after {PATIENCE} seconds. "
                "Does its loop end, and does it wait for something?"
            ) from None
        except BaseException as error:  # an answer may raise whatever it likes, and be read so
            if pressed:
                raise
            raise NotYet(f"{trial}, it stops with {type(error).__name__}.") from None


def _reply(call, arguments, trial, advice, pressed, printed):
    given = copy.deepcopy(arguments)
    try:
        raw = call(*given.values())
        result = plain(raw)
    except (NotYet, TooLong):
        raise
    except BaseException as error:
        if pressed:
            raise
        raise _stopped(error, trial, arguments, advice) from None
    _refuse_changed_arguments(given, arguments, trial)
    if has_dots(result):
        raise ToDo
    if result is None:
        also = "It prints its result; let it return it." if printed.getvalue() else ""
        raise NotYet(f"{trial}, it returns None. {also or 'Is the return missing?'}")
    shares = (name for name, value in given.items() if _share_memory(raw, value))
    return Reply(result, next(shares, None))


def _stopped(error, trial, arguments, advice):
    """Return what to say of an error."""
    try:
        if DOTS.search(str(error)):
            return ToDo()
        sentence = advise(error, arguments, advice)
    except Exception:  # the error is of the reader's own making, and can't be read
        sentence = None
    hint = sentence or f"It stops with {type(error).__name__}."
    return NotYet(
        f"{trial}, it stops with {show(error)}.{f' {sentence}' if sentence else ''}", hint
    )


def _refuse_changed_arguments(given, arguments, trial):
    for name, value in arguments.items():
        now = plain(given[name])
        # x + h - h may differ from x in its last digit: that is no change.
        if not callable(value) and not agree(now, value, 1e-12):
            raise NotYet(
                f"{trial}, it changes {name}, which the caller still needs: afterwards {name} is "
                f"{show_apart(now, value)[0]}. Put it back, or make a new array."
            )


def _share_memory(one, other):
    both = isinstance(one, np.ndarray) and isinstance(other, np.ndarray)
    return both and np.may_share_memory(one, other)


@contextmanager
def _undisturbed():
    """Keep what an answer prints and warns of out of the notebook, and its questions, too."""
    printed = io.StringIO()
    with ExitStack() as stack:
        stack.enter_context(redirect_stdout(printed))
        stack.enter_context(np.errstate(all="ignore"))
        stack.enter_context(warnings.catch_warnings(action="ignore"))
        stack.callback(setattr, builtins, "input", builtins.input)
        builtins.input = _refuse_to_answer
        yield printed


def _refuse_to_answer(*prompt):
    raise EOFError("a check asks without a reader")
