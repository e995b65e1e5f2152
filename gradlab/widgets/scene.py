"""Scene: the pure half of an explorer; it needs no widget and no kernel."""

from collections import OrderedDict
from inspect import signature
from typing import NamedTuple

import numpy as np

from ..plots.settings import default_settings
from . import rendering
from .words import with_minus

KEPT = 16  # backgrounds, of some 100 kB each


class State(NamedTuple):
    """What an explorer shows: a PNG of what stands still, an SVG of what moves, a sentence."""

    background: bytes
    foreground: str
    sentence: str


class Scene:
    """A figure, and the function that moves its artists.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Made outside pyplot. Its artists made with ``animated=True`` are the foreground, all the
        others the background, which is drawn again only after one of them has changed.
    update : callable
        ``update(**values) -> str`` moves the foreground, and returns one sentence that says what
        the picture then shows.
    backdrop : callable, optional
        ``backdrop(**some_values)`` draws what stands still for those of the values that it names,
        and sets the limits of its Axes. What it drew before is taken away. For values seen lately
        it is not called: `update` must need nothing of it but these limits.
    """

    def __init__(self, figure, update, backdrop=None):
        self.figure, self._update, self._backdrop = figure, update, backdrop
        self._moving = rendering.moving_artists(figure)
        self._names = list(signature(backdrop).parameters) if backdrop else []
        self._seen = OrderedDict()  # the backgrounds seen lately, and where their Axes lie
        self._asked = self._drawn = None  # the values of the backdrop that is shown, or drawn
        self._parts = set()  # the artists that the backdrop has drawn
        self._background = None

    def state(self, **values):
        """Return what the picture shows for these values: all of them, by their names."""
        # Where the reader's f has no value, the picture has a gap.
        gaps = np.errstate(invalid="ignore", divide="ignore", over="ignore")
        with gaps, default_settings():
            self._ask_for({name: values[name] for name in self._names})
            sentence = with_minus(self._update(**values))
            if self.figure.stale or self._background is None:
                self._draw_backdrop()
                self._background = rendering.background(self.figure)
                self._remember()
            foreground = rendering.foreground(self.figure, self._moving)
        return State(self._background, foreground, sentence)

    @default_settings()
    def still(self):
        """Return the PNG of the whole picture as it is."""
        is_stale = self.figure.stale
        self._draw_backdrop()
        self.figure.stale = is_stale
        return rendering.still(self.figure)

    def _ask_for(self, values):
        """Show the backdrop for these values: draw it, or recall it."""
        if values == self._asked or not self._names:
            return
        self._asked, seen = values, self._seen.get(tuple(values.values()))
        if seen is None:
            self._draw_backdrop()
            return
        self._background, axes = seen
        for ax, (across, up, place) in zip(self.figure.axes, axes, strict=True):
            ax.set(xlim=across, ylim=up)
            if ax.get_position().bounds != place.bounds:
                ax.set_position(place, which="active")
        self.figure.stale = False

    def _draw_backdrop(self):
        """Draw the backdrop that is asked for in the place of the one that stands there."""
        if self._drawn == self._asked:
            return
        for part in self._parts:
            part.remove()
        self._parts, self._drawn, before = set(), None, self._artists()
        try:
            self._backdrop(**self._asked)
        except BaseException:
            self._asked = None  # the next move draws it again
            raise
        finally:
            self._parts = self._artists() - before
        self._drawn = self._asked

    def _artists(self):
        return {artist for ax in self.figure.axes for artist in ax.get_children()}

    def _remember(self):
        if self._names:
            key = tuple(self._asked.values())
            axes = [(a.get_xlim(), a.get_ylim(), a.get_position()) for a in self.figure.axes]
            self._seen[key] = self._background, axes
            self._seen.move_to_end(key)
            if len(self._seen) > KEPT:
                self._seen.popitem(last=False)
            self.figure.stale = False  # to ask for a place makes matplotlib think of a new one
