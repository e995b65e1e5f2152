"""What an explorer shows, in a form that two moments can be compared in."""

import re


def foreground(explorer):
    """Return the SVG in front; its ids are drawn at random each time, so they are left out."""
    return re.sub(rb"\b[a-z][0-9a-f]{10}\b", b"id", bytes(explorer._foreground.value))


def shown(explorer):
    """Return the sentence, the background and the foreground."""
    return explorer.sentence, bytes(explorer._background.value), foreground(explorer)
