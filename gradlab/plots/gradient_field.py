"""What the pictures of lesson 03 alone are drawn with."""

import numpy as np
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle

from .still import contours, weight_plane
from .style import DARK, HEIGHTS, TANGENT, figure

WAY = {"color": DARK, "linewidth": 1.5, "linestyle": (0, (4, 3)), "marker": "*"}
ARC = {"color": DARK, "linewidth": 1.2}
FRAME = {"color": DARK, "linewidth": 2.5, "fill": False}
HIGHER = {"color": DARK, "linestyle": "", "marker": "^", "markersize": 6.5}
LOWER = {**HIGHER, "marker": "v", "markerfacecolor": "white"}
LEVEL = {**HIGHER, "marker": ".", "markersize": 5}
DOTS = {"color": DARK, "linestyle": "", "marker": "o", "markersize": 4}  # changes of f
COSINE = {"color": TANGENT["color"], "linewidth": 2.2}  # what the gradient says of them
STEP = {"color": DARK}
EDGE = 0.4  # of a tile, in points
FLOOR = {"color": "#6B6B6B", "linewidth": 1, "zorder": 0.5}
# Arrows as long as the data say, and as thick in a small picture as in a large one.
IN_DATA = {"angles": "xy", "scale_units": "xy", "scale": 1, "units": "inches"}


def field(ax, mesh, heights, feet, along, style, levels=12):
    """Draw contours over a mesh, and arrows in the units of the data."""
    contours(ax, *mesh, heights, levels)
    arrows(ax, feet, along, style)
    ax.set(xlim=(mesh[0].min(), mesh[0].max()), ylim=(mesh[1].min(), mesh[1].max()))
    ax.locator_params(nbins=6)


def arrows(ax, feet, along, style):
    """Draw arrows in the units of the data, from their feet."""
    ax.quiver(*feet, *along, **style, **IN_DATA, width=0.02, zorder=3)


def nine_landscapes(formulas):
    """Return a figure, and nine small Axes, each under the formula of its landscape."""
    fig, axes = figure(3, 3, height=4.2)
    for ax, formula in zip(axes.flat, formulas, strict=True):
        ax.set_title(formula, fontsize=10)
        ax.grid(visible=False)
    return fig, axes.ravel()


def without_numbers(ax):
    """Take the names and the numbers from the Axes of a small picture."""
    ax.set(xlabel="", ylabel="", xticks=[], yticks=[])


def moving_frame(ax):
    """Return a frame around the Axes of the picture that is chosen."""
    place = {"transform": ax.transAxes, "clip_on": False, "zorder": 3}
    return ax.add_patch(Rectangle((0, 0), 1, 1, **FRAME, **place, animated=True))


def compass_axes(ax):
    """Lay out Axes for the change of a function by a step, over the step's angle in degrees."""
    ax.set(xlabel=r"$\theta\,/\,°$", xlim=(-8, 368), ylim=(-1.5, 1.75))
    ax.set_xticks(range(0, 361, 90))
    ax.set_yticks([-1, 0, 1], ["$-|g||s|$", "$0$", "$+|g||s|$"])


def close_contours(ax, x0, x1, heights):
    """Draw contours at equal steps of height over a small window, which fills the Axes."""
    contours(ax, x0, x1, heights, 10)
    ax.set(xlim=(x0.min(), x0.max()), ylim=(x1.min(), x1.max()))
    ax.locator_params(nbins=3)
    ax.ticklabel_format(useOffset=False)


def plane_of_weights(ax, w, b, heights, levels):
    """Draw a loss over a mesh of w and b, in which 0.1 along w is as long as 1 along b."""
    weight_plane(ax, w, b, heights, levels)
    ax.set_aspect(0.1)


def ends_of_a_line(games):
    """Return Axes over the left and the right edge of `games`: places to press and drag.

    A place's height is that of a line in the left ones, and in the right ones what `turn` says.
    """
    left, right = (games.inset_axes([place, 0, 0.25, 1]) for place in (0, 0.75))
    for ax in (left, right):
        ax.set_axis_off()
        ax.set_ylim(games.get_ylim())
    return left, right


def turn(ax, t, b, x):
    """Let a height in these Axes be the slope of the line from b at 0 to that height at x.

    `t` are their limits as heights of the line.
    """
    ax.viewLim.intervaly = (np.array(t) - b) / x  # no new background: nothing is drawn in them


def probe_arrow(ax, style):
    """Return an arrow that moves, thicker than those of a field: see `set_arrow`."""
    size = {"width": 0.055, "minshaft": 2.5}  # a short one is a small arrow, not a bare head
    return ax.quiver([0], [0], [0], [0], **style, **IN_DATA, **size, animated=True, zorder=4)


class _Tiles(PolyCollection):
    """Tiles that write themselves into an SVG: through a call for each they took 13 ms."""

    def draw(self, renderer):
        if not isinstance(renderer, RendererSVG):  # a still picture
            super().draw(renderer)
            return
        places = self.get_transform().transform(self.corners.reshape(-1, 2))
        places[:, 1] = renderer.height - places[:, 1]  # SVG counts downwards
        colors = (self.to_rgba(self.get_array())[:, :3] * 255).round().astype(int)
        renderer.writer.start("g", stroke="#ffffff", attrib={"stroke-width": f"{EDGE}"})
        for tile, color in zip(places.reshape(-1, 8).tolist(), colors.tolist(), strict=True):
            way = "M{:.2f} {:.2f}L{:.2f} {:.2f}L{:.2f} {:.2f}L{:.2f} {:.2f}z".format(*tile)
            renderer.writer.element("path", d=way, fill="#{:02x}{:02x}{:02x}".format(*color))
        renderer.writer.end("g")


def moving_surface(ax, limit):
    """Return a surface of four-cornered tiles that moves, in Axes from -limit to limit."""
    ax.set(xlim=(-limit, limit), ylim=(-limit, limit), aspect="equal")
    ax.set_axis_off()
    tiles = _Tiles(
        [], cmap=HEIGHTS, edgecolor="white", linewidth=EDGE, clip_on=False, animated=True
    )
    tiles.set_clim(0, 1)
    return ax.add_collection(tiles, autolim=False)


def set_surface(surface, corners, shares):
    """Lay tiles (n, 4, 2) on each other, the first undermost; their heights go from 0 to 1."""
    surface.corners = corners
    surface.set_verts(corners, closed=True)
    surface.set_array(shares)


def moving_symbol(ax, text):
    """Return a symbol that moves; as a marker it takes a tenth of the time of a text."""
    style = {
        "color": DARK,
        "linestyle": "",
        "markersize": 24,
        "markeredgewidth": 0,
        "clip_on": False,
    }
    return ax.plot([], [], **style, marker=text, animated=True, zorder=0.5)[0]


def title(ax, text):
    """Write symbols above the Axes."""
    if ax.get_title() != text:
        ax.set_title(text, fontsize=11, y=1)  # given a height, it need not look for one: 5 ms


def place(ax, rectangle):
    """Fix Axes in the figure, in shares of it: what changes its labels would jump otherwise."""
    ax.set_position(rectangle)
