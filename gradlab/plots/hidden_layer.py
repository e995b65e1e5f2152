"""What the pictures of lesson 08 alone are drawn with."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.ticker import MultipleLocator

from .moving import MovingNumbers, moving_line
from .style import DARK, DATA, GUIDE, TANGENT, WRONG

# A class has a mark, and its region the ground that the mark is filled with: tinted, white, grey.
MARKS = (
    {**DATA, "markersize": 6},
    {**DATA, "markersize": 6, "markerfacecolor": "white", "markeredgewidth": 1.4},
    {**DATA, "marker": "^", "markersize": 6, "color": DARK},
)
GROUNDS = ((DATA["color"], 0.17), None, (WRONG["color"], 0.2))
MISSED = {"color": DARK, "linestyle": "", "marker": "x", "markersize": 10, "markeredgewidth": 1.6}
UNIT = {"color": DARK, "linewidth": 1.3, "linestyle": (0, (5, 2))}
NOWHERE = Path(np.zeros((1, 2)))


class Regions:
    """The region of each class over a mesh, and its border; they move.

    Parameters
    ----------
    ax : Axes
    x, y : array
        The mesh, as `numpy.meshgrid` makes it.
    """

    def __init__(self, ax):
        style = {"linewidth": 1.8, "animated": True, "zorder": 0.6}
        self.patches = {
            c: ax.add_patch(PathPatch(NOWHERE, facecolor=ground, edgecolor=DARK, **style))
            for c, ground in enumerate(GROUNDS)
            if ground
        }
        self._scratch = Figure().add_subplot()

    def set(self, x, y, leads):
        """Show where each class leads: `leads` (classes, ...) is above 0 there, over the mesh."""
        for c, patch in self.patches.items():
            patch.set_path(self._where(x, y, leads[c]) if c < len(leads) else NOWHERE)

    def _where(self, x, y, lead):
        """Return the outline of all places where `lead` is above 0."""
        if not (lead > 0).any():
            return NOWHERE
        drawn = self._scratch.contourf(x, y, lead, [0, max(lead.max(), 1e-12)])
        drawn.remove()
        return drawn.get_paths()[0]


def moving_classes(ax):
    """Return a row of marks for each class, which move; the first lies undermost."""
    marks = [moving_line(ax, style) for style in MARKS]
    for mark in marks:
        mark.set_zorder(3)
    return marks


def plane(ax):
    """Lay out the plane of two inputs."""
    ax.grid(visible=False)
    ax.set(aspect="equal", xlabel="$x_0$", ylabel="$x_1$")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MultipleLocator(1))


# --- the graph of a net, with a value and a slope in every box ------------------------------------

WIDE, HIGH = 1.42, 0.98  # of a box, in half inches
ROWS = 6.85, 5.15
COLUMNS = {"x": 0.95, "a": 3.45, "h": 5.85, "z": 8.35}
BLOCKS = {"W1": (2.0, 2.95), "b1": (2.0, 0.75), "W2": (6.95, 2.95), "b2": (6.95, 0.75)}
STEP = WIDE + 0.06, HIGH + 0.06  # from a box of a block to the next
SIZE = 0.29  # of the numbers: 10.5 points
TITLES = {"x": "$x_i$", "a": "$a_j$", "h": "$h_j$", "z": "$z_c$"}
LEGEND = 11.3, 1.85
VALUE_UP, SLOPE_UP = 0.12, -0.36  # of the two numbers, from the middle of their box


def centres():
    """Return the middle of each box of the graph, by array and index."""
    found = {(name, i): (COLUMNS[name], up) for name in COLUMNS for i, up in enumerate(ROWS)}
    found["L", 0] = 11.3, sum(ROWS) / 2
    for name, (left, up) in BLOCKS.items():
        rows = range(2) if name[0] == "W" else range(1)
        for i in rows:
            for j in range(2):
                key = (name, i, j) if name[0] == "W" else (name, j)
                found[key] = left + j * STEP[0], up + 0.0 - i * STEP[1]
    return found


class Graph:
    """The boxes of a net of two inputs, two hidden units and two classes, for one sample.

    In a box stands its value, and below it its slope, as far as they are known.
    """

    def __init__(self, ax):
        self.centres = centres()
        self.links = self._stand(ax)
        self.values = MovingNumbers(ax, DARK, SIZE)
        self.slopes = MovingNumbers(ax, TANGENT["color"], SIZE)
        frame = {"fill": False, "animated": True, "zorder": 4}
        self.used = ax.add_patch(
            PathPatch(NOWHERE, edgecolor=DARK, linewidth=1.6, linestyle=(0, (3, 2)), **frame)
        )
        self.now = ax.add_patch(PathPatch(NOWHERE, edgecolor=DARK, linewidth=3, **frame))
        self.ways = ax.add_collection(LineCollection([], linewidth=3, color=DARK, animated=True))
        ax.set(aspect="equal", xlim=(0.1, 12.1), ylim=(0.2, 8.05))
        ax.axis("off")

    def set(self, values, slopes, now, used, is_backward):
        """Show the values and slopes that are known, by box; frame a box and those it is made of.

        Parameters
        ----------
        values, slopes : dict of box to number
        now : box or None
        used : list of boxes
        is_backward : bool
            The ways to the boxes that it is made of have the colour of slopes.
        """
        for written, numbers, up in (
            (self.values, values, VALUE_UP),
            (self.slopes, slopes, SLOPE_UP),
        ):
            texts = [f"{number:.3f}" for number in numbers.values()]
            places = [(self.centres[box][0], self.centres[box][1] + up) for box in numbers]
            written.set_numbers(texts, places)
        self.now.set_path(_frames([self.centres[now]] if now else []))
        self.used.set_path(_frames([self.centres[box] for box in used]))
        pairs = [{now, box} for box in used]
        self.ways.set_segments([way for ends, way in self.links.items() if set(ends) in pairs])
        self.ways.set_color(TANGENT["color"] if is_backward else DARK)

    def _stand(self, ax):
        """Draw the boxes, their names and the ways between them; return these ways."""
        for x, y in self.centres.values():
            ax.add_patch(_box(x, y))
        middle = {"ha": "center", "va": "center", "fontsize": 12}
        for name, title in TITLES.items():
            ax.text(COLUMNS[name], ROWS[0] + 0.85, title, **middle)
        ax.text(11.3, sum(ROWS) / 2 + 0.85, "$L$", **middle)
        for layer, sign in (("1", "j"), ("2", "c")):
            left, up = BLOCKS["W" + layer]
            ax.text(left - 1.05, up - STEP[1] / 2, f"$W_{layer}$", **middle)
            ax.text(left - 1.05, BLOCKS["b" + layer][1], f"$b_{layer}$", **middle)
            for j in range(2):
                ax.text(
                    left + j * STEP[0], up + 0.75, f"${sign}={j}$", **{**middle, "fontsize": 10}
                )
        _key(ax)
        links = _links(self.centres)
        ax.add_collection(LineCollection(list(links.values()), linewidth=1, color=GUIDE["color"]))
        return links


def steps(ax, forward, last):
    """Lay out a strip of the steps: forward up to one of them, and then backward."""
    ax.set(
        xlim=(-0.5, last + 0.5), ylim=(-1, 1), xticks=[0, forward, last], yticks=[], xlabel="$k$"
    )
    ax.spines["left"].set_visible(False)
    ax.grid(visible=False)
    ax.hlines(0, 0, forward, color=DARK, linewidth=3)
    ax.hlines(0, forward, last, color=TANGENT["color"], linewidth=3)


def _box(x, y):
    return Rectangle(
        (x - WIDE / 2, y - HIGH / 2), WIDE, HIGH, facecolor="white", edgecolor=GUIDE["color"]
    )


def _key(ax):
    """Say which of the two numbers in a box is which."""
    x, y = LEGEND
    ax.add_patch(_box(x, y))
    middle = {"ha": "center", "va": "center"}
    ax.text(x, y + 0.24, "$v$", fontsize=12, color=DARK, **middle)
    ax.text(x, y - 0.24, r"$\partial L/\partial v$", fontsize=11, color=TANGENT["color"], **middle)


def _links(at):
    """Return the ways between the boxes of a sample: from the side of one to that of the next."""
    pairs = [(("x", i), ("a", j)) for i in range(2) for j in range(2)]
    pairs += [(("a", j), ("h", j)) for j in range(2)]
    pairs += [(("h", j), ("z", c)) for j in range(2) for c in range(2)]
    pairs += [(("z", c), ("L", 0)) for c in range(2)]
    half = np.array([WIDE / 2, 0])
    return {(one, other): (at[one] + half, at[other] - half) for one, other in pairs}


def _frames(middles):
    """Return the outline of a box around each of these places."""
    if not middles:
        return NOWHERE
    x, y = WIDE / 2, HIGH / 2
    corners = np.array([[-x, -y], [x, -y], [x, y], [-x, y], [-x, -y]])
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    return Path(np.concatenate([corners + m for m in middles]), codes * len(middles))


# --- the gradient check ---------------------------------------------------------------------------

# Filled for the first layer, hollow for the second; weights are round, biases have corners.
ARRAYS = {
    "W1": {"color": DARK, "linestyle": "", "marker": "o", "markersize": 8},
    "b1": {"color": DARK, "linestyle": "", "marker": "^", "markersize": 9},
    "W2": {"color": DARK, "linestyle": "", "marker": "o", "markersize": 9},
    "b2": {"color": DARK, "linestyle": "", "marker": "^", "markersize": 10},
}
for _hollow in ("W2", "b2"):
    ARRAYS[_hollow] |= {"markerfacecolor": "white", "markeredgewidth": 1.6}
ARRAY_NAMES = [f"${name[0]}_{name[1]}$" for name in ARRAYS]
LEAST_ERROR = 1e-13  # the lowest that is shown


def over_h(style):
    """Return the style of an array's error over h: its mark, on a thin line."""
    return {**style, "linestyle": "-", "linewidth": 1}


