"""Prediction: say what you expect before you look."""

import html
from textwrap import wrap

from ipywidgets import HTML, Layout, RadioButtons, VBox

from .reachable import REACHABLE
from .sentence import Sentence
from .verdict import Verdict

LINE = 80  # characters: JupyterLab breaks longer lines of plain text inside words


class Prediction(VBox):
    """A question with a few answers; the reason shows once one is chosen.

    Parameters
    ----------
    question : str
    answers : sequence of str
        Shown in this order.
    right : str
        One of `answers`.
    reason : str
        Why it is right, in one or two sentences.

    Attributes
    ----------
    verdict : Verdict
        To do until an answer is chosen; another may be chosen at any time.
    """

    def __init__(self, question, answers, right, reason):
        if right not in answers:
            raise ValueError(f"right must be one of the answers, not {right!r}")
        self.question, self.right, self.reason = question, right, reason
        self.verdict = Verdict("to do", "Choose an answer.")
        self.choice = RadioButtons(options=answers, value=None, layout=Layout(width="auto"))
        self._line = Sentence()
        self._line.tell(self.verdict)
        self.choice.observe(self._answer, "value")
        asked = f"<span><b>Predict.</b> {html.escape(question)}</span>"
        super().__init__([HTML(asked + REACHABLE), self.choice, self._line])

    def _answer(self, change):
        correct = change["new"] == self.right
        self.verdict = Verdict("correct" if correct else "not yet", self.reason)
        self._line.tell(self.verdict)

    def _repr_mimebundle_(self, **kwargs):
        lines = [
            *wrap(f"Predict. {self.question}", LINE),
            *(f"  ( ) {answer}" for answer in self.choice.options),
        ]
        return {**super()._repr_mimebundle_(**kwargs), "text/plain": "\n".join(lines)}
