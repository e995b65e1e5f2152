"""Draw arrays on the Axes that are given; compute nothing.

What stands still is drawn here at once. What moves is made here empty, with
``animated=True``, and filled by an explorer's ``update``.
"""

import numpy as np
from matplotlib import colormaps
from matplotlib.collections import PolyCollection
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.legend_handler import HandlerPatch
from matplotlib.patches import FancyArrow, Patch, Rectangle
from matplotlib.patheffects import withStroke

# One palette for the whole course. Each colour keeps 3:1 contrast or more on
# white, and no two are told apart by colour alone: every role has its own line
# style or marker. Blue and vermilion are from Okabe and Ito's set for
# colour-blind readers; the purple and the green are darkened to reach 3:1.
FUNCTION = {"color": "#0072B2", "linewidth": 2.2}
TANGENT = {"color": "#D55E00", "linewidth": 2.2}
FORWARD = {
    "color": "#8E3B8E",
    "linewidth": 2,
    "linestyle": (0, (5, 2)),
    "marker": "s",
    "markersize": 10,
}
CENTRAL = {
    "color": "#00735C",
    "linewidth": 2,
    "linestyle": (0, (1, 1.2)),
    "marker": "D",
    "markersize": 6,
}
DOWNHILL = {"color": "#D55E00"}  # minus the gradient: filled arrows
UPHILL = {"facecolor": "white", "edgecolor": "#8E3B8E", "linewidth": 1.2}  # the gradient: hollow
# viridis is perceptually uniform: equal steps of height look equal. Its light end is left out:
# it has less than 3:1 on white, and contours are lines.
HEIGHTS = ListedColormap(colormaps["viridis"](np.linspace(0, 0.58, 256)))
GUIDE = {"color": "#6B6B6B", "linewidth": 1, "linestyle": (0, (4, 3))}
NOTE = {"color": "#222222", "fontsize": 12, "textcoords": "offset points"}
GRID = "#DDDDDD"


def figure(rows=1, columns=1, *, height=4.5, **options):
    """Return a figure of its own, outside pyplot, with its Axes.

    Parameters
    ----------
    rows, columns : int
        How many Axes stand above and beside each other.
    height : float
        In inches; shown at 96 pixels an inch, like the width of 7.5 inches.
    **options
        Handed to `matplotlib.figure.Figure.subplots`.

    Returns
    -------
    figure : matplotlib.figure.Figure
    axes : Axes, or array of Axes of shape (rows,), (columns,) or (rows, columns)
    """
    fig = Figure(figsize=(7.5, height), layout="constrained", facecolor="white")
    axes = fig.subplots(rows, columns, **options)
    for ax in fig.axes:
        ax.spines[["top", "right"]].set_visible(False)
        ax.grid(color=GRID, linewidth=0.8)
        ax.set_axisbelow(True)
    return fig, axes


def curve(ax, x, y, label):
    """Draw y over x as the function that the picture is about."""
    ax.plot(x, y, **FUNCTION, label=label)
    ax.set(xlabel="$x$", ylabel=label, xlim=(x[0], x[-1]))
    ax.label_outer()


def zero(ax):
    """Draw the line of height 0, so that heights can be read off from it."""
    ax.axhline(0, **GUIDE)


def legend(ax, artists, **options):
    """Name artists, moving ones too, in a legend that stands still."""
    ax.legend(
        artists.values(), artists.keys(), frameon=False, fontsize=11, labelspacing=0.8, **options
    )


def error_axes(ax, h_limits, error_limits):
    """Make both axes logarithmic: the step h across, the error up."""
    ax.set(xscale="log", xlabel="$h$", xlim=h_limits)
    ax.set(yscale="log", ylabel="$|D_h - f'(1)|$", ylim=error_limits)


def error_curve(ax, h, error, style):
    """Draw the error over the step h, and return its line."""
    return ax.plot(h, error, **{**style, "marker": ""})[0]


