"""How long an answer may take, on every system and in any thread; and that Stop is obeyed."""

import signal
import sys
import threading
import time
from contextlib import contextmanager

from .advice import LIBRARIES

TICK = 0.02  # seconds from one look at the clock to the next
AGAIN = 0.5  # seconds until an answer that has caught it is stopped again; all is put back before


class TooLong(BaseException):
    """Raised inside an answer that does not come back; its own `except Exception` lets it pass."""


class _Clock:
    """Counts the seconds that an answer works; the import of a large package is no work of its.

    `outside` is the frame that asks: what is imported further out does not count as the answer's.
    """

    def __init__(self, seconds, outside):
        self.left, self.last, self.outside = seconds, time.monotonic(), outside

    def tick(self, frame):
        """Raise `TooLong` when the time is up."""
        now = time.monotonic()
        if now - self.last > TICK / 2:
            self.left -= 0 if _is_importing(frame, self.outside) else now - self.last
            self.last = now
        if self.left < 0:
            self.left = AGAIN
            raise TooLong


def _is_importing(frame, outside):
    while frame and frame is not outside:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


@contextmanager
def patience(seconds):
    """Raise `TooLong` in an answer that takes longer.

    Where the system can, a signal does it, and wakes also what sleeps. Elsewhere (on Windows, and
    in a thread) Python code is watched, and a C function that takes long is told of afterwards.
    Answers with a bare `except:` may still need the Stop button.
    """
    asking = sys._getframe(2)  # whose `with` this is; contextlib stands between
    clock = _Clock(seconds, asking)
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
def stop_button():
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
