"""Sentence: the line under a picture or a question, which a screen reader speaks."""

import re

from ipywidgets import HTML

from .verdict import KINDS, line

HYPHEN = re.compile(r"(?<!\w)-(?=\d)")  # before a number, and not in 1e-04


class Sentence(HTML):
    """A line of text with a bar; a live region for screen readers."""

    def say(self, text, kind="shows"):
        """Show `text`, which may hold any character, as one of `verdict.KINDS`."""
        self.value = line(f"{KINDS[kind][0]} {text}".strip(), kind)

    def tell(self, verdict):
        """Show a verdict."""
        self.value = line(str(verdict), verdict.kind)


def with_minus(text):
    """Return text whose negative numbers have a minus, as those at the axes have, not a hyphen."""
    return HYPHEN.sub("−", text)


def number(value):
    """Return a number as a sentence says it: four decimals, or a power of ten where it is large."""
    return f"{value:.4f}" if abs(value) < 1e6 else f"{value:.4e}"