def check_axes(ax, across, up):
    """Lay out Axes for numerical slopes over those of backward, and the line where they agree."""
    ax.axline((0, 0), slope=1, **GUIDE)
    ax.set(xlim=(-across, across), ylim=(-up, up))
    ax.set_xlabel(r"$\partial L\,/\,\partial v$")
    ax.set_ylabel(r"$(L(v+h)-L(v-h))\,/\,2h$")
    ax.locator_params(nbins=5)


def error_axes(ax, h, line):
    """Lay out Axes for relative errors over h, and the line that they should stay below."""
    ax.axhline(line, **GUIDE)
    ax.set(xscale="log", xlim=(h[0] / 2, h[-1] * 2), xticks=[1e-10, 1e-7, 1e-4, 1e-1], xlabel="$h$")
    ax.set(yscale="log", ylim=(LEAST_ERROR / 2, 10), yticks=[1e-12, 1e-9, 1e-6, 1e-3, 1])
    ax.set_ylabel(r"$\delta$")
    ax.minorticks_off()


# --- slopes layer by layer ------------------------------------------------------------------------

LAYERS = {"color": TANGENT["color"], "linewidth": 1.6, "marker": "o", "markersize": 7}
SPREADS = {"color": DARK, "linewidth": 1.6, "marker": "s", "markersize": 6}


def layer_axes(ax, count, label, limits, ticks):
    """Lay out Axes for a number of each layer, on an axis that counts in factors of ten."""
    ax.set(xlabel=r"$\ell$", xlim=(-0.4, count + 0.4), xticks=range(count + 1))
    ax.set(ylabel=label, yscale="log", ylim=limits, yticks=ticks)
    ax.minorticks_off()
