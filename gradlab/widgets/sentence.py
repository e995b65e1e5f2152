"""Sentence: the line under a question, which a screen reader speaks."""

from ipywidgets import HTML

from .verdict import KINDS, line


class Sentence(HTML):
    """A line of text with a bar; a live region for screen readers."""

    def say(self, text, kind="shows"):
        """Show `text`, which may hold any character, as one of `verdict.KINDS`."""
        self.value = line(f"{KINDS[kind][0]} {text}".strip(), kind)

    def tell(self, verdict):
        """Show a verdict."""
        self.value = line(str(verdict), verdict.kind)
