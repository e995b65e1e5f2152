"""What the pictures of lesson 01 alone are drawn with."""

import numpy as np

from .moving import moving_line, moving_note, set_note
from .still import games_axes, legend
from .style import DARK, FUNCTION, GUIDE, NOTE, OFF, ON_LINES, TANGENT, X0, figure

RISE = {"linewidth": 4.5, "solid_capstyle": "butt"}
RUN = {"color": DARK, "linewidth": 1.4}
NARROW = 0.04  # of the width of the Axes
BOX = {"color": DARK, "linewidth": 1}
CORNERS = np.array([[-1, 1, 1, -1, -1], [-1, -1, 1, 1, -1]])
W_ENDS = (-0.25, 0.05)  # of the slope of a line through the Olympic times, in seconds a decade
LAST_X = 12.8  # decades from 1896 to 2024


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


class MovingRise:
    """An upright line that moves, and beside its middle how long it is."""

    def __init__(self, ax, color):
        self.line = moving_line(ax, {"color": color, **RISE})
        self.number = moving_note(ax, (7, -10))

    def set(self, foot, rise, is_named=True):
        """Let it go up from its foot by `rise`; nan is not drawn."""
        x, y = foot
        self.line.set_data([x, x], [y, y + rise])
        set_note(self.number, (x, y + rise / 2), _digits(rise) if is_named else "")


class MovingTriangle:
    """The level leg and the upright one below a line, each with its length: run and rise."""

    def __init__(self, ax, color):
        self.leg = moving_line(ax, RUN)
        self.rise = MovingRise(ax, color)
        self.number = moving_note(ax, (0, -15), ha="center")

    def set(self, corner, run, rise):
        """Let it start at `corner`, go to the right by `run` and up by `rise`.

        A narrow one has no numbers: they would lie on each other and on what they measure.
        """
        x, y = corner
        is_named = run > NARROW * np.ptp(self.leg.axes.get_xlim())
        self.leg.set_data([x, x + run], [y, y])
        self.rise.set((x + run, y), rise, is_named)
        set_note(self.number, (x + run / 2, y), _digits(run) if is_named else "")


def _digits(value):
    """Return a number as a figure shows it, or nothing where there is none."""
    value += 0.0  # no minus before a 0
    return f"{value:.3g}" if np.isfinite(value) else ""


def figure_of_a_microscope():
    """Return a figure, and its Axes: one for the whole curve, one for what is enlarged."""
    fig, (whole, enlarged) = figure(1, 2, height=3.3)
    fig.get_layout_engine().set(rect=(0, 0, 0.89, 1))  # beside it stands how long the gap is
    enlarged.set(xlim=(-1, 1), ylim=(-1, 1), yticks=[0], yticklabels=["$f(x)$"])
    enlarged.set_xticks([-1, 0, 1], ["$x-s$", "$x$", "$x+s$"])
    enlarged.spines[["top", "right"]].set_visible(True)
    return fig, (whole, enlarged)


class Lens:
    """A curve and its tangent about a point, in a window from -1 to 1, and the gap at its edge."""

    def __init__(self, ax):
        self.across = np.linspace(-1, 1, 101)
        self.curve, self.tangent = moving_line(ax, FUNCTION), moving_line(ax, TANGENT)
        names = {"$f(x+s)$": self.curve, r"$f(x)+g\cdot s$": self.tangent}
        legend(ax, names, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2, borderpad=0)
        ax.plot([0, 1], [-0.9, -0.9], **RUN)
        self.step = moving_note(ax, (0, 4), ha="center")
        self.gap = moving_line(ax, {**OFF, "linewidth": 4, "marker": "", "clip_on": False})
        self.number = moving_note(ax, (7, -4))

    def set(self, heights, slope):
        """Draw these heights over `across`, and the tangent."""
        self.curve.set_data(self.across, heights)
        self.tangent.set_data([-1, 1], [-slope, slope])
        self.gap.set_data([1, 1], np.clip([heights[-1], slope], -1, 1))

    def tell(self, step, gap):
        """Write the step from the point to the edge, and the gap there."""
        set_note(self.step, (0.5, -0.9), _digits(step))
        set_note(self.number, (1, np.mean(self.gap.get_ydata())), _digits(gap))


def figure_of_a_weight():
    """Return a figure, and its Axes: one for points and a line, one for the loss over w."""
    fig, (games, loss) = figure(1, 2, height=3.4)
    games_axes(games)
    games.set_xticks(games.get_xticks()[::2])
    loss.set(xlim=W_ENDS, ylim=(-0.1, 1.8), ylabel=r"$L\,/\,\mathrm{s}^2$")
    loss.set_xlabel("$w$", color=X0["color"])
    return fig, (games, loss)


def right_end(games, b):
    """Return Axes over those of the Games, in which a place's height is the slope of a line.

    It is the line from height b at x = 0 to that height at the last of the Games.
    """
    ax = games.twinx()
    ax.set_axis_off()
    ax.set_ylim((np.array(games.get_ylim()) - b) / LAST_X)
    return ax


class MovingSlope:
    """A tangent that moves, and its slope as a number on that side where the curve is lower."""

    def __init__(self, ax):
        self.line, self.number = moving_line(ax, TANGENT), moving_note(ax, **ON_LINES)

    def set(self, place, slope):
        """Touch the curve at this place."""
        across, (x, y) = np.array(self.line.axes.get_xlim()), place
        self.line.set_data(across, y + slope * (across - x))
        side = -1 if slope > 0 else 1
        self.number.set(x=12 * side, y=4, ha="right" if slope > 0 else "left")
        set_note(self.number, place, _digits(slope))
