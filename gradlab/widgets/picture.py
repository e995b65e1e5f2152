"""Picture: two layers, the sentence that says what they show, and the pointer."""

from pathlib import Path

import anywidget
from traitlets import Bytes, Dict, Int, List, Unicode

WORDS = {
    "reset": "Reset",
    "copy": "Copy the line of code that shows this again",
    "copied": "Copied",
    "gone": "The kernel is gone: run this cell again.",
}


def _text(suffix):
    """Return the text of a file beside this one: handed a path, anywidget keeps every picture."""
    return Path(__file__).with_suffix(suffix).read_text(encoding="utf-8")


class Picture(anywidget.AnyWidget):
    """What an explorer shows; its other half is picture.js.

    Attributes
    ----------
    background : bytes
        The PNG of all that stands still.
    foreground : str
        The SVG of all that moves, on a transparent ground.
    sentence, kind : str
        What the picture shows, or an error; "shows" or "error".
    code : str
        The line of code that shows this again.
    width, height : int
        In CSS pixels, where there is room.
    areas : list of [left, top, width, height]
        Where it can be dragged, in shares of the picture from its upper left.
    answered : [str, int]
        The view whose message was answered last, and how many messages have been.
    """

    _esm, _css = map(_text, (".js", ".css"))
    background = Bytes().tag(sync=True)
    foreground = Unicode().tag(sync=True)
    sentence = Unicode().tag(sync=True)
    kind = Unicode("shows").tag(sync=True)
    code = Unicode().tag(sync=True)
    width, height = Int().tag(sync=True), Int().tag(sync=True)
    areas = List().tag(sync=True)
    words = Dict(WORDS).tag(sync=True)
    answered = List(["", 0]).tag(sync=True)

    def show(self, state, code, areas):
        """Show the layers and the sentence of a `Scene`, in one message."""
        with self.hold_sync():
            self.background, self.foreground, self.sentence = state
            self.kind, self.code, self.areas = "shows", code, areas

    def fail(self, message):
        """Show an error in the place of the sentence, above the last good picture."""
        with self.hold_sync():
            self.kind, self.sentence = "error", f"⚠ {message}"

    def on_message(self, act):
        """Call ``act(kind, x, y)`` for each message of the browser, and answer it in any case."""

        def answer(_, message, _buffers):
            with self.hold_sync():  # one message: what changed, and that it was answered
                try:
                    act(message["kind"], message.get("x"), message.get("y"))
                finally:
                    self.answered = [message["view"], self.answered[1] + 1]

        self.on_msg(answer)
