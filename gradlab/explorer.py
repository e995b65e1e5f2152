"""Explorer: controls above a picture that follows them."""

from threading import RLock

import numpy as np
from ipywidgets import (
    HTML,
    Box,
    Button,
    FloatLogSlider,
    FloatSlider,
    GridBox,
    HBox,
    Image,
    IntSlider,
    Layout,
    Play,
    VBox,
    jslink,
)

from . import rendering
from .pointer import Pointer, nearest
from .reachable import BRAND, REACHABLE
from .sentence import Sentence, with_minus
from .settings import default_settings

# A cross for a cursor says that a press in the picture moves something.
DRAGGED = "gradlab-dragged"
TWO_LINES = "48px"  # of a sentence: the page below does not jump when it grows by a word
CURSOR = f"<style>.{DRAGGED} {{ cursor: crosshair }}</style>"

# ipywidgets' own handle is white with a border of less than 2:1 on white.
HANDLE = {"handle_color": BRAND}

PLAY_SECONDS = 15  # from the first step to the last: many pass quickly, few can be followed


def slider(low, high, value, step=0.1):
    """Return a slider in even steps; one of whole numbers if all four are whole."""
    whole = all(isinstance(number, int) for number in (low, high, value, step))
    kind = IntSlider if whole else FloatSlider
    layout = Layout(width="auto")
    control = kind(value=value, min=low, max=high, step=step, layout=layout, style=HANDLE)
    if not whole:
        control.readout_format = f".{len(f'{step:f}'.rstrip('0').partition('.')[2])}f"
    return control


def log_slider(low, high, value, per_decade=10):
    """Return a slider from 10**low to 10**high, in `per_decade` steps to each factor of ten."""
    control = FloatLogSlider(
        value=value,
        min=low,
        max=high,
        step=1 / per_decade,
        # Like g, without zeros at the end; a number with many zeros in front has no room.
        readout_format=".3" if low > -5 else ".1e",
        layout=Layout(width="auto"),
        style=HANDLE,
    )
    control.value = nearest(control, value)  # where the browser would put it in any case
    return control


class Explorer(VBox):
    """Controls above a picture that follows them, and a sentence that says what it shows.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Made outside pyplot. Its artists made with ``animated=True`` are the
        foreground, sent at every move; all the others are the background, sent
        again only after one of them has changed.
    update : callable
        ``update(**values) -> str`` moves the artists to the controls' values
        and returns one sentence that says what the picture then shows.
    controls : dict of str to ipywidgets.Widget
        Each has a ``value``; the names are those of `update`'s arguments.
    drag : dict of Axes to (str or None, str or None), optional
        The controls that follow the pointer's horizontal and vertical place in
        these Axes while it is pressed there.
    steps : str, optional
        The name of the control that counts steps: it gets Play, Step and Reset.
    below : ipywidgets.Widget, optional
        Shown under the picture, such as a table that `update` fills.
    columns : int, optional
        How many controls stand beside each other.

    Attributes
    ----------
    sentence : str
        What the picture shows; also its text/plain and the alt text of its still.

    Notes
    -----
    An error that `update` raises shows as one line under the last good picture,
    and is raised again, so that a test or the front end's log sees it.
    """

    def __init__(self, figure, update, controls, *, drag=None, steps=None, below=None, columns=1):
        self.figure, self.controls, self.sentence = figure, dict(controls), ""
        self._update, self._held = update, False
        self._lock = RLock()  # sliders are answered in a thread beside that of the cells
        self._moving = rendering.moving_artists(figure)
        # Two children of a grid that have the same area lie on each other.
        layer = {"grid_area": "1 / 1", "width": "100%", "margin": "0"}
        self._background = Image(layout=layer)
        self._foreground = Image(format="svg+xml", layout=layer)
        self._line = Sentence(layout=Layout(min_height=TWO_LINES))
        self._follow()
        unseen = HTML(CURSOR + REACHABLE, layout=Layout(display="none"))
        picture = GridBox([self._background, self._foreground, unseen])
        under = [below, self._line] if below else [self._line]
        super().__init__([*self._rows(steps, columns), picture, *under])
        self.layout.max_width = f"{self._width}px"
        if drag:
            self._pointer = Pointer(self, self._foreground, drag)
            self._foreground.add_class(DRAGGED)

    def move(self, **values):
        """Set several controls, and draw once."""
        with self._lock:
            self._held = True
            try:
                for name, value in values.items():
                    self.controls[name].value = value
            finally:
                self._held = False
            self._follow()

    def _follow(self, _change=None):
        with self._lock:
            if not self._held:
                self._draw()

    @default_settings()
    def _draw(self):
        try:
            # Where the reader's f has no value, the picture has a gap.
            with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
                sentence = self._update(**{name: c.value for name, c in self.controls.items()})
            if self.figure.stale:
                self._background.value = rendering.background(self.figure)
            self._foreground.value = rendering.foreground(self.figure, self._moving)
        except Exception as error:
            self._line.say(f"{type(error).__name__}: {error}", "error")
            raise
        self.sentence = with_minus(sentence)
        self._line.say(self.sentence)

    def _rows(self, steps, columns):
        for name, control in self.controls.items():
            control.description = control.description or name
            control.style.description_width = "5em" if columns == 1 else "2.5em"
            control.observe(self._follow, "value")
        rows = list(self.controls.values())
        if columns > 1:
            tracks = f"repeat({columns}, minmax(0, 1fr))"  # equal, however wide the numbers are
            rows = [Box(rows, layout=Layout(display="grid", grid_template_columns=tracks))]
        return [*rows, *([_buttons(self, steps)] if steps else [])]

    @property
    def _width(self):
        return round(self.figure.get_figwidth() * rendering.CSS_DPI)

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        with self._lock, default_settings():
            still = rendering.still(self.figure)
        data = {**bundle, "text/plain": self.sentence, "image/png": still}
        return data, {"image/png": {"width": self._width, "alt": self.sentence}}


def _buttons(explorer, name):
    """Return a row of Play, Step and Reset for the control that counts steps."""
    count = explorer.controls[name]
    start = {name: control.value for name, control in explorer.controls.items()}
    interval = round(1000 * PLAY_SECONDS * count.step / (count.max - count.min))
    play = Play(value=count.value, min=count.min, max=count.max, step=count.step, interval=interval)
    play.show_repeat = False
    play._view_count = 0  # from now on the browser counts where it is shown: nowhere, it stops
    play.observe(lambda views: views["new"] or setattr(play, "playing", False), "_view_count")
    jslink((play, "value"), (count, "value"))  # in the browser: no timer in the kernel
    step = Button(description="Step", icon="step-forward")
    step.on_click(lambda _: explorer.move(**{name: min(count.value + count.step, count.max)}))
    reset = Button(description="Reset", icon="undo")
    reset.on_click(lambda _: (setattr(play, "playing", False), explorer.move(**start)))
    return HBox([play, step, reset])
