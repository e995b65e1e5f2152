"""Let a press in a picture move an explorer's controls."""

from ipyevents import Event

from .controls import nearest


class Pointer:
    """Watches the mouse on an explorer's picture: press, drag, release.

    While the button is down the place is read from the watcher's synchronised
    ``xy``, not from one message a movement: the browser then holds back the
    next place until the last is drawn, so that a slow function never queues.

    A float slider of ipywidgets 8 sends each value that the kernel sets back to
    the kernel, unless ``continuous_update`` is off. The echo of a drag's last
    place but one would arrive after the last.

    Parameters
    ----------
    explorer : Explorer
    picture : ipywidgets.Image
        The topmost layer, shown at any size.
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
        place = event["relativeX"], event["relativeY"]
        if event["type"] != "mousedown":
            self.release(*place)
        elif event["button"] == 0:
            self.press(*place, event["boundingRectWidth"])

    def press(self, x, y, width):
        """Take hold at this place, counted from the upper left of a picture of this width."""
        self._scale = self._explorer.figure.bbox.width / width
        place = self._on_figure(x, y)
        self._pressed = next((ax for ax in self._axes if ax.bbox.contains(*place)), None)
        if self._pressed:
            self._watcher.xy_coordinate_system = "relative"
            self._set_continuous_update(False)
            self._move_to(place)

    def release(self, x, y):
        """Let go at this place; the last place of the drag may still be held back."""
        if self._pressed:
            try:
                self._move_to(self._on_figure(x, y))
            finally:
                self._set_continuous_update(True)
                self._pressed = None
                self._watcher.xy_coordinate_system = None

    def _drag(self, change):
        if self._pressed and change["new"]:
            self._move_to(self._on_figure(*change["new"]))

    def _set_continuous_update(self, value):
        for name in filter(None, self._axes[self._pressed]):
            self._explorer.controls[name].continuous_update = value

    def _on_figure(self, x, y):
        return x * self._scale, self._explorer.figure.bbox.height - y * self._scale

    def _move_to(self, place):
        names = self._axes[self._pressed]
        values = self._pressed.transData.inverted().transform(place)
        controls = self._explorer.controls
        self._explorer.move(
            **{n: nearest(controls[n], v) for n, v in zip(names, values, strict=True) if n}
        )
