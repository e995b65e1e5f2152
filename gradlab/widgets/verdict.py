"""Verdict: to do, not yet or correct, and why; the look and words of all that answers back."""

import html
import re
from dataclasses import dataclass

# The colour of the bar before a line, from JupyterLab's theme where there is one, with 3:1 or more
# on the light theme and the dark. It never stands alone: the icon and the words say the same.
KINDS = {
    "shows": ("", "transparent"),
    "to do": ("○", "var(--jp-ui-font-color2, #757575)"),
    "not yet": ("✗", "var(--jp-warn-color0, #b25000)"),
    "correct": ("✓", "var(--jp-success-color1, #2e7d32)"),
    "error": ("⚠", "var(--jp-error-color1, #c62828)"),
}

POWER = re.compile(r"[\d.]+e-\d+")  # some browsers break a line after its hyphen


def line(text, kind="shows"):
    """Return `text`, which may hold any character, as a line of HTML with a bar.

    It is a live region, which a screen reader speaks when it changes.
    """
    role = "alert" if kind == "error" else "status"
    # Whole pixels: half of one would move the pictures below by half a pixel, and blur them.
    style = f"border-left: 4px solid {KINDS[kind][1]}; padding: 4px 0 4px 8px; line-height: 20px"
    words = POWER.sub(r'<span style="white-space: nowrap">\g<0></span>', html.escape(text))
    return f'<div role="{role}" style="{style}">{words}</div>'


@dataclass
class Verdict:
    """What to say of an answer: one line in a notebook, and the same words as text.

    Parameters
    ----------
    kind : str
        "to do", "not yet" or "correct".
    reason : str
        A hint, or what the right answer means.
    hint : str, optional
        The part of the reason that is the same for all who make this mistake. It is not shown
        apart, but stored with the line, for who counts the mistakes of a class.
    """

    kind: str
    reason: str
    hint: str = ""

    def __str__(self):
        """Return the line as text."""
        return f"{KINDS[self.kind][0]} {self.kind.capitalize()}. {self.reason}"

    __repr__ = __str__

    def _repr_html_(self):
        shown = line(str(self), self.kind)
        return (shown, {"hint": self.hint}) if self.hint else shown
