"""What the pictures of lesson 04 alone are drawn with."""

from matplotlib.legend_handler import HandlerPatch
from matplotlib.patches import FancyArrow, Patch

from .style import GUIDE


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
