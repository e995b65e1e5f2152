"""What the pictures of lesson 04 alone are drawn with."""

from matplotlib.legend_handler import HandlerPatch
from matplotlib.patches import FancyArrow, Patch

from .moving import MovingPath, moving_note
from .still import games_axes
from .style import GUIDE, ON_LINES, figure


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


def figure_of_a_fit():
    """Return a figure, and its Axes: one for points and a line, one for the loss over w and b."""
    fig, (points, plane) = figure(1, 2, height=3.6, width_ratios=(6, 5))
    games_axes(points)
    points.set_xticks(points.get_xticks()[::2])
    return fig, (points, plane)


def moving_loss(ax):
    """Return a note that moves at the left of a path's end, over the contours."""
    return moving_note(ax, (-10, 4), ha="right", **ON_LINES)


class LongPath(MovingPath):
    """A path of hundreds of steps: a thin line with a dot at every fifth step."""

    def __init__(self, ax):
        super().__init__(ax)
        self.way.set(linewidth=0.5, markersize=4, markevery=5)
