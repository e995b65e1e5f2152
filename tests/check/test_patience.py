"""An answer that does not come back, sleeps, asks or imports; and what is left as it was."""

import builtins
import importlib
import signal
import sys
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from exercises import each_exercise

from gradlab.check import asking, derivative, patience

needs_signals = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="only POSIX wakes what sleeps"
)
SOON = 0.1  # seconds of patience in these tests


@pytest.fixture
def _little_patience(monkeypatch):
    monkeypatch.setattr(asking, "PATIENCE", SOON)


def in_thread(call, *arguments):
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(call, *arguments).result()


def here(call, *arguments):
    return call(*arguments)


anywhere = pytest.mark.parametrize("where", [here, in_thread])


def right(f, x, h):
    return (f(x + h) - f(x)) / h


@needs_signals
@pytest.mark.usefixtures("_little_patience")
@each_exercise
@pytest.mark.few(5)
def test_an_answer_that_sleeps_is_woken(its):
    its.run(its.solution)
    start = time.monotonic()
    verdict = its.check(lambda *arguments: time.sleep(60))
    assert "it is not ready after 0.1 seconds." in verdict.reason
    assert time.monotonic() - start < 10  # a busy machine takes its time


@pytest.mark.usefixtures("_little_patience")
def test_in_a_thread_an_answer_that_slept_is_told_so_afterwards():
    def sleeps(f, x, h):
        time.sleep(0.3)
        return right(f, x, h)

    verdict = in_thread(derivative.forward_diff, sleeps)
    assert "it is not ready after 0.1 seconds." in verdict.reason


@anywhere
@pytest.mark.usefixtures("_little_patience")
def test_a_loop_in_a_helper_or_in_a_library_ends_anywhere(where):
    def forever():
        while True:
            yield 1

    def waits(f, x, h):
        return sum(forever())

    verdict = where(derivative.forward_diff, waits)
    assert "Does its loop end, and does it wait for something?" in verdict.reason


@anywhere
@pytest.mark.usefixtures("_little_patience")
def test_the_import_of_a_large_package_is_no_work_of_the_answer(where, tmp_path, monkeypatch):
    name = f"large_{where.__name__}"
    (tmp_path / f"{name}.py").write_text("import time\ntime.sleep(0.4)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    def imports(f, x, h):
        __import__(name)
        return right(f, x, h)

    assert where(derivative.forward_diff, imports).kind == "correct"
    assert name in sys.modules


@anywhere
@pytest.mark.usefixtures("_little_patience")
def test_a_loop_ends_also_where_the_check_itself_is_imported(where, tmp_path, monkeypatch):
    name = f"script_{where.__name__}"
    lines = (
        "from gradlab.check import derivative",
        "def forever(f, x, h):",
        "    while True: pass",
        "verdict = derivative.forward_diff(forever)",
    )
    (tmp_path / f"{name}.py").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert "Does its loop end" in where(importlib.import_module, name).verdict.reason


def left_alone():
    """Return what a check changes for a while."""
    return (
        signal.getsignal(signal.SIGINT),
        signal.getsignal(signal.SIGALRM) if hasattr(signal, "SIGALRM") else None,
        signal.getitimer(signal.ITIMER_REAL)[1] if hasattr(signal, "setitimer") else None,
        builtins.input,
        sys.stdout,
        sys.gettrace(),
        np.geterr(),
        list(warnings.filters),
    )


@anywhere
def test_everything_is_as_it_was_afterwards(where):
    def stops(f, x, h):
        raise ValueError

    before = left_alone()
    for answer in (right, stops):
        where(derivative.forward_diff, answer)
        assert left_alone() == before


@needs_signals
def test_an_alarm_that_was_set_before_rings_as_it_would_have():
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *its: rung.append(time.monotonic()))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        derivative.forward_diff(right)
        assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= 0.3
        deadline = time.monotonic() + 5
        while not rung and time.monotonic() < deadline:
            time.sleep(0.01)
        assert rung
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(
    (3, 12) <= sys.version_info < (3, 12, 2),
    reason="Python 3.12.1 itself crashes where one thread traces and another traces opcodes",
)
def test_the_readers_own_trace_goes_on_afterwards():
    def trace(frame, event, argument):
        return None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        in_thread(derivative.forward_diff, right)
        derivative.forward_diff(right)
        assert sys.gettrace() is trace
    finally:
        sys.settrace(before)


def test_a_question_is_not_asked():
    def asks(f, x, h):
        return float(input("h = "))

    verdict = derivative.forward_diff(asks)
    assert "it stops with EOFError(" in verdict.reason
    assert "Leave input() out: the arguments hold all" in verdict.reason


@needs_signals
def test_stop_is_obeyed_while_an_answer_sleeps():
    button = threading.Timer(0.2, signal.pthread_kill, (threading.get_ident(), signal.SIGINT))
    button.start()
    with pytest.raises(KeyboardInterrupt):
        derivative.forward_diff(lambda f, x, h: time.sleep(60))
    button.join()


@needs_signals
# It may come while the collector clears up something of another test's, and is told of there.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_second_look_at_the_clock_does_not_strike_while_all_is_put_back(monkeypatch):
    def forever(f, x, h):
        while True:
            pass

    monkeypatch.setattr(asking, "PATIENCE", 0.005)
    monkeypatch.setattr(patience, "TICK", 0.0001)  # less than it takes to put all back
    before = left_alone()
    for _ in range(50):
        assert "Does its loop end" in derivative.forward_diff(forever).reason
        assert left_alone() == before
