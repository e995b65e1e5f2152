"""Prediction: say what you expect before you look."""

import html
from textwrap import wrap

from ipywidgets import HTML, Layout, RadioButtons, VBox

from .sentence import Sentence

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
    verdict : str
        Empty until an answer is chosen; another may be chosen at any time.
    """

    def __init__(self, question, answers, right, reason):
        if right not in answers:
            raise ValueError(f"right must be one of the answers, not {right!r}")
        self.question, self.right, self.reason, self.verdict = question, right, reason, ""
        self.choice = RadioButtons(options=answers, value=None, layout=Layout(width="auto"))
        self._line = Sentence()
        self.choice.observe(self._answer, "value")
        super().__init__(
            [HTML(f"<b>Predict.</b> {html.escape(question)}"), self.choice, self._line]
        )

    def _answer(self, change):
        correct = change["new"] == self.right
        self.verdict = f"{'Yes.' if correct else 'Not so.'} {self.reason}"
        self._line.say(self.verdict, "right" if correct else "wrong")

    def _repr_mimebundle_(self, **kwargs):
        lines = [
            *wrap(f"Predict. {self.question}", LINE),
            *(f"  ( ) {answer}" for answer in self.choice.options),
        ]
        return {**super()._repr_mimebundle_(**kwargs), "text/plain": "\n".join(lines)}
