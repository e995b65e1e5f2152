"""Prediction: say what you expect before you look."""

import html
import math
import sys
from textwrap import wrap

from ipywidgets import HTML, Layout, RadioButtons, Text, VBox

from . import progress
from .reachable import REACHABLE
from .sentence import Sentence
from .verdict import Verdict
from .words import with_minus

LINE = 80  # characters: JupyterLab breaks longer lines of plain text inside words
ASKED = "<span><b>Predict.</b> {question}</span>"
NO_NUMBER = "Type a number, such as 0.5 or 1e-3."
OUTCOMES = {"correct": "right", "not yet": "wrong"}  # as they are kept; the first is
GUESSED = "You said {guess:.4g}; it is {value:.4g}. {reason}"


class Question(VBox):
    """A question, what takes the answer, and the line that says what came of it."""

    def __init__(self, question, answer, ask):
        self.question, self.verdict = question, Verdict("to do", ask)
        self._name = _name()
        self._line = Sentence()
        self._line.tell(self.verdict)
        asked = ASKED.format(question=html.escape(question))
        super().__init__([HTML(asked + REACHABLE), answer, self._line])
        self.add_class("gradlab-question")

    def _tell(self, kind, reason):
        self.verdict = Verdict(kind, reason)
        self._line.tell(self.verdict)
        if self._name and kind in OUTCOMES:
            progress.note("predictions", self._name, OUTCOMES[kind])

    def _repr_mimebundle_(self, **kwargs):
        lines = [*wrap(f"Predict. {self.question}", LINE), *self._lines()]
        return {**super()._repr_mimebundle_(**kwargs), "text/plain": "\n".join(lines)}


def _name():
    """Return the lesson and the function that ask, or None if they are not the course's own."""
    frame = sys._getframe()
    while frame := frame.f_back:
        _, own, lesson = frame.f_globals.get("__name__", "").rpartition("gradlab.explore.")
        if own and frame.f_code.co_name.startswith(("predict_", "sketch_")):
            return f"{lesson}.{frame.f_code.co_name}"
    return None


class Prediction(Question):
    """A question with a few answers; the reason of an answer shows once it is chosen.

    Parameters
    ----------
    question : str
    answers : dict of str to str
        Each answer, in this order, and what is said when it is chosen: why it is right, or what
        speaks against it.
    right : str
        One of `answers`.

    Attributes
    ----------
    verdict : Verdict
        To do until an answer is chosen; another may be chosen at any time.
    """

    def __init__(self, question, answers, right):
        if right not in answers:
            raise ValueError(f"right must be one of the answers, not {right!r}")
        self.answers, self.right = dict(answers), right
        self.choice = RadioButtons(options=list(answers), value=None, layout=Layout(width="auto"))
        self.choice.observe(self._answer, "value")
        super().__init__(question, self.choice, "Choose an answer.")

    def _answer(self, change):
        kind = "correct" if change["new"] == self.right else "not yet"
        self._tell(kind, self.answers[change["new"]])

    def _lines(self):
        return [f"  ( ) {answer}" for answer in self.answers]


class NumberPrediction(Question):
    """A question whose answer is a number that the reader types; then the true one is told.

    Parameters
    ----------
    question : str
    value : float
        The true number.
    reason : str
        Why it is that one; said whatever the guess.
    near : float
        A guess is right within this share of `value`, or within this distance of a `value` of 0.
    """

    def __init__(self, question, value, reason, near=0.1):
        self.value, self.reason, self.near = value, reason, near
        self.typed = Text(
            placeholder="a number", continuous_update=False, layout=Layout(width="12em")
        )
        self.typed.observe(self._answer, "value")
        super().__init__(question, self.typed, NO_NUMBER)

    def _answer(self, change):
        guess = _number(change["new"])
        if guess is None:
            self._tell("to do", NO_NUMBER)
            return
        is_near = abs(guess - self.value) <= self.near * (abs(self.value) or 1)
        said = GUESSED.format(guess=guess, value=self.value, reason=self.reason)
        self._tell("correct" if is_near else "not yet", with_minus(said))

    def _lines(self):
        return ["  [ a number ]"]


def _number(text):
    """Return the number that a reader typed, with a comma or a minus of any kind, or None."""
    try:
        number = float(text.strip().replace("−", "-").replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
