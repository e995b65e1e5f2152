"""What an explorer shows, in a form that two moments can be compared in."""

import re


def without_ids(svg):
    """Return an SVG of matplotlib's without its ids, which are drawn at random each time."""
    return re.sub(rb"\b[a-z][0-9a-f]{10}\b", b"id", bytes(svg))


def foreground(explorer):
    """Return the SVG in front."""
    return without_ids(explorer._foreground.value)


def shown(explorer):
    """Return the sentence, the background and the foreground."""
    return explorer.sentence, bytes(explorer._background.value), foreground(explorer)
