"""A reader's own matplotlib settings: no picture of the course shows them, and none is changed."""

import os
import subprocess
import sys

import numpy as np
import pytest
from cycler import cycler
from matplotlib import rc_context, rcParams, style
from shown import shown
from test_explore import EXPLORERS, positions

from gradlab import plots
from gradlab.plots.settings import DEFAULTS, default_settings
from gradlab.widgets import rendering
from gradlab.widgets.controls import slider
from gradlab.widgets.explorer import Explorer, explorer

# One or more of each kind of setting that a picture of the course may depend on.
KINDS = {
    "style": style.library["dark_background"],
    "lines": {"lines.linewidth": 9, "lines.antialiased": False, "lines.solid_capstyle": "butt"},
    "sketch": {"path.sketch": (1, 100, 2), "path.snap": False},
    "simplify": {"path.simplify": False, "path.simplify_threshold": 1, "agg.path.chunksize": 100},
    "font": {"font.family": "No Such Font", "font.size": 30, "font.weight": "bold"},
    "fonts": {"font.sans-serif": ["DejaVu Serif"], "axes.labelsize": 5, "xtick.labelsize": 20},
    "formulas": {"mathtext.fontset": "stix", "mathtext.default": "regular"},
    "minus": {"axes.unicode_minus": False, "axes.formatter.useoffset": False},
    "TeX": {"text.usetex": True},
    "text": {"text.hinting": "none", "text.antialiased": False, "text.color": "red"},
    "saving": {"savefig.facecolor": "red", "savefig.edgecolor": "red", "savefig.transparent": True},
    "size": {"savefig.dpi": 30, "savefig.bbox": "tight", "savefig.pad_inches": 2},
    "figure": {"figure.dpi": 30, "figure.figsize": (2, 2), "figure.constrained_layout.w_pad": 1},
    "subplots": {"figure.subplot.left": 0.4, "figure.autolayout": True},
    "SVG": {"svg.fonttype": "none"},
    "colours": {"axes.prop_cycle": cycler(color=["red"]), "image.cmap": "gray"},
    "images": {"image.interpolation": "bicubic", "image.origin": "lower"},
    "axes": {"axes.grid": False, "axes.xmargin": 0.4, "axes.spines.left": False},
    "ticks": {"xtick.direction": "in", "xtick.minor.visible": True, "ytick.labelleft": False},
    "contours": {"contour.linewidth": 8, "contour.algorithm": "serial", "hatch.color": "red"},
    "legend": {"legend.fontsize": 18, "legend.handlelength": 4, "legend.loc": "lower left"},
}
ALL = {key: value for settings in KINDS.values() for key, value in settings.items()}
each_kind = pytest.mark.parametrize("kind", KINDS)


def everything():
    """Return a figure with what the course draws, and an update that moves a line in it."""
    figure, (left, right) = plots.figure(1, 2, height=3)
    x = np.linspace(-1, 1, 300)
    mesh = np.meshgrid(x[::20], x[::20])
    for ax in (left, right):
        ax.set_title("Title and $f'(x)$")
        ax.contour(*mesh, mesh[0] * mesh[1])
    left.plot(x, np.sin(9 * x), label="$\\mathrm{lr}$ = −1")
    left.legend()
    right.imshow([[1, 2], [3, 4]])
    line, text = plots.moving_line(left, {"marker": "o"}), left.text(0, 0, "", animated=True)

    def update(k):
        line.set_data(x, x**k)
        text.set_text(f"$-{k}x$")
        return f"{k}"

    return figure, update


def unguarded():
    """Return the pictures of `everything` with the settings that are in force, or the error."""
    figure, update = everything()
    update(2)
    try:
        background, still = rendering.background(figure), rendering.still(figure)
        with rc_context({"svg.hashsalt": "any"}):  # else the ids differ from each time to the next
            svg = rendering.foreground(figure, rendering.moving_artists(figure))
    except (RuntimeError, ValueError) as error:  # such as: there is no TeX on this machine
        return error
    return background, svg, still


@explorer
def explorer_of_everything():
    figure, update = everything()
    return Explorer(figure, update, {"k": slider(1, 5, 2, 1)})


