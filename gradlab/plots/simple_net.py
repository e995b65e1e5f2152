"""What the pictures of lesson 06 alone are drawn with."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path

from .moving import moving_line, written
from .still import legend
from .style import DARK, FUNCTION, GUIDE, HEIGHTS, NOTE, WRONG

# Below 0 grey, above 0 yellow: no colour of the palette. The number stands in each cell, too.
MATRIX = LinearSegmentedColormap.from_list("signs", ["#666666", "white", "#E0D400"])
ANSWER = {"color": DARK, "marker": "v", "markersize": 9, "linestyle": ""}
FLIP = {**ANSWER, "marker": "X", "linestyle": GUIDE["linestyle"], "linewidth": 1.4}
FRAME = {"color": DARK, "linewidth": 3, "fill": False, "clip_on": False}
FROZEN = {key: WRONG[key] for key in ("color", "linewidth", "linestyle")}
TARGET = {"fill": False, "edgecolor": GUIDE["color"], "linestyle": GUIDE["linestyle"]}


# Where the picture of a net has its parts: inputs, classes, logits and probabilities from left to
# right, class 0 on top.
RADIUS = 0.27
INPUTS, ROWS = np.array([[0, 1.6], [0, 0.4]]), np.array([2, 1, 0])
CLASSES = np.column_stack([[2.1, 2.1, 2.1], ROWS])
LOGITS, PER_LOGIT = 3.75, 0.2  # where a logit of 0 is, and how wide one of 1
SHARES, PER_SHARE = 5.15, 1.45
LOSS = 7.45
THICK = 0.3  # of a bar
PER_WEIGHT = 2.6  # points of a line's width for a weight of 1
SIGNS = (0, (1.1, 0.6)), "-"  # of a weight below 0, and of any other


class Net:
    """Two inputs, three classes, and what moves between and beside them.

    A line is as thick as its weight, and dashed where that is below 0. Beside each class stand its
    logit and its probability, as bars and numbers, and the loss beside the right class.
    """

    def __init__(self, ax, x, right):
        _nodes(ax, x)
        _headings(ax)
        row = SHARES, ROWS[right] - 0.6 * THICK
        ax.add_patch(Rectangle(row, PER_SHARE, 1.2 * THICK, linewidth=1.4, **TARGET))
        ends = [_between(start, end) for start in INPUTS for end in CLASSES]
        self.lines = ax.add_collection(LineCollection(ends, color=DARK, animated=True))
        bar = {"color": FUNCTION["color"], "animated": True}
        self.logits = ax.barh(ROWS, [0] * 3, THICK, left=LOGITS, **bar)
        self.shares = ax.barh(ROWS, [0] * 3, THICK, left=SHARES, **bar)
        self.answer = ax.plot([], [], **{**ANSWER, "marker": "<"}, animated=True)[0]
        self.numbers = PathPatch(Path([(0, 0)]), color=DARK, linewidth=0, animated=True)
        ax.add_patch(self.numbers)
        self.loss_at = LOSS, ROWS[right] - 0.08
        ax.set(aspect="equal", xlim=(-0.75, 8.05), ylim=(-0.4, 2.8))
        ax.axis("off")

    def set(self, w, z, y, loss, highest):
        """Show weights, logits, probabilities and loss; `highest` are the classes it names."""
        self.lines.set_linewidths(PER_WEIGHT * np.abs(w.ravel()))
        self.lines.set_linestyles([SIGNS[bool(weight >= 0)] for weight in w.flat])
        for bar, logit in zip(self.logits, z, strict=True):
            bar.set_width(PER_LOGIT * logit)
        for bar, share in zip(self.shares, y, strict=True):
            bar.set_width(PER_SHARE * share)
        self.answer.set_data(SHARES + PER_SHARE * y[highest] + 0.2, ROWS[highest])
        above = ROWS + 0.27
        texts = [*(f"{logit:.3f}" for logit in z), *(f"{share:.2f}" for share in y)]
        places = [*((LOGITS, up) for up in above), *((SHARES + 0.3, up) for up in above)]
        self.numbers.set_path(written([*texts, f"{loss:.4f}"], [*places, self.loss_at], 0.2))


def _nodes(ax, x):
    """Draw the inputs, with their values, and the classes, with their numbers."""
    names = [f"{value:.1f}" for value in x] + [f"{c}" for c in range(len(CLASSES))]
    for place, name in zip([*INPUTS, *CLASSES], names, strict=True):
        ax.add_patch(Circle(place, RADIUS, fill=False, edgecolor=DARK, linewidth=1.4))
        ax.text(*place, name, ha="center", va="center_baseline", fontsize=11)


def _headings(ax):
    """Name the columns of the net, and the two inputs; draw where logits and shares begin."""
    top = CLASSES[0, 1] + 0.62
    named = {INPUTS[0, 0] + 1.05: "w_{ic}", CLASSES[0, 0]: "c", LOGITS: "z_c", SHARES + 0.72: "y_c"}
    for across, name in named.items():
        ax.text(across, top, f"${name}$", ha="center", va="center", fontsize=12)
    for i, (across, up) in enumerate(INPUTS):
        ax.text(across - 0.52, up, f"$x_{i}$", ha="center", va="center", fontsize=12)
    ax.text(LOSS, ROWS[-1] + 0.36, "$L$", ha="center", va="center", fontsize=12)
    for across in (LOGITS, SHARES):
        ax.vlines([across] * 3, ROWS - 0.22, ROWS + 0.22, color=NOTE["color"], linewidth=0.8)


def _between(start, end):
    """Return the ends of a line from the edge of one node to that of another."""
    along = (end - start) / np.hypot(*(end - start)) * RADIUS
    return start + along, end - along


def moving_bars(ax, count, label, limits):
    """Return bars over the classes 0 to count - 1, whose heights move: see `set_heights`."""
    ax.set(xlabel="$c$", ylabel=label, ylim=limits, xlim=(-0.6, count - 0.4), xticks=range(count))
    ax.grid(axis="x", visible=False)
    ax.axhline(0, color=NOTE["color"], linewidth=0.8)
    return ax.bar(range(count), [0] * count, 0.6, color=FUNCTION["color"], animated=True)


def set_heights(bars, heights):
    """Give each of some bars its height."""
    for bar, height in zip(bars, heights, strict=True):
        bar.set_height(height)


def target(ax, c):
    """Draw the bar of height 1 that class c should have, hollow."""
    ax.bar([c], [1], 0.72, linewidth=1.4, **TARGET)


def level_lines(ax, x, y, heights, places):
    """Draw the contours of a landscape, each with its height written on it at its place."""
    lines = ax.contour(x, y, heights, range(-3, 4), cmap=HEIGHTS, linewidths=1.2)
    ax.clabel(lines, fontsize=10, colors=NOTE["color"], manual=places)
    ax.set(aspect="equal")


def loss_curve(ax, y, loss, c):
    """Draw the loss over the probability of the right class c."""
    ax.plot(y, loss, **FUNCTION)
    ax.set(xlabel=f"$y_{c}$", ylabel="$L$", xlim=(-0.04, 1.04), ylim=(-0.4, 10))


def matrix(ax, values, rows, columns, title):
    """Write a matrix into coloured cells, with these labels at its rows and columns."""
    limit = 1.8 * np.abs(values).max()  # leaves out the dark ends, so that numbers can be read
    ax.imshow(values, cmap=MATRIX, vmin=-limit, vmax=limit, aspect="auto")
    for (i, c), value in np.ndenumerate(values):
        ax.annotate(f"${value:.3f}$", (c, i), ha="center", va="center", fontsize=11)
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


def wide_above(axes):
    """Let the first of 2 × 2 Axes take the whole upper row; return it, and the two below it."""
    (wide, spare), below = axes
    spare.remove()
    wide.set_subplotspec(wide.get_gridspec()[0, :])
    return wide, *below


def two_losses(ax, label, limits):
    """Return lines for two losses that move: from the logits, and with the 1e-7 that freezes."""
    lines = [moving_line(ax, style) for style in (FUNCTION, FROZEN)]
    names = [r"$-z_2 + \log\,\Sigma\,e^{z_c}$", r"$-\log(y_2 + 10^{-7})$"]
    legend(ax, dict(zip(names, lines, strict=True)), loc="upper left")
    ax.set(xlabel=label, ylabel="$L$", xlim=limits, ylim=(-1.5, 44))
    return lines
