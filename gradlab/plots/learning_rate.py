"""What the pictures of lesson 05 alone are drawn with."""

import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_rgba_array

from .moving import Number
from .still import contours, games_axes
from .style import DARK, FUNCTION, GUIDE, NOTE, TANGENT, WRONG, X0, X1, figure

MEASURED = {**TANGENT, "linestyle": "", "marker": "o", "markersize": 4}  # dots on PREDICTED
PREDICTED = {**FUNCTION, "linewidth": 1.6}
ALONG = ({**X0, "marker": "o"}, {**X1, "marker": "s", "markersize": 8})
# Along a bowl's own axes, which are neither x0 nor x1: the flat one, and the steep one.
OWN = (
    {"color": DARK, "linewidth": 2.2, "marker": "o"},
    {"color": DARK, "linewidth": 2.2, "linestyle": X1["linestyle"], "marker": "s", "markersize": 8},
)
EXACT = {"color": DARK, "linewidth": 1.2, "marker": "o"}
# Hollow and larger: where both runs are at one place, the dot of EXACT shows inside.
NUMERICAL = {**WRONG, "markevery": None, "markersize": 13, "markeredgewidth": 2}


def landscape(ax, x0, x1, heights):
    """Draw the contours of a landscape over its whole mesh."""
    contours(ax, x0, x1, heights, levels=8)
    ax.locator_params(nbins=5)
    ax.set(xlim=(x0.min(), x0.max()), ylim=(x1.min(), x1.max()))


def factors(ax, lr, sizes, styles, names):
    """Draw the size of each direction's factor over lr."""
    for size, style, name in zip(sizes, styles, names, strict=True):
        ax.plot(lr, size, **{**style, "marker": ""}, label=name)
    ax.set(xlabel=r"$\mathrm{lr}$", xlim=(lr[0], lr[-1]))
    ax.set(ylabel=r"$|1 - \mathrm{lr}\cdot\lambda|$", ylim=(0, 1.25), yticks=(0, 0.5, 1))


def own_axes(ax, axes, curvatures):
    """Draw a bowl's own axes through 0, the columns of `axes`, each named by its curvature."""
    for way, style, curvature in zip(axes.T, OWN, curvatures, strict=True):
        right = way * np.sign(way[0])
        ax.axline((0, 0), right, **{**style, "marker": "", "linewidth": 1.4})
        place = 0.9 * ax.get_xlim()[1] * right / right[0]
        ax.annotate(rf"$\lambda={curvature:.0f}$", place, xytext=(12, -4), **NOTE)


def valley(ax, w, b, heights, levels, kappa, edge):
    """Draw a loss over w and b to scale, and above it its condition number and its edge."""
    contours(ax, w, b, heights, levels)
    ax.set(xlim=(w.min(), w.max()), ylim=(b.min(), b.max()))
    ax.set_xlabel("$w$", color=X0["color"])
    ax.set_ylabel("$b$", color=X1["color"])
    text = rf"$\kappa={kappa:.3g}$, $2/\lambda_{{\max}}={edge:.3g}$"
    above = {"xycoords": "axes fraction", "xytext": (0, 8), "ha": "center"}
    ax.annotate(text, (0.5, 1), **{**NOTE, **above})


def years(ax):
    """Lay out narrow Axes for seconds over the years, whatever x counts."""
    games_axes(ax)
    ax.set_xlabel("")
    ax.set_xticks(ax.get_xticks()[::2], [label.get_text() for label in ax.get_xticklabels()[::2]])


def scaled(ax, x0, x1, heights, names):
    """Draw a landscape around its lowest place, in units of how far out a run starts."""
    landscape(ax, x0, x1, heights)
    ax.set(xlabel=f"${names[0]}/d$", ylabel=f"${names[1]}/d$")


def level(ax, y, text):
    """Draw a thin level line, named above its middle."""
    ax.axhline(y, **GUIDE)
    across = ax.get_yaxis_transform()
    ax.annotate(text, (0.5, y), xycoords=across, xytext=(0, 8), **NOTE)


def moving_formula(ax, text):
    """Return a formula that moves, as wide as a note: as a marker it is quicker than a text."""
    style = {"color": NOTE["color"], "linestyle": "", "markersize": 88, "markeredgewidth": 0}
    return ax.plot([], [], **style, marker=text, animated=True)[0]


