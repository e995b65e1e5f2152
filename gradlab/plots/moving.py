"""Make what moves, empty and with ``animated=True``; an explorer's ``update`` fills it."""

from functools import lru_cache

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Annotation
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D, IdentityTransform

from .style import DARK, DATA, FUNCTION, MISS, NOTE, TANGENT

# In the size of the font: widths of characters, of a digit 0.636, and how high a digit is.
DIGIT = {".": 0.318, "−": 0.838, "+": 0.838, "e": 0.615}
HIGH = 0.74
AROUND = 0.1  # of the ground of a note, around it
# How much of a note lies before its place: of its width, of its height.
BEFORE = {"left": 0, "baseline": 0, "center": 0.5, "right": 1}


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


def moving_note(ax, offset=(6, 4), **style):
    """Return a number that moves, beside what it measures: see `set_note`."""
    note = Number("", (0, 0), offset, **{**NOTE, **style}, zorder=6, animated=True)
    return ax.add_artist(note)


def moving_arrow(ax, style, width=0.012):
    """Return an arrow that moves, in the units of the data, over all points: see `set_arrow`."""
    options = {"angles": "xy", "scale_units": "xy", "scale": 1, "width": width}
    return ax.quiver([0], [0], [0], [0], **style, **options, animated=True, zorder=7)


def set_arrow(arrow, start, along):
    """Put a moving arrow's foot at `start`, and its head `along` from there."""
    arrow.set_offsets([start])
    arrow.set_UVC([along[0]], [along[1]])


def set_note(note, place, text):
    """Put a moving note beside this place, with this text; with none it is not seen."""
    note.xy = place
    note.set_text(text.replace("-", "−"))


class Number(Annotation):
    """A number beside a place in the Axes; as matplotlib's text it takes five times as long."""

    def draw(self, renderer):
        """Draw it over a ground of its own if it has one.

        As a marker it is the same path wherever it stands: a table of the web site keeps it once.
        """
        text, place = self.get_text(), self.axes.transData.transform(self.xy)
        if not text or not self.axes.bbox.padded(1).contains(*place):  # at an edge, too
            return
        point = renderer.points_to_pixels(1)
        size, width = point * self.get_fontsize(), sum(map(_width, text))
        corner = Path([self._corner(place, point, size * np.array([width, HIGH]))])
        scale, nowhere = Affine2D().scale(size), IdentityTransform()
        context = renderer.new_gc()
        context.set_linewidth(0)
        if ground := self.get_bbox_patch():
            corners = np.array([[0, 0], [0, HIGH], [width, HIGH], [width, 0]])
            box = Path(corners + AROUND * np.sign(corners - 0.1))
            renderer.draw_markers(context, box, scale, corner, nowhere, ground.get_facecolor())
        line, color = written([text], [(width / 2, 0)], 1), to_rgb(self.get_color())
        renderer.draw_markers(context, line, scale, corner, nowhere, color)
        context.restore()

    def _corner(self, place, point, box):
        """Return where it begins: on the other side of its place where the picture ends."""
        before = np.array([BEFORE[self.get_ha()], BEFORE[self.get_va()]])
        corner = place + point * np.array(self.xyann) - before * box
        ends = (corner < 0) | (corner + box > self.get_figure().bbox.size)
        return np.where(ends, 2 * place - corner - box, corner)


def written(texts, places, size):
    """Return numbers as one path, each centred over its place; text that moves is slow."""
    vertices, codes = [], []
    for character, place in _characters(texts, places, size):
        glyph = _glyph(character)
        vertices.append(size * glyph.vertices + place)
        codes.append(glyph.codes)
    return Path(np.concatenate(vertices), np.concatenate(codes))


class MovingNumbers(PathPatch):
    """Many numbers that move: a digit stands in the SVG once, and then at each of its places."""

    def __init__(self, ax, color, size):
        super().__init__(Path(np.zeros((1, 2))), color=color, linewidth=0, animated=True)
        self.size, self._places = size, {}
        ax.add_patch(self)

    def set_numbers(self, texts, places):
        """Write these numbers, each centred over its place."""
        self._places = {}
        for character, place in _characters(texts, places, self.size):
            self._places.setdefault(character, []).append(place)

    def draw(self, renderer):
        """Draw each digit as a marker."""
        context = renderer.new_gc()
        context.set_linewidth(0)
        to_pixels = self.axes.transData
        scale = Affine2D().scale(self.size * to_pixels.get_matrix()[0, 0])
        for character, places in self._places.items():
            path, color = Path(places), self.get_facecolor()
            renderer.draw_markers(context, _glyph(character), scale, path, to_pixels, color)
        context.restore()


def _characters(texts, places, size):
    """Yield each character of some numbers, and where it begins."""
    for text, (x, y) in zip(texts, places, strict=True):
        text = text.replace("-", "−")
        starts = np.cumsum([0, *map(_width, text)])
        for character, start in zip(text, starts[:-1] - starts[-1] / 2, strict=True):
            yield character, (x + size * start, y)


def _width(character):
    return DIGIT.get(character, 0.636)


@lru_cache
def _glyph(character):
    glyph = TextPath((0, 0), character, size=100)
    return Path(glyph.vertices / 100, glyph.codes)


class MovingPath:
    """The way of a descent: a ring at its start, a dot at each step, below it a star at its end."""

    def __init__(self, ax):
        dots = {"marker": ".", "markersize": 7, "linewidth": 1.2}
        star = {"marker": "*", "markersize": 15, "linestyle": "", "markeredgecolor": "white"}
        self.way = ax.plot([], [], color=DARK, **dots, animated=True, zorder=4)[0]
        self.end = ax.plot([], [], color=DARK, **star, animated=True, zorder=4.5)[0]
        self.start = moving_point(ax)

    def set_data(self, x, y):
        """Lead the path through these points, the start first."""
        self.way.set_data(x, y)
        self.start.set_data(x[:1], y[:1])
        self.end.set_data(x[-1:], y[-1:])


class FittedLine:
    """Points that stand still, a line that moves, and from each point its miss, upright."""

    def __init__(self, ax, x, t):
        ax.plot(x, t, **DATA, zorder=3)
        self.x, self.t = x, t
        self.misses = moving_line(ax, MISS)
        self.line = moving_line(ax, FUNCTION)

    def set(self, w, b):
        """Lay the line w·x + b from the left edge of the Axes to the right one."""
        ends = np.array(self.line.axes.get_xlim())
        self.line.set_data(ends, w * ends + b)
        up = np.column_stack([self.t, w * self.x + b, np.full_like(self.t, np.nan)])
        self.misses.set_data(np.repeat(self.x, 3), up.ravel())  # nan: no line to the next point
