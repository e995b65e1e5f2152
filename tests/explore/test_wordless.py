"""Figures carry symbols and numbers: a translation needs no other picture and no other font."""

import logging
import re

import pytest
from matplotlib.text import Text
from test_explore import EXPLORERS, FIRST, ONCE, positions

from gradlab import plots
from gradlab.widgets.controls import slider
from gradlab.widgets.explorer import Explorer

COMMAND = re.compile(r"\\[A-Za-z]+")  # of mathtext: \frac, \lambda, \mathrm
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"lr", "log", "sin", "cos", "exp", "max", "min", "ic"}  # of functions and of symbols


def texts(figure):
    """Return all that is written in a figure; a formula may stand there as a line's marker."""
    markers = [line.get_marker() for ax in figure.axes for line in ax.lines]
    written = [text.get_text() for text in figure.findobj(Text)]
    return written + [marker for marker in markers if str(marker).startswith("$")]


def words(figure):
    """Return the words in a figure that belong to a language."""
    found = {word for text in texts(figure) for word in WORD.findall(COMMAND.sub(" ", text))}
    return found - NAMES


def far_ends(explorer):
    """Move an explorer to the far ends of each control, one after the other, and back."""
    for name, control in explorer.controls.items():
        start = control.value
        every = positions(control) if hasattr(control, "options") else positions(control)[::6]
        for value in every:
            explorer.move(**{name: value})
            yield
        explorer.move(**{name: start})


@pytest.mark.parametrize("name", EXPLORERS)
@pytest.mark.few(6)
def test_no_figure_has_a_word_or_a_missing_glyph(name, caplog):
    explorer = ONCE[name]
    explorer.move(**FIRST[name])
    with caplog.at_level(logging.WARNING, logger="matplotlib"):
        explorer.scene.still()
        for _ in far_ends(explorer):
            assert words(explorer.scene.figure) == set()
        explorer.scene.still()
    assert caplog.records == []


def labelled(label, **options):
    """Return an explorer whose figure has this label and this marker."""
    figure, ax = plots.figure(height=2)
    ax.set(title=label)
    dot = plots.moving_line(ax, options)
    update = lambda x: dot.set_data([x], [0]) or f"x = {x}"  # noqa: E731
    return Explorer(figure, update, {"x": slider(0, 1, 0.5)})


@pytest.mark.parametrize(
    ("label", "options"),
    [
        ("step", {}),
        ("$f$ here", {}),
        (r"$\mathrm{loss}$", {}),
        ("ось", {}),
        ("", {"marker": "$up$"}),
    ],
)
def test_a_word_would_be_seen(label, options):
    assert words(labelled(label, **options).scene.figure)


def test_symbols_and_numbers_are_no_words():
    assert (
        words(labelled(r"$\frac{f(x+h)-f(x)}{2h}$ −1.5, $\mathrm{lr}\,\nabla f$").scene.figure)
        == set()
    )


def test_a_glyph_that_is_missing_would_be_seen(caplog):
    with pytest.warns(UserWarning, match="missing from font"):
        labelled("\N{HANGUL SYLLABLE GA}")
    with caplog.at_level(logging.WARNING, logger="matplotlib"):
        labelled("$x$ \N{HANGUL SYLLABLE GA}")
    assert caplog.records
