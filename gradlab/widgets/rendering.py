"""The two layers of a figure, and its still picture, as bytes that a browser can show.

matplotlib leaves out artists made with ``animated=True`` when it draws a figure,
and draws them when it saves one. The first gives the background, the second the
still picture. The animated artists alone, as SVG, are the foreground: a few
hundred bytes of text, drawn in a fifth of the time that a PNG of them takes.
"""

import contextlib
import gc
import io
import sys
import threading

import numpy as np
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_hex
from matplotlib.font_manager import findfont, get_font
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform
from PIL import Image

# CSS counts 96 pixels an inch, and many screens have two dots a pixel. The
# foreground is a vector picture, fine at any size.
CSS_DPI = 96
BACKGROUND_DPI = 2 * CSS_DPI
STILL_DPI = 144  # between the two: it is stored in the notebook, where size counts
SVG_DPI = 72  # SVG's unit is the point

NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))

# A background has few colours. So many look the same as all of them, in a third of the bytes and
# half of the time.
COLOURS = 112
COMPRESSION = 1  # PNG's fastest level

DOT = Path.unit_circle()  # of matplotlib's round markers
LENGTH = 0.01  # of a dot's line, in points: not all browsers draw one without a length

# Those that matplotlib's rcParams["mathtext.fontset"] takes for formulas.
MATH_FONTS = ("DejaVu Sans", "DejaVu Sans:italic", "DejaVu Sans Display")

_give_back = None
if sys.platform == "linux":  # glibc's; others have no such function, and less need of it
    import ctypes

    _give_back = getattr(ctypes.CDLL(None), "malloc_trim", None)
_own = threading.local()  # fonts belong to a thread, and so do the formulas that are set in them


def background(figure):
    """Return the PNG of all that stands still; the figure is no longer stale after it."""
    with _as_fine_as_a_background(figure) as canvas:
        canvas.draw()
        pixels = Image.fromarray(np.asarray(canvas.buffer_rgba()))
    figure.stale = False  # an attempt that failed leaves it stale
    picture = io.BytesIO()
    few = pixels.convert("RGB").quantize(
        COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )
    few.save(picture, "PNG", compress_level=COMPRESSION)
    return picture.getvalue()


def settle(figure):
    """Lay the Axes out, and keep them in place whatever is drawn in them later."""
    moving_artists(figure)  # they are nowhere yet
    with _as_fine_as_a_background(figure):
        figure.get_layout_engine().execute(figure)
    figure.set_layout_engine("none")


@contextlib.contextmanager
def _as_fine_as_a_background(figure):
    """Give a figure to Agg for a while; yields the canvas."""
    figure.dpi = BACKGROUND_DPI
    try:
        canvas = FigureCanvasAgg(figure)
        _keep_formulas(canvas.get_renderer())
        yield canvas
    finally:
        figure.dpi = SVG_DPI
        FigureCanvasBase(figure)
        _forget(figure)


def foreground(figure, moving):
    """Return the SVG of the artists in `moving`, on a transparent ground."""
    picture = io.StringIO()
    renderer = _Foreground(*figure.bbox.size, picture, metadata=NO_METADATA)
    for artist in moving:
        if artist.get_visible():  # arrows would be worked out first
            artist.draw(renderer)
    renderer.finalize()
    return picture.getvalue()


class _Foreground(RendererSVG):
    """matplotlib's, but quick where a marker has many places.

    There it writes an element for each, and works out its style anew. Dots of one colour are one
    path, of lines too short to be seen, whose ends are round.
    """

    _style = None

    def draw_markers(self, context, marker, to_size, path, to_place, color=None):
        if marker is DOT and color is not None and to_hex(color) == to_hex(context.get_rgb()):
            self._draw_dots(context, to_size, to_place.transform(path.vertices))
            return
        self._style = super()._get_style(context, color)
        super().draw_markers(context, marker, to_size, path, to_place, color)
        self._style = None

    def _draw_dots(self, context, to_size, places):
        seen = places[np.isfinite(places).all(axis=1)]
        if len(seen):
            ends = np.stack([seen, np.add(seen, (LENGTH, 0))], axis=1).reshape(-1, 2)
            dots = Path(ends, np.tile([Path.MOVETO, Path.LINETO], len(seen)))
            dots.should_simplify = False
            pen = self.new_gc()
            pen.copy_properties(context)
            pen.set_linewidth(2 * to_size.get_matrix()[0, 0] + context.get_linewidth())
            pen.set_capstyle("round")
            self.draw_path(pen, dots, IdentityTransform())

    def _get_style(self, context, color=None):
        return self._style or super()._get_style(context, color)


def still(figure):
    """Return the PNG of the whole figure, laid out as its background is."""
    picture, layout, stale = io.BytesIO(), figure.get_layout_engine(), figure.stale
    figure.set_layout_engine("none")
    try:
        figure.savefig(picture, dpi=STILL_DPI, metadata={"Software": None})
    finally:
        figure.set_layout_engine(layout)
        _forget(figure)
        figure.stale = stale
    _tidy()
    return picture.getvalue()


def _keep_formulas(renderer):
    """Let a renderer find the formulas that those before it have read: 2 ms for each."""
    _own.formulas = renderer.mathtext_parser = getattr(_own, "formulas", renderer.mathtext_parser)


def _forget(figure):
    """Let go of what matplotlib keeps of a drawn picture.

    Each text keeps Agg's renderer, 6 MB, and ipywidgets keeps the text alive. A font keeps every
    glyph that formulas ask for, 4 to 13 kB a picture, until plain text is set in it: in italics
    that is never. Each thread has fonts of its own.
    """
    for text in figure.findobj(Text):
        text._renderer = None
    for name in MATH_FONTS:
        get_font(findfont(name)).clear()


def _tidy():
    """Give back to the system what a drawn picture has left behind.

    Contours and renderers are found by the collector alone, and malloc keeps what is free: with
    the seven pictures of lesson 03, 12 MB a kernel.
    """
    gc.collect(1)
    if _give_back:
        _give_back(0)


def moving_artists(figure):
    """Return the figure's animated artists, the lowest first; the layout does without them."""
    artists = figure.findobj(lambda artist: artist.get_animated())
    for artist in artists:
        artist.set_in_layout(False)  # else a point at the edge would move the Axes
    return sorted(artists, key=lambda artist: artist.get_zorder())
