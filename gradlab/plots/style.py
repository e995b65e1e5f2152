"""The colours and lines of the course, and the figure that a picture begins with."""

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

# One palette for the whole course: one colour, one meaning. Each keeps 3:1 contrast or more on
# white, and no two are told apart by colour alone: every role has its own line style or marker.
# Blue and vermilion are from Okabe and Ito's set for colour-blind readers; the others are darkened
# to reach 3:1.
DARK = "#222222"
FUNCTION = {"color": DARK, "linewidth": 2.2}  # f, and a line laid through points
TANGENT = {"color": "#D55E00", "linewidth": 2.2}
GUESS = {**TANGENT, "linestyle": (0, (3, 1.5))}  # a slope that the reader draws
OFF = {"color": DARK, "linewidth": 1.2, "marker": "_", "markersize": 9}  # from a guess to the truth
X0 = {"color": "#0072B2", "linewidth": 2.2}  # the first variable, x0 or w
X1 = {"color": "#8E3B8E", "linewidth": 2.2, "linestyle": (0, (4, 0.8))}  # the second, x1 or b
FORWARD = {
    "color": "#7A6A00",
    "linewidth": 2,
    "linestyle": (0, (5, 2)),
    "marker": "s",
    "markersize": 10,
}
CENTRAL = {
    "color": "#C2347F",
    "linewidth": 2,
    "linestyle": (0, (1, 1.2)),
    "marker": "D",
    "markersize": 6,
}
DATA = {"color": "#00735C", "linestyle": "", "marker": "o", "markersize": 5}
MISS = {"color": DATA["color"], "linewidth": 1.2}  # from a point of the data to the line
DOWNHILL = {"color": TANGENT["color"]}  # minus the gradient: filled arrows
UPHILL = {"facecolor": "white", "edgecolor": DARK, "linewidth": 1.2}  # the gradient: hollow
# A run that goes wrong: grey, dashed, and a square at its end alone, hollow, larger than a star.
WRONG = {
    "color": "#6B6B6B",
    "linewidth": 2,
    "linestyle": (0, (5, 2)),
    "marker": "s",
    "markevery": [-1],
    "markersize": 17,
    "markerfacecolor": "none",
    "clip_on": False,  # the square is seen whole at the last step
}
# viridis is perceptually uniform: equal steps of height look equal. Its light end is left out:
# it has less than 3:1 on white, and contours are lines.
HEIGHTS = ListedColormap(colormaps["viridis"](np.linspace(0, 0.58, 256)))
GUIDE = {"color": "#6B6B6B", "linewidth": 1, "linestyle": (0, (4, 3))}
NOTE = {"color": DARK, "fontsize": 12, "textcoords": "offset points"}
# Of a note that may lie on a curve: a ground that hides the lines behind it.
ON_LINES = {"bbox": {"facecolor": "white", "edgecolor": "none", "pad": 1}}
GRID = "#DDDDDD"
WIDTH = 6.1  # inches of every figure: 586 CSS pixels, what is left beside the controls


def figure(rows=1, columns=1, *, height=3.9, **options):
    """Return a figure of its own, outside pyplot, with its Axes.

    Parameters
    ----------
    rows, columns : int
        How many Axes stand above and beside each other.
    height : float
        In inches; shown at 96 pixels an inch, like the width.
    **options
        Handed to `matplotlib.figure.Figure.subplots`.

    Returns
    -------
    figure : matplotlib.figure.Figure
    axes : Axes, or array of Axes of shape (rows,), (columns,) or (rows, columns)
    """
    fig = Figure(figsize=(WIDTH, height), layout="constrained", facecolor="white")
    axes = fig.subplots(rows, columns, **options)
    for ax in fig.axes:
        ax.spines[["top", "right"]].set_visible(False)
        ax.grid(color=GRID, linewidth=0.8)
        ax.set_axisbelow(True)
    return fig, axes


def on_surface(style):
    """Return a line's style with a white border, to be seen on a surface of any colour."""
    return {**style, "path_effects": [withStroke(linewidth=style["linewidth"] + 3, foreground="w")]}
