"""What the pictures of lesson 00 alone are drawn with."""

from .moving import moving_line, moving_note, set_note
from .still import games_axes
from .style import GUIDE, MISS, figure

MOST = 0.5  # the loss of a full bar
WIDE = {"color": MISS["color"], "linewidth": 24, "solid_capstyle": "butt"}


def figure_of_a_fit():
    """Return a figure, and its Axes: one for points and a line, a narrow one for the loss."""
    fig, (points, loss) = figure(1, 2, height=3.5, width_ratios=(6, 1))
    games_axes(points)
    loss.set(xlim=(-1, 1), xticks=(), ylim=(0, 1.12 * MOST), ylabel=r"$L\,/\,\mathrm{s}^2$")
    return fig, (points, loss)


class MovingBar:
    """A loss as a bar, its number above it, and the height it is to fall below."""

    def __init__(self, ax, goal):
        ax.axhline(goal, **GUIDE)
        self.bar = moving_line(ax, WIDE)
        self.number = moving_note(ax, (0, 4), ha="center")

    def set(self, height):
        """Let the bar be so high, or full; above it there is room for its number."""
        top = min(height, MOST)
        self.bar.set_data([0, 0], [0, top])
        set_note(self.number, (0, top), f"{height:.4f}")
