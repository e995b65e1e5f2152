"""Let a press in a picture move an explorer's controls."""

from .controls import nearest


class Pointer:
    """What the pointer does in an explorer's picture: press, drag, release.

    A float slider of ipywidgets 8 sends each value that the kernel sets back to
    the kernel, unless ``continuous_update`` is off. The echo of a drag's last
    place but one would arrive after the last.

    Parameters
    ----------
    explorer : Explorer
    axes : dict of Axes to (str or None, str or None) or (str or None, str or None, dict)
        The controls that follow the pointer's horizontal and vertical place, and the values that
        others take at a press.
    """

    def __init__(self, explorer, axes):
        self._explorer, self._axes, self._pressed = explorer, axes, None
        self._held = {}  # the controls that follow, and their continuous_update before

    def areas(self):
        """Return where the picture can be dragged: [left, top, width, height], in shares of it."""
        to_shares = self._explorer.scene.figure.transFigure.inverted()
        boxes = [ax.bbox.transformed(to_shares) for ax in self._axes]
        places = [(box.x0, 1 - box.y1, box.width, box.height) for box in boxes]
        return [[round(float(share), 4) for share in place] for place in places]

    def press(self, x, y):
        """Take hold at this place, in shares of the picture from its upper left."""
        self._let_go()  # of an earlier press whose end was lost on the way
        place = self._on_figure(x, y)
        self._pressed = next((ax for ax in self._axes if ax.bbox.contains(*place)), None)
        if self._pressed:
            self._hold()
            self.drag(x, y)

    def drag(self, x, y):
        """Move the controls to this place, if there is hold of anything."""
        if self._pressed:
            across, upward, *others = self._axes[self._pressed]
            place = self._pressed.transData.inverted().transform(self._on_figure(x, y))
            controls = self._explorer.controls
            follow = zip((across, upward), place, strict=True)
            near = {name: nearest(controls[name], value) for name, value in follow if name}
            self._explorer.move(**near, **dict(*others))

    def release(self, x, y):
        """Let go at this place."""
        try:
            self.drag(x, y)
        finally:
            self._let_go()

    def _hold(self):
        for name in filter(None, self._axes[self._pressed][:2]):
            control = self._explorer.controls[name]
            self._held[control] = control.continuous_update
            control.continuous_update = False

    def _let_go(self):
        for control, before in self._held.items():
            control.continuous_update = before
        self._held, self._pressed = {}, None

    def _on_figure(self, x, y):
        return self._explorer.scene.figure.bbox.size * (x, 1 - y)