def guide(ax, x, y, text, shift):
    """Draw a thin straight line between two points, named at its middle, shifted by points."""
    ax.plot(x, y, **GUIDE)
    middle = np.sqrt(np.prod(x)), np.sqrt(np.prod(y))
    ax.annotate(text, middle, xytext=shift, **NOTE)


def mark(ax, x, text):
    """Draw a thin upright line, named at its foot."""
    ax.axvline(x, **GUIDE)
    ax.annotate(text, (x, 0), xycoords=ax.get_xaxis_transform(), xytext=(4, 6), **NOTE)


def moving_line(ax, style):
    """Return an empty line that moves; `style` is one of this module's."""
    return ax.plot([], [], **style, animated=True)[0]


def moving_marker(ax, style):
    """Return an empty mark that moves along a line of this style, whole at the Axes' edge too."""
    return ax.plot([], [], **{**style, "linestyle": ""}, clip_on=False, animated=True)[0]


def on_surface(style):
    """Return a line's style with a white border, to be seen on a surface of any colour."""
    return {**style, "path_effects": [withStroke(linewidth=style["linewidth"] + 3, foreground="w")]}


def moving_point(ax, color=TANGENT["color"]):
    """Return an empty point that moves: the one that a reader may drag."""
    style = {"marker": "o", "markersize": 10, "markerfacecolor": "white", "markeredgewidth": 2.5}
    return ax.plot([], [], "", color=color, **style, clip_on=False, animated=True, zorder=5)[0]


def contours(ax, x0, x1, heights, levels=12):
    """Draw the contours of a landscape over the mesh (x0, x1), and make the Axes equal."""
    ax.contour(x0, x1, heights, levels, cmap=HEIGHTS, linewidths=1.2)
    ax.set(xlabel="$x_0$", ylabel="$x_1$", aspect="equal")


def arrows(ax, x0, x1, along0, along1, style):
    """Draw an arrow at every point of a mesh; `style` is DOWNHILL or UPHILL."""
    return ax.quiver(x0, x1, along0, along1, **style, angles="xy", width=0.004, zorder=3)


def moving_arrow(ax, style, width=0.012):
    """Return an arrow that moves, in the units of the data, over all points: see `set_arrow`."""
    options = {"angles": "xy", "scale_units": "xy", "scale": 1, "width": width}
    return ax.quiver([0], [0], [0], [0], **style, **options, animated=True, zorder=7)


def set_arrow(arrow, start, along):
    """Put a moving arrow's foot at `start`, and its head `along` from there."""
    arrow.set_offsets([start])
    arrow.set_UVC([along[0]], [along[1]])


class MovingPath:
    """The way of a descent: a ring at its start, a dot at each step, below it a star at its end."""

    def __init__(self, ax):
        color = TANGENT["color"]
        dots = {"marker": ".", "markersize": 7, "linewidth": 1.2}
        star = {"marker": "*", "markersize": 15, "linestyle": "", "markeredgecolor": "white"}
        self.way = ax.plot([], [], color=color, **dots, animated=True, zorder=4)[0]
        self.end = ax.plot([], [], color="#222222", **star, animated=True, zorder=4.5)[0]
        self.start = moving_point(ax)

    def set_data(self, x, y):
        """Lead the path through these points, the start first."""
        self.way.set_data(x, y)
        self.start.set_data(x[:1], y[:1])
        self.end.set_data(x[-1:], y[-1:])


# --- partials

# The slices through a point, along x0 and along x1. They are broad: a tangent can lie on them.
SLICES = (
    {"color": "#0072B2", "linewidth": 4},
    {"color": "#8E3B8E", "linewidth": 4, "linestyle": (0, (4, 0.8))},
)
DROP = {**GUIDE, "color": "#222222", "zorder": 1.5}


