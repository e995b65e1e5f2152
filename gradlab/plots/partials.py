"""What the pictures of lesson 02 alone are drawn with."""

import numpy as np
from matplotlib.collections import PolyCollection

from .moving import moving_line, moving_note, set_note
from .still import contours
from .style import DARK, GRID, GUIDE, HEIGHTS, NOTE, ON_LINES, X0, X1, figure

# The slices through a point, along x0 and along x1. They are broad: a tangent can lie on them.
SLICES = tuple({**style, "linewidth": 4} for style in (X0, X1))
DROP = {**GUIDE, "color": DARK, "zorder": 1.5}


def surface_and_slices():
    """Return a figure, the Axes of a surface, and left of it an array of two Axes for slices."""
    fig, axes = figure(2, 2, height=3.9, width_ratios=(4, 6))
    place = axes[0, 1].get_gridspec()[:, 1]
    for ax in axes[:, 1]:
        ax.remove()
    surface = fig.add_subplot(place, aspect="equal")
    surface.set_axis_off()
    return fig, surface, axes[:, 0]


def line_and_slices():
    """Return a figure, the Axes of points and a line, and right of it two Axes for slices."""
    fig, axes = figure(2, 2, height=3.9, width_ratios=(6, 4))
    place = axes[0, 0].get_gridspec()[:, 0]
    for ax in axes[:, 0]:
        ax.remove()
    games = fig.add_subplot(place)
    games.spines[["top", "right"]].set_visible(False)
    games.grid(color=GRID, linewidth=0.8)
    return fig, games, axes[:, 1]


def name_weights(planes):
    """Name the slices' Axes after the weight that moves and the loss."""
    for ax, name, style in zip(planes, "wb", (X0, X1), strict=True):
        ax.set_xlabel(f"${name}$", color=style["color"])
        ax.set_ylabel("$L$")


def slope_note(ax):
    """Return a note that moves with a ring along its slice, over the curve: see `note_slope`."""
    return moving_note(ax, **ON_LINES)


def note_slope(note, here, height, slope):
    """Write a slope beside the ring, on the side where there is room."""
    low, high = note.axes.get_xlim()
    left = here > (low + high) / 2
    note.set(ha="right" if left else "left")
    note.xyann = (-10 if left else 10, 8)
    set_note(note, (here, height), f"{slope:.2f}")


def slice_axes(ax, axis, window, heights):
    """Prepare Axes for the slice of f along x0 (axis 0) or along x1 (axis 1)."""
    ax.set(xlabel=f"$x_{axis}$", ylabel="$f(x_0, x_1)$", xlim=window, ylim=heights)


def faces(ax, corners, heights):
    """Draw the faces of a projected surface, coloured by height, each over those before it.

    Parameters
    ----------
    corners : array, shape (n, 4, 2)
    heights : array, shape (n,)
    """
    style = {"cmap": HEIGHTS, "alpha": 0.35, "linewidth": 0.6, "edgecolor": "#8A8A8A"}
    ax.add_collection(PolyCollection(corners, array=heights, **style))
    ax.margins(0.12)  # room for the tangents at its corners
    ax.autoscale_view()


def edge(ax, x, y, name, ends, shift):
    """Draw an edge of a projected box; its name and its ends' numbers are shifted by points."""
    ax.plot(x, y, color=DARK, linewidth=1)
    centred = {**NOTE, "xytext": shift, "ha": "center", "va": "center"}
    ax.annotate(name, (np.mean(x), np.mean(y)), **centred)
    for place, number in zip(zip(x, y, strict=True), ends, strict=True):
        ax.annotate(number, place, **{**centred, "fontsize": 10})


def named_contours(ax, x0, x1, heights, levels):
    """Draw the contours of a landscape, each with its height written on it."""
    contours(ax, x0, x1, heights, levels)
    ax.clabel(ax.collections[-1], fontsize=10, colors=NOTE["color"])


def moving_number(ax, number):
    """Return a number that moves as a marker does, which is cheaper than text."""
    style = {"marker": f"${number}$", "markersize": 8, "color": DARK, "linestyle": ""}
    return moving_line(ax, {**style, "zorder": 5})