def pictures(explorer):
    """Return all that is shown of an explorer, the still picture too."""
    return (*shown(explorer), explorer._repr_mimebundle_()[0]["image/png"])


def moved(explorer):
    """Return what is shown of an explorer once each control has been moved to its other end."""
    for name, control in explorer.controls.items():
        explorer.move(**{name: positions(control)[-1]})
    return shown(explorer)


def in_force():
    """Return all settings as they are; to compare rcParams itself would load pyplot."""
    return dict(dict.items(rcParams))


@pytest.fixture(scope="module")
def bare():
    return unguarded()


@pytest.fixture(scope="module")
def usual():
    return pictures(explorer_of_everything())


def test_unguarded_pictures_are_alike_under_the_same_settings(bare):
    assert unguarded() == bare


@each_kind
@pytest.mark.few(3)
def test_each_kind_of_setting_would_change_a_picture(kind, bare):
    with rc_context(KINDS[kind]):
        assert unguarded() != bare


@each_kind
@pytest.mark.few(3)
def test_no_kind_of_setting_changes_an_explorer_and_none_is_changed(kind, usual):
    with rc_context(KINDS[kind]):
        before = in_force()
        assert pictures(explorer_of_everything()) == usual
        assert in_force() == before


@pytest.mark.parametrize("name", EXPLORERS)
@pytest.mark.few(4)
def test_every_explorer_looks_the_same_with_all_that_a_reader_may_set(name):
    make = EXPLORERS[name]
    usual = make()
    first, last = pictures(usual), moved(usual)
    with rc_context(ALL):
        before = in_force()
        explorer = make()
        assert (pictures(explorer), moved(explorer)) == (first, last)
        assert in_force() == before


def test_an_explorer_that_was_made_before_keeps_its_look():
    one, other = explorer_of_everything(), explorer_of_everything()
    last = moved(one), pictures(one)
    with rc_context(ALL):
        assert (moved(other), pictures(other)) == last


STILL = """
import hashlib, matplotlib
from gradlab.explore import start_here
data, _ = start_here.fit()._repr_mimebundle_()
print(matplotlib.rcParams["axes.facecolor"], hashlib.sha256(data["image/png"]).hexdigest())
"""


def still_with(settings, folder):
    """Return a setting and a digest of a still, in a Python that finds this matplotlibrc."""
    (folder / "matplotlibrc").write_text(settings)
    command = {"args": [sys.executable, "-c", STILL], "stdout": subprocess.PIPE, "text": True}
    environment = {**os.environ, "MATPLOTLIBRC": str(folder)}
    return subprocess.run(**command, env=environment, check=True).stdout.split()


@pytest.mark.few(0)
def test_settings_from_a_file_are_those_of_a_reader_too(tmp_path):
    ground, still = still_with("", tmp_path)
    dark = still_with("axes.facecolor: black\ntext.usetex: True\n", tmp_path)
    assert (ground, dark) == ("white", ["black", still])


def test_a_failure_while_drawing_leaves_the_readers_settings():
    with rc_context(ALL):
        before = in_force()
        with pytest.raises(ZeroDivisionError), default_settings():
            raise ZeroDivisionError
        assert in_force() == before


def test_the_readers_settings_are_back_after_pictures_that_overlap_in_two_threads():
    with rc_context(ALL):
        before = in_force()
        first, second = default_settings(), default_settings()
        with first:
            second.__enter__()
        assert rcParams["font.size"] == DEFAULTS["font.size"]  # the second still draws
        second.__exit__(None, None, None)
        assert in_force() == before


def test_what_a_cell_sets_while_a_picture_is_drawn_in_another_thread_stays():
    with rc_context({"font.size": 30}):
        with default_settings():
            rcParams["font.size"], rcParams["lines.linewidth"] = 20, 7
            with default_settings():
                assert rcParams["font.size"] == DEFAULTS["font.size"]
            rcParams["axes.facecolor"] = "red"
        kept = rcParams["font.size"], rcParams["lines.linewidth"], rcParams["axes.facecolor"]
        assert kept == (20, 7, "red")