def surface_and_slices():
    """Return a figure, the Axes of a surface, and left of it an array of two Axes for slices."""
    fig, axes = figure(2, 2, height=4.5, width_ratios=(4, 6))
    place = axes[0, 1].get_gridspec()[:, 1]
    for ax in axes[:, 1]:
        ax.remove()
    surface = fig.add_subplot(place, aspect="equal")
    surface.set_axis_off()
    return fig, surface, axes[:, 0]


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
    ax.plot(x, y, color="#222222", linewidth=1)
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
    style = {"marker": f"${number}$", "markersize": 8, "color": "#222222", "linestyle": ""}
    return moving_line(ax, {**style, "zorder": 5})


# --- gradient_field
WAY = {"color": "#222222", "linewidth": 1.5, "linestyle": (0, (4, 3)), "marker": "*"}
ARC = {"color": "#222222", "linewidth": 1.2}
HIGHER = {"color": "#222222", "linestyle": "", "marker": "^", "markersize": 6.5}
LOWER = {**HIGHER, "marker": "v", "markerfacecolor": "white"}
LEVEL = {**HIGHER, "marker": ".", "markersize": 5}
FLOOR = {"color": "#6B6B6B", "linewidth": 1, "zorder": 0.5}


def field(ax, mesh, heights, feet, along, style):
    """Draw contours over a mesh, and arrows in the units of the data, in place of those before."""
    for old in [artist for artist in ax.collections if not artist.get_animated()]:
        old.remove()
    contours(ax, *mesh, heights)
    ax.quiver(*feet, *along, **style, **IN_DATA, width=0.02, zorder=3)
    ax.set(xlim=(mesh[0].min(), mesh[0].max()), ylim=(mesh[1].min(), mesh[1].max()))
    ax.locator_params(nbins=6)


# Arrows as long as the data say, and as thick in a small picture as in a large one.
IN_DATA = {"angles": "xy", "scale_units": "xy", "scale": 1, "units": "inches"}


def probe_arrow(ax, style):
    """Return an arrow that moves, thicker than those of a field: see `set_arrow`."""
    size = {"width": 0.055, "minshaft": 2.5}  # a short one is a small arrow, not a bare head
    return ax.quiver([0], [0], [0], [0], **style, **IN_DATA, **size, animated=True, zorder=4)


def moving_surface(ax, limit):
    """Return a surface of four-cornered tiles that moves, in Axes from -limit to limit."""
    ax.set(xlim=(-limit, limit), ylim=(-limit, limit), aspect="equal")
    ax.set_axis_off()
    style = {"edgecolor": "white", "linewidth": 0.4, "clip_on": False}  # clipping each takes time
    tiles = PolyCollection([], cmap=HEIGHTS, **style, animated=True)
    tiles.set_clim(0, 1)
    return ax.add_collection(tiles, autolim=False)


def set_surface(surface, corners, shares):
    """Lay tiles (n, 4, 2) on each other, the first undermost; their heights go from 0 to 1."""
    surface.set_verts(corners, closed=True)
    surface.set_array(shares)


def moving_symbol(ax, text):
    """Return a symbol that moves; as a marker it takes a tenth of the time of a text."""
    style = {
        "color": "#222222",
        "linestyle": "",
        "markersize": 24,
        "markeredgewidth": 0,
        "clip_on": False,
    }
    return ax.plot([], [], **style, marker=text, animated=True, zorder=0.5)[0]


def title(ax, text):
    """Write symbols above the Axes."""
    if ax.get_title() != text:
        ax.set_title(text, fontsize=11)


def place(ax, rectangle):
    """Fix Axes in the figure, in shares of it: what changes its labels would jump otherwise."""
    ax.set_position(rectangle)


# --- descent

# A descent that goes wrong: dashed, with a square at its end alone, hollow and larger than a star.
ASTRAY = {
    **FORWARD,
    "markevery": [-1],
    "markersize": 17,
    "markerfacecolor": "none",
    "clip_on": False,  # the square is seen whole at the last step
}


