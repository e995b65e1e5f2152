"""An exercise: its cases, and what is said of a reader's function that is tried with them."""

import functools
import inspect
import os
from typing import NamedTuple

import numpy as np

from ..widgets import progress
from ..widgets.verdict import Verdict
from .asking import NotYet, ToDo, ask
from .relations import relation
from .replies import agree
from .words import describe, show, show_apart
from .wrappers import wrapper

NEAR = 1e-6  # right answers differ by rounding, near 1e-12 here; mistakes by far more
NOTHING = 1e-9  # a result as small as that is 0, and rounding
ASK = "Write your code in place of the dots."
ELSEWHERE = "This page shows no code. Open the lesson in JupyterLab to do this exercise."  # Voilà
GENERAL = "Work this case out by hand, and follow your code line by line."


class Case:
    """One call of the reader's function, and what may come of it.

    Parameters
    ----------
    right : number, bool, str or array
    mistakes : dict of str to number, str, array or tuple of these, optional
        Each hint, and what an answer with that mistake returns; in a tuple, one of these. A
        mistake that is not named here may return anything.
    otherwise : str, optional
        The hint for any other mistake.
    near : float
        How far from `right` a result may be, relative and absolute.
    **arguments
        Handed to the reader's function in this order.
    """

    def __init__(self, right, mistakes=None, *, otherwise=GENERAL, near=NEAR, **arguments):
        self.right, self.mistakes, self.otherwise = right, mistakes or {}, otherwise
        self.near, self.arguments = near, arguments


class Trial(NamedTuple):
    """A case, and what came back."""

    case: Case
    result: object
    shares: str | None

    @property
    def right(self):
        """Return what is right."""
        return self.case.right

    @property
    def arguments(self):
        """Return the arguments."""
        return self.case.arguments

    @property
    def is_right(self):
        """Tell whether the result is right."""
        return agree(self.result, self.right, self.case.near)

    def shows(self, hint):
        """Tell whether the result is what comes of this mistake."""
        wrong = self.case.mistakes[hint]
        values = wrong if isinstance(wrong, tuple) else (wrong,)
        return any(agree(self.result, value, self.case.near, NOTHING) for value in values)


def exercise(meaning, *, call=None, advice=None, array=False):
    """Turn a generator of cases into a check that returns a verdict.

    Parameters
    ----------
    meaning : str
        What a right answer means, or what to try next: said when it is correct.
    call : callable, optional
        Calls the reader's function, its first argument, with the others; if another thing is
        compared than what it returns.
    advice : dict of str to str, optional
        What to say where the words of an error match a pattern; before what is said of any error.
    array : bool
        Whether the task asks for an array: then a list of the same numbers is none.
    """

    def decorate(cases):
        name = f"{cases.__module__.rpartition('.')[2]}.{cases.__name__}"

        @functools.wraps(cases)
        def check(answer=...):
            if answer is ...:
                return _to_do()
            if not callable(answer):
                return Verdict("not yet", _no_function(answer, cases.__name__))
            called = functools.partial(call, answer) if call else answer
            try:
                judge(called, cases(), advice, array)
            except ToDo:
                return _to_do()
            except NotYet as hint:
                order = _order(answer, cases())
                return Verdict("not yet", order or str(hint), order or hint.hint)
            progress.note("exercises", name, "correct")
            return Verdict("correct", meaning)

        del check.__wrapped__  # help(check) shows what it takes, not what the generator does
        check.cases = cases
        return check

    return decorate


def judge(call, cases, advice=None, array=False):
    """Try a function with cases, and raise `NotYet` if one of its results is not right.

    Later cases are tried, too: they tell mistakes apart that the first shows alike.
    """
    trials = []
    for case in cases:
        try:
            reply = ask(call, case.arguments, advice)
        except NotYet:
            if any(not trial.is_right for trial in trials):
                break
            raise
        trials.append(Trial(case, reply.value, reply.shares))
    wrong = [trial for trial in trials if not trial.is_right]
    if wrong:
        with np.errstate(all="ignore"):
            hint = _hint(trials, wrong)
            raise NotYet(_told(wrong[0], hint), hint)
    if array:
        _refuse_lists(trials)
    _refuse_what_is_the_callers(trials)


def _refuse_lists(trials):
    """Raise `NotYet` if a right result is a list."""
    for trial in trials:
        if isinstance(trial.result, list):
            raise NotYet(
                f"{describe(trial.arguments)}, it returns a list, which does not calculate as an "
                "array does: put np.array(...) around it."
            )


def _told(trial, hint):
    result, right = show_apart(trial.result, trial.right)
    return f"{describe(trial.arguments)}, it returns {result}, and should return {right}. {hint}"


def _hint(trials, wrong):
    """Return the hint that fits all trials, or the general one."""
    fitting = [hint for hint in wrong[0].case.mistakes if _explains(hint, trials)]
    if len(fitting) > 1:
        return f"Either: {' Or: '.join(fitting)}"
    wrapped = [wrapper(trial.result, trial.right, trial.case.near) for trial in wrong]
    return next(iter(fitting), None) or (all(wrapped) and wrapped[0]) or _in_common(trials, wrong)


def _explains(hint, trials):
    """Tell whether the mistake shows wherever it would."""
    return all(trial.shows(hint) for trial in trials if hint in trial.case.mistakes)


def _in_common(trials, wrong):
    return relation(trials, wrong) or wrong[0].case.otherwise


def _refuse_what_is_the_callers(trials):
    """Raise `NotYet` if a right result is the caller's own array."""
    for trial in trials:
        if trial.shares:
            raise NotYet(
                f"{describe(trial.arguments)}, it returns {trial.shares} itself, the caller's own "
                f"array: who changes one of the two changes both. Return a copy."
            )


def _no_function(answer, name):
    """Return a hint for what can't be called."""
    try:
        (shown,) = ask(lambda: [answer], {}).value  # it may raise when it is looked at
    except NotYet:
        shown = type(answer)
    return f"Give it your function itself, check.{name}(...), and not {show(shown)}."


def _order(answer, cases):
    """Return a hint if the answer takes the arguments of the cases in another order."""
    try:
        names = ask(lambda: list(inspect.signature(answer).parameters), {}).value
    except NotYet:  # some functions of C do not say what they take
        return None
    wanted = [name for name in next(iter(cases)).arguments if name in names]
    if len(wanted) == len(names) and wanted != names:
        return f"The check hands over {', '.join(wanted)} in this order: write them so after def."
    return None


def _to_do():
    shows_no_code = os.environ.get("SERVER_SOFTWARE", "").startswith("voila")
    return Verdict("to do", ELSEWHERE if shows_no_code else ASK)
