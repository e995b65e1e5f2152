"""Make what moves, empty and with ``animated=True``; an explorer's ``update`` fills it."""

from .style import TANGENT


def moving_line(ax, style):
    """Return an empty line that moves; `style` is one of this module's."""
    return ax.plot([], [], **style, animated=True)[0]


def moving_marker(ax, style):
    """Return an empty mark that moves along a line of this style, whole at the Axes' edge too."""
    return ax.plot([], [], **{**style, "linestyle": ""}, clip_on=False, animated=True)[0]


def moving_point(ax, color=TANGENT["color"]):
    """Return an empty point that moves: the one that a reader may drag."""
    style = {"marker": "o", "markersize": 10, "markerfacecolor": "white", "markeredgewidth": 2.5}
    return ax.plot([], [], "", color=color, **style, clip_on=False, animated=True, zorder=5)[0]


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