def step_axes(ax, steps, label, limits, **options):
    """Lay out Axes for a value over the steps k of a descent; options are those of `Axes.set`."""
    ax.set(xlabel="$k$", xlim=(-0.02 * steps, 1.02 * steps))
    ax.set(**{"ylabel": label, "ylim": limits, **options})


def goal(ax, step, height):
    """Draw the edge of a challenge: at most so many steps, at most so high."""
    ax.plot([0, step, step], [height, height, ax.get_ylim()[0]], **GUIDE)


def legend_of_arrows(ax, styles):
    """Name arrows by their styles, to the right of all Axes."""
    keys = [Patch(**style) for style in styles.values()]
    drawn_as = {Patch: HandlerPatch(patch_func=_arrow_in_legend)}
    beside = {"loc": "outside right upper", "frameon": False, "fontsize": 13}
    ax.figure.legend(keys, styles.keys(), handler_map=drawn_as, **beside)


def _arrow_in_legend(width, height, **_):
    size = {"width": 0.2 * height, "head_width": height, "head_length": height}
    return FancyArrow(0, height / 2, width, 0, **size, length_includes_head=True)


# --- learning_rate

MEASURED = {**TANGENT, "linestyle": "", "marker": "o", "markersize": 4}  # dots on PREDICTED
PREDICTED = {**FUNCTION, "linewidth": 1.6}
ALONG = ({**FUNCTION, "marker": "o"}, FORWARD)  # x0, x1
EXACT = {**TANGENT, "marker": "o"}
# Hollow and larger: where both runs are at one place, the dot of EXACT shows inside.
NUMERICAL = {**CENTRAL, "markersize": 13, "markerfacecolor": "none", "markeredgewidth": 2}


def landscape(ax, x0, x1, heights):
    """Draw the contours of a landscape in the place of those that stood there."""
    for old in [artist for artist in ax.collections if not artist.get_animated()]:
        old.remove()
    contours(ax, x0, x1, heights, levels=8)
    ax.locator_params(nbins=5)
    ax.set(xlim=(x0.min(), x0.max()), ylim=(x1.min(), x1.max()))


def factors(ax, lr, sizes):
    """Draw the size of each coordinate's factor over lr."""
    for size, style, name in zip(sizes, ALONG, ("$x_0$", "$x_1$"), strict=True):
        ax.plot(lr, size, **{**style, "marker": ""}, label=name)
    ax.set(xlabel=r"$\mathrm{lr}$", xlim=(lr[0], lr[-1]))
    ax.set(ylabel=r"$|1 - \mathrm{lr}\cdot\lambda|$", ylim=(0, 1.25), yticks=(0, 0.5, 1))


def level(ax, y, text):
    """Draw a thin level line, named above its middle."""
    ax.axhline(y, **GUIDE)
    across = ax.get_yaxis_transform()
    ax.annotate(text, (0.5, y), xycoords=across, xytext=(0, 8), **NOTE)


def moving_formula(ax, text):
    """Return a formula that moves, as wide as a note: as a marker it is quicker than a text."""
    style = {"color": NOTE["color"], "linestyle": "", "markersize": 88, "markeredgewidth": 0}
    return ax.plot([], [], **style, marker=text, animated=True)[0]


def settle(figure):
    """Lay the Axes out, and keep them in place whatever is drawn in them later."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    figure.stale = True  # not drawn yet, only laid out


# --- simple_net

MATRIX = "PuOr"  # diverging and safe for colour-blind readers; the number stands in each cell
ANSWER = {"color": "#222222", "marker": "v", "markersize": 9, "linestyle": ""}
FLIP = {**ANSWER, "marker": "X", "linestyle": GUIDE["linestyle"], "linewidth": 1.4}
FRAME = {"color": "#222222", "linewidth": 3, "fill": False, "clip_on": False}
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
