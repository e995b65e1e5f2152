"""Let a press in a picture move an explorer's controls."""

import math

from ipyevents import Event
from ipywidgets import FloatLogSlider

from .rendering import CSS_DPI, SVG_DPI


class Pointer:
    """Watches the mouse on an explorer's picture: press, drag, release.

    While the button is down the place is read from the watcher's synchronised
    ``xy``, not from one message a movement: the browser then holds back the
    next place until the last is drawn, so that a slow function never queues.

    Parameters
    ----------
    explorer : Explorer
    picture : ipywidgets.Image
        The topmost layer, shown at 96 pixels an inch or scaled as a whole.
    axes : dict of Axes to (str or None, str or None)
        The controls that follow the pointer's horizontal and vertical place.
    """

    def __init__(self, explorer, picture, axes):
        self._explorer, self._axes, self._pressed = explorer, axes, None
        self._watcher = Event(
            source=picture,
            watched_events=["mousedown", "mouseup", "mouseleave"],
            prevent_default_action=True,  # else the browser drags the image away
        )
        self._watcher.on_dom_event(self._press_or_release)
        self._watcher.observe(self._drag, "xy")

    def _press_or_release(self, event):
        if event["type"] == "mousedown":
            self.press(event["dataX"], event["dataY"])
        else:
            self.release()

    def press(self, x, y):
        """Take hold at this place, in CSS pixels from the picture's upper left."""
        place = self._on_figure(x, y)
        self._pressed = next((ax for ax in self._axes if ax.bbox.contains(*place)), None)
        if self._pressed:
            self._watcher.xy_coordinate_system = "data"
            self._move_to(place)

    def release(self):
        """Let go."""
        self._pressed = None
        self._watcher.xy_coordinate_system = None

    def _drag(self, change):
        if self._pressed and change["new"]:
            self._move_to(self._on_figure(*change["new"]))

    def _on_figure(self, x, y):
        scale = SVG_DPI / CSS_DPI
        return x * scale, self._explorer.figure.bbox.height - y * scale

    def _move_to(self, place):
        names = self._axes[self._pressed]
        values = self._pressed.transData.inverted().transform(place)
        controls = self._explorer.controls
        self._explorer.move(
            **{n: nearest(controls[n], v) for n, v in zip(names, values, strict=True) if n}
        )


def nearest(slider, value):
    """Return the value that the slider can take nearest to `value`."""
    log = isinstance(slider, FloatLogSlider)
    place = math.log(value, slider.base) if log else value
    place = slider.min + slider.step * round((place - slider.min) / slider.step)
    place = round(min(max(place, slider.min), slider.max), 10)  # 5.3, not 5.300000000000001
    return slider.base**place if log else type(slider.value)(place)
