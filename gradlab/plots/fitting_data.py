"""What the pictures of lesson 07 alone are drawn with."""

import numpy as np

from .moving import MovingPath, moving_line, moving_marker, moving_note, set_note
from .still import games_axes, step_axes, zero
from .style import DARK, DATA, FUNCTION, GUIDE, WRONG, X0, X1

LEAST_ABSOLUTE = {**FUNCTION, "linestyle": (0, (5, 1.5))}
ALL_POINTS = {**GUIDE, "linewidth": 1.6}  # the run that takes all points for each step
# What the points add to the gradient along w and b: bars.
PARTS = tuple(
    {**style, "linewidth": 2, "linestyle": "-", "solid_capstyle": "butt"} for style in (X0, X1)
)
CHOSEN = {"color": DARK, "marker": "o", "markersize": 13, "fillstyle": "none", "linestyle": ""}
SURE = {**FUNCTION, "linewidth": 1.2, "linestyle": (0, (4, 3))}  # where a probability is 0.1 or 0.9
MISTAKEN = {**WRONG, "linestyle": "", "markersize": 11, "markevery": None, "markeredgewidth": 1.4}
# The flowers of each species.
FLOWERS = (
    {**DATA, "marker": "^", "markersize": 6, "markerfacecolor": "white"},
    {**DATA, "markerfacecolor": "white"},
    {**DATA, "marker": "s", "markersize": 4.5},
)
ELLIPSE = {"color": DARK, "linewidth": 1.2}


class Parts:
    """What each point adds to a slope, as upright bars over the years, and their mean."""

    def __init__(self, ax, x, style, label, limits):
        self.x = x
        games_axes(ax)
        ax.set(xlabel="", ylabel=label, ylim=limits)
        ax.set_xticks(ax.get_xticks()[::3], [tick.get_text() for tick in ax.get_xticklabels()[::3]])
        zero(ax)
        self.bars = moving_line(ax, style)
        self.chosen = moving_marker(ax, CHOSEN)
        self.mean = moving_line(ax, FUNCTION)
        left, right = ax.get_xlim()
        ax.set_xlim(left, right + 0.35 * (right - left))  # room for the number
        self.number = moving_note(ax, (0, 4), ha="right")

    def set(self, heights, i):
        """Show these heights, the one of point i marked."""
        up = np.column_stack([np.zeros_like(heights), heights, np.full_like(heights, np.nan)])
        self.bars.set_data(np.repeat(self.x, 3), up.ravel())
        self.chosen.set_data(self.x[i : i + 1], heights[i : i + 1])
        mean = heights.mean()
        self.mean.set_data(self.mean.axes.get_xlim(), [mean, mean])
        set_note(self.number, (self.mean.get_xdata()[1], mean), f"{mean + 0.0:.2f}")


def run_axes(ax, most, limits, goal):
    """Lay out Axes for how far a run's loss is above the least, over the points it has seen."""
    step_axes(ax, most, r"$L-L_{\min}$", limits, yscale="log")
    ax.set(xlabel="$m$")
    ax.plot([most - goal[0], most], [goal[1]] * 2, **{**GUIDE, "linestyle": "-", "linewidth": 3})


class DenseMovingPath(MovingPath):
    """The way of a run of up to hundreds of steps: a thin line, and some sixty dots on it."""

    def __init__(self, ax):
        super().__init__(ax)
        self.way.set(linewidth=0.6, markersize=4)
        self.end.set_clip_on(True)

    def set_data(self, x, y):
        """Lead the path through these points, the start first."""
        super().set_data(x, y)
        self.way.set_markevery(max(1, len(x) // 60))


class Ellipses:
    """The contours of a bowl in units of its longest axis, and the axes w and b through them."""

    RADII = (0.25, 0.5, 0.75, 1)
    CIRCLE = np.array([f(np.linspace(0, 2 * np.pi, 121)) for f in (np.cos, np.sin)])

    def __init__(self, ax):
        ax.set(aspect="equal", xlim=(-1.1, 1.1), ylim=(-1.1, 1.1), xticks=[0], yticks=[0])
        ax.set_xticklabels([])
        ax.set_yticklabels([])
        ax.set_xlabel("$w$", color=X0["color"])
        ax.set_ylabel("$b$", color=X1["color"])
        self.lines = [moving_line(ax, ELLIPSE) for _ in self.RADII]
        moving_marker(ax, {**FUNCTION, "marker": "*", "markersize": 13}).set_data([0], [0])

    def set(self, curvatures, axes):
        """Draw the bowl with these curvatures along its own axes, the columns of `axes`."""
        halves = np.sqrt(curvatures.min() / curvatures)
        around = axes @ (halves[:, None] * self.CIRCLE)
        for line, radius in zip(self.lines, self.RADII, strict=True):
            line.set_data(*(radius * around))


def kappa_map(ax, years, units, kappa, levels):
    """Draw the condition number over where x counts from and in which unit."""
    lines = ax.contour(years, units, kappa, levels, colors=DARK, linewidths=1.2)
    ax.clabel(lines, fmt=lambda level: f"{level:g}", fontsize=10, colors=DARK)
    ax.set(yscale="log", xlim=years[[0, -1]], ylim=units[[0, -1]])
    ax.set_yticks([1, 10, 100], ["1", "10", "100"])
    ax.minorticks_off()


def costs(above, below, r):
    """Draw what a miss costs, as a square and as an absolute value, above the slopes of both."""
    for ax, curves, label in (
        (above, (r * r, abs(r)), "$r^2,\\ |r|$"),
        (below, (2 * r, np.where(r == 0, np.nan, np.sign(r))), "$2r,\\ \\pm 1$"),
    ):
        for curve, style in zip(curves, (FUNCTION, LEAST_ABSOLUTE), strict=True):
            ax.plot(r, curve, **{**style, "linewidth": 1.6})
        ax.set(ylabel=label, xlim=(r[0], r[-1]))
        zero(ax)
    below.set(xlabel="$r$")
    above.tick_params(labelbottom=False)


def flowers(ax, petals, kinds, styles, names):
    """Draw flowers by the length and width of their petals, each kind in its own style."""
    for kind, style in enumerate(styles):
        ax.plot(*petals[kinds == kind].T, **style)
    ax.set(xlabel=names[0], ylabel=names[1])


def size_axes(ax, limits, sizes):
    """Lay out Axes for the loss over the length of w."""
    ax.set(xscale="log", xlim=sizes, xlabel="$|w|$", ylabel="$L$", ylim=limits, yscale="log")
    ax.minorticks_off()