# What became of a run, in the order of `gradlab.outcomes`: a colour, and a mark in the cell. Those
# that arrive are marked with their steps, the greener the more.
ARRIVED = LinearSegmentedColormap.from_list("steps", ("#E3F4EA", "#5CB795"))
COLORS = ("#E3F4EA", "#F6EBB0", "#F2BC80", "#E58A70", "#C4C4C4")
MARKS = ("", "\N{HORIZONTAL ELLIPSIS}", "\N{PLUS-MINUS SIGN}", "\N{INFINITY}", "\N{SNOWFLAKE}")
SIZES = (8, 8, 8, 9)  # of the marks, in points: as high or wide as in a text
CELL = {"ha": "center", "va": "center", "fontsize": 10, "color": DARK}
CELL_SHOWN = {
    "color": DARK,
    "marker": "s",
    "markersize": 15,
    "fillstyle": "none",
    "markeredgewidth": 2.5,
}
KEPT = {"color": DARK, "linewidth": 1.6, "linestyle": (0, (3, 2))}
KEPT_CELL = {"color": DARK, "marker": "o", "markersize": 15, "fillstyle": "none"}


def across(height, rows, wide):
    """Return a figure of two rows: one Axes across it in row `wide`, two side by side in the other.

    Parameters
    ----------
    height : float
        In inches.
    rows : (float, float)
        The heights of both rows, in shares.
    wide : {0, 1}

    Returns
    -------
    figure : matplotlib.figure.Figure
    left, right, wide : Axes
    """
    fig, axes = figure(2, 2, height=height, height_ratios=rows)
    for ax in axes[wide]:
        ax.remove()
    whole = fig.add_subplot(axes[wide, 0].get_gridspec()[wide, :])
    whole.spines[["top", "right"]].set_visible(False)
    return fig, *axes[1 - wide], whole


def strip(ax, ends, outcomes, jump, edge):
    """Draw the regimes as a strip along lr: their colours, their marks, and the factor above.

    Parameters
    ----------
    ends : sequence of float
        Where the strip begins, each regime ends, and the strip ends.
    outcomes : sequence of int
        What becomes of a run in each regime.
    jump, edge : float
        The lr at which one step is enough, and that at which the run flips for ever.
    """
    ax.pcolormesh(ends, (0, 1), to_rgba_array(COLORS)[[outcomes]])
    ax.grid(visible=False)
    for left, right, outcome in zip(ends, ends[1:], outcomes, strict=False):
        ax.text((left + right) / 2, 0.5, MARKS[outcome] or "\N{CHECK MARK}", **CELL)
    for lr, text in ((jump, "1"), (edge, MARKS[2])):
        ax.axvline(lr, color=DARK, linewidth=1)
        ax.annotate(text, (lr, 1), xytext=(0, 3), **{**NOTE, "ha": "center"})
    ax.set(xlim=(ends[0], ends[-1]), ylim=(0, 1), yticks=[], xlabel=r"$\mathrm{lr}$")


def outcome_axes(ax, lr, d):
    """Lay out Axes for a cell at each lr and each d, both in even steps of their logarithms."""
    ax.set(xscale="log", yscale="log", xlabel=r"$\mathrm{lr}$", ylabel="$d$", yticks=d[1::2])
    ax.set(xlim=_borders(lr)[[0, -1]], ylim=_borders(d)[[0, -1]])
    ax.minorticks_off()


def outcomes(ax, lr, d, outcome, steps):
    """Draw a cell for each run, lr across and d upward: its colour, and a mark or its steps.

    Parameters
    ----------
    lr : array, shape (columns,)
    d : array, shape (rows,)
        Both in even steps of their logarithms.
    outcome, steps : array of int, shape (rows, columns)
        As `gradlab.outcomes.what_became` returns them.
    """
    cells, is_there = to_rgba_array(COLORS)[outcome], outcome == 0
    cells[is_there] = ARRIVED(steps[is_there] / max(steps.max(), 1))
    ax.pcolormesh(_borders(lr), _borders(d), cells, edgecolors="white", linewidth=0.6)
    style = {**NOTE, **CELL}
    for row, column in np.argwhere(is_there):
        number, place = str(steps[row, column]), (lr[column], d[row])
        ax.add_artist(Number(number, place, (0, 0), **style))
    for its, (mark, size) in enumerate(zip(MARKS[1:], SIZES, strict=True), 1):
        row, column = np.nonzero(outcome == its)  # all marks of a kind at once: quicker than texts
        style = {"linestyle": "", "markersize": size, "markeredgewidth": 0, "color": DARK}
        ax.plot(lr[column], d[row], marker=f"${mark}$", **style)


def _borders(places):
    """Return where cells around these places begin and end: half a step beside each."""
    step = places[1] / places[0]
    return np.append(places, places[-1] * step) / np.sqrt(step)
