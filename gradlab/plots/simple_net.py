"""What the pictures of lesson 06 alone are drawn with."""

import numpy as np
from matplotlib.patches import Rectangle

from .style import DARK, FUNCTION, GUIDE, HEIGHTS, NOTE

MATRIX = "PuOr"  # diverging and safe for colour-blind readers; the number stands in each cell
ANSWER = {"color": DARK, "marker": "v", "markersize": 9, "linestyle": ""}
FLIP = {**ANSWER, "marker": "X", "linestyle": GUIDE["linestyle"], "linewidth": 1.4}
FRAME = {"color": DARK, "linewidth": 3, "fill": False, "clip_on": False}
TARGET = {"fill": False, "edgecolor": GUIDE["color"], "linestyle": GUIDE["linestyle"]}


def moving_bars(ax, count, label, limits):
    """Return bars over the classes 0 to count - 1, whose heights move: see `set_heights`."""
    ax.set(xlabel="$k$", ylabel=label, ylim=limits, xlim=(-0.6, count - 0.4), xticks=range(count))
    ax.grid(axis="x", visible=False)
    ax.axhline(0, color=NOTE["color"], linewidth=0.8)
    return ax.bar(range(count), [0] * count, 0.6, color=FUNCTION["color"], animated=True)


def set_heights(bars, heights):
    """Give each of some bars its height."""
    for bar, height in zip(bars, heights, strict=True):
        bar.set_height(height)


def target(ax, k):
    """Draw the bar of height 1 that class k should have, hollow."""
    ax.bar([k], [1], 0.72, linewidth=1.4, **TARGET)


def level_lines(ax, x, y, heights, places):
    """Draw the contours of a landscape, each with its height written on it at its place."""
    lines = ax.contour(x, y, heights, range(-3, 4), cmap=HEIGHTS, linewidths=1.2)
    ax.clabel(lines, fontsize=10, colors=NOTE["color"], manual=places)
    ax.set(aspect="equal")


def loss_curve(ax, y, loss, k):
    """Draw the loss over the probability of the right class k."""
    ax.plot(y, loss, **FUNCTION)
    ax.set(xlabel=f"$y_{k}$", ylabel="$L$", xlim=(-0.04, 1.04), ylim=(-0.4, 10))


def matrix(ax, values, rows, columns, title):
    """Write a matrix into coloured cells, with these labels at its rows and columns."""
    limit = 1.8 * np.abs(values).max()  # leaves out the dark ends, so that numbers can be read
    ax.imshow(values, cmap=MATRIX, vmin=-limit, vmax=limit, aspect="auto")
    for (i, k), value in np.ndenumerate(values):
        ax.annotate(f"${value:.3f}$", (k, i), ha="center", va="center", fontsize=11)
    ax.grid(False)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0, top=False, labeltop=True, labelbottom=False)
    ax.set_xticks(range(len(columns)), columns)
    ax.set_yticks(range(len(rows)), rows)
    ax.set_title(title, fontsize=13, pad=14)


def name_sides(ax, rows, columns):
    """Say what the numbers at a matrix's rows and columns are."""
    ax.set_ylabel(rows, fontsize=12)
    ax.set_xlabel(columns, fontsize=12, labelpad=7)
    ax.xaxis.set_label_position("top")


def spread(figure):
    """Leave room between Axes whose labels would touch."""
    figure.get_layout_engine().set(wspace=0.08, hspace=0.08)


def moving_frame(ax):
    """Return a frame that moves around one cell of a matrix: see `set_frame`."""
    return ax.add_patch(Rectangle((0, 0), 1, 1, **FRAME, animated=True, zorder=4))


def set_frame(frame, row, column):
    """Put a frame around the cell in this row and column."""
    frame.set_xy((column - 0.5, row - 0.5))
