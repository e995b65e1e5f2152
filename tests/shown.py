"""What an explorer shows, in a form that two moments can be compared in."""

import functools


def shown(explorer):
    """Return the sentence, the background and the foreground."""
    picture = explorer.picture
    return explorer.sentence, picture.background, picture.foreground


def figure(explorer):
    """Return the figure that an explorer moves."""
    return explorer.scene.figure


@functools.cache
def _made(make):
    explorer = make()
    return explorer, explorer.values


def moved(make, **values):
    """Return the explorer that a lesson's function makes, at these values and its first others.

    It is the same for all tests: to make one takes longer than most of what is asked of it.
    """
    explorer, first = _made(make)
    explorer.move(**{**first, **values})
    return explorer
