"""Ask a reader's function, whatever it does: it may raise, print, wait, or not come back."""

import builtins
import copy
import io
import re
import signal
import sys
import threading
import time
import warnings
from contextlib import ExitStack, contextmanager, redirect_stdout
from typing import NamedTuple

import numpy as np

from .advice import LIBRARIES, advise
from .replies import agree, has_dots, plain
from .words import describe, show

PATIENCE = 2  # seconds for one call; a right answer to any exercise takes milliseconds
TICK = 0.02  # seconds from one look at the clock to the next
DOTS = re.compile(r"^(?!.*indices).*\bellipsis\b", re.DOTALL)  # `a_list[...]` is no stub


class NotYet(Exception):
    """What to say of an answer that is not right."""


class ToDo(NotYet):
    """The dots of the stub came back, or stopped it."""


class _TooLong(BaseException):
    """Raised inside an answer that does not come back; its own `except Exception` lets it pass."""


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
    with _stop_button() as pressed:
        try:
            with _patience(PATIENCE):
                return _reply(call, arguments, trial, advice or {}, pressed)
        except NotYet:
            raise
        except _TooLong:
            raise NotYet(
                f"{trial}, it is not ready after {PATIENCE} seconds. "
                "Does its loop end, and does it wait for something?"
            ) from None
        except BaseException as error:  # an answer may raise whatever it likes, and be read so
            if pressed:
                raise
            raise NotYet(f"{trial}, it stops with {type(error).__name__}.") from None


def _reply(call, arguments, trial, advice, pressed):
    given, printed = copy.deepcopy(arguments), io.StringIO()
    try:
        with _undisturbed(printed):
            raw = call(*given.values())
            result = plain(raw)
    except (NotYet, _TooLong):
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
    return NotYet(f"{trial}, it stops with {show(error)}.{f' {sentence}' if sentence else ''}")


def _refuse_changed_arguments(given, arguments, trial):
    for name, value in arguments.items():
        now = plain(given[name])
        # x + h - h may differ from x in its last digit: that is no change.
        if not callable(value) and not agree(now, value, 1e-12):
            raise NotYet(
                f"{trial}, it changes {name}, which the caller still needs: afterwards {name} is "
                f"{show(now)}. Put it back, or make a new array."
            )


def _share_memory(one, other):
    both = isinstance(one, np.ndarray) and isinstance(other, np.ndarray)
    return both and np.may_share_memory(one, other)


@contextmanager
def _undisturbed(printed):
    """Keep what an answer prints and warns of out of the notebook, and its questions, too."""
    with ExitStack() as stack:
        stack.enter_context(redirect_stdout(printed))
        stack.enter_context(np.errstate(all="ignore"))
        stack.enter_context(warnings.catch_warnings(action="ignore"))
        stack.callback(setattr, builtins, "input", builtins.input)
        builtins.input = _refuse_to_answer
        yield


def _refuse_to_answer(*prompt):
    raise EOFError("a check asks without a reader")


# --- time -------------------------------------------------------------------------------------


class _Clock:
    """Counts the seconds that an answer works; the import of a large package is no work of its."""

    def __init__(self, seconds):
        self.left, self.last = seconds, time.monotonic()

    def tick(self, frame):
        """Raise `_TooLong` when the time is up."""
        now = time.monotonic()
        if now - self.last > TICK / 2:
            self.left -= 0 if _is_importing(frame) else now - self.last
            self.last = now
        if self.left < 0:
            raise _TooLong


def _is_importing(frame):
    while frame and frame.f_code is not _reply.__code__:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


@contextmanager
def _patience(seconds):
    """Raise `_TooLong` in an answer that takes longer.

    Where the system can, a signal does it, and wakes also what sleeps. Elsewhere (on Windows, and
    in a thread) Python code is watched, and a C function that takes long is told of afterwards.
    Answers with a bare `except:` may still need the Stop button.
    """
    clock = _Clock(seconds)
    has_timer = hasattr(signal, "setitimer") and sys.platform != "emscripten"
    if has_timer and threading.current_thread() is threading.main_thread():
        with _alarm(clock):
            yield
    else:
        with _watch(clock):
            yield


@contextmanager
def _alarm(clock):
    """Let a signal look at the clock, and give the timer back to whoever had it."""
    start, (delay, interval) = time.monotonic(), signal.getitimer(signal.ITIMER_REAL)
    try:
        with _handler(signal.SIGALRM, lambda number, frame: clock.tick(frame)):
            signal.setitimer(signal.ITIMER_REAL, TICK, TICK)
            try:
                yield
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        if delay:
            left = delay - (time.monotonic() - start)
            signal.setitimer(signal.ITIMER_REAL, max(left, TICK), interval)


@contextmanager
def _watch(clock):
    """Let each step of Python code look at the clock."""

    def watch(frame, event, argument):
        clock.tick(frame)
        if frame.f_code.co_filename.startswith(LIBRARIES):
            return None  # its calls are looked at, and not its steps: they are too many
        frame.f_trace_opcodes = True  # a loop on a single line never comes to a next line
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        yield
    finally:
        sys.settrace(before)


@contextmanager
def _stop_button():
    """Yield a list that is empty until someone presses Stop: an answer may raise the same error."""
    pressed = []
    before = signal.getsignal(signal.SIGINT)

    def stop(number, frame):
        pressed.append(number)
        before(number, frame)

    if threading.current_thread() is threading.main_thread() and callable(before):
        with _handler(signal.SIGINT, stop):
            yield pressed
    else:
        yield pressed


@contextmanager
def _handler(number, handler):
    """Handle a signal so, and afterwards as before."""
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before or signal.SIG_DFL)
