"""Sentence: the line under a picture or a question, which a screen reader speaks."""

import html
import re

from ipywidgets import HTML

# The colour of the bar before the line, from JupyterLab's theme where there is one.
# It never stands alone: the icon and the words say the same.
BARS = {
    "shows": ("", "transparent"),
    "right": ("✓", "var(--jp-success-color1, #2e7d32)"),
    "wrong": ("✗", "var(--jp-warn-color1, #b25000)"),
    "error": ("⚠", "var(--jp-error-color1, #c62828)"),
}


POWER = re.compile(r"[\d.]+e-\d+")  # some browsers break a line after its hyphen


class Sentence(HTML):
    """A line of text with an icon and a bar; a live region for screen readers."""

    def say(self, text, kind="shows"):
        """Show `text`, which may hold any character, as one of `BARS`'s kinds."""
        icon, color = BARS[kind]
        role = "alert" if kind == "error" else "status"
        line = html.escape(f"{icon} {text}".strip())
        line = POWER.sub(r'<span style="white-space: nowrap">\g<0></span>', line)
        self.value = (
            f'<div role="{role}" style="border-left: 4px solid {color}; padding-left: 8px">'
            f"{line}</div>"
        )


def number(value):
    """Return a number as a sentence says it: four decimals, or a power of ten where it is large."""
    return f"{value:.4f}" if abs(value) < 1e6 else f"{value:.4e}"
