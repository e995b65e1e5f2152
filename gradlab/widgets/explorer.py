"""Explorer: controls beside a picture that follows them."""

import functools
import inspect
import sys
from functools import partial
from threading import RLock

import numpy as np
from ipywidgets import HTML, HBox, Layout, VBox

from ..plots.settings import default_settings
from . import progress
from .controls import play, said, step_button, taken
from .picture import Picture
from .pointer import Pointer
from .reachable import REACHABLE
from .rendering import CSS_DPI
from .scene import Scene
from .tasks import MET


class Explorer(VBox):
    """Controls beside a picture that follows them, and a sentence that says what it shows.

    Parameters
    ----------
    figure, update, backdrop
        As for `Scene`: `update`, and `backdrop` if there is one, take the controls' values by name.
    controls : dict of str to ipywidgets.Widget
        Each has a ``value``; the names are those of `update`'s arguments.
    drag : dict of Axes to (str or None, str or None), optional
        The controls that follow the pointer's horizontal and vertical place in
        these Axes while it is pressed there. A third member may be a dict: the values
        that other controls take at a press there, by name.
    steps : str, optional
        The name of the control that counts steps: it gets Play, Back and Step.
    beside, below : sequence of ipywidgets.Widget
        Shown under the controls, such as more buttons, and under the picture, such as a table that
        `update` fills.

    Attributes
    ----------
    sentence : str
        What the picture shows; also its text/plain and the alt text of its still.
    lesson : str or None
        The lesson that it is of.
    code : str
        The line of code that shows this again, if the explorer comes from a function of a lesson.

    Notes
    -----
    An error that `update` raises shows in the place of the sentence, above the last good picture,
    and is raised again, so that a test or the front end's log sees it.
    """

    def __init__(
        self, figure, update, controls, *, backdrop=None, drag=None, steps=None, beside=(), below=()
    ):
        self.scene = Scene(figure, update, backdrop)
        self.controls, self.sentence, self.lesson = dict(controls), "", None
        self._held, self._call, self._first = False, None, self.values
        self._steps = steps
        self._lock = RLock()  # sliders are answered in a thread beside that of the cells
        width, height = (round(side * CSS_DPI) for side in figure.get_size_inches())
        self.picture = Picture(width=width, height=height)
        self._pointer = Pointer(self, drag or {})
        self.picture.on_message(self._answer)
        for name, control in self.controls.items():
            control.description = control.description or name
            control.observe(self._follow, "value")
        self._play = play(self.controls[steps]) if steps else None
        ways = (step_button(way, partial(self._step, way)) for way in (-1, 1))
        row = [HBox([self._play, *ways])] if steps else []
        aside = VBox([*self.controls.values(), *row, *beside])
        parts = VBox([aside, self.picture, *below])
        unseen = HTML(REACHABLE, layout=Layout(display="none"))
        super().__init__([parts, unseen])
        for box, name in ((self, "explorer"), (parts, "parts"), (aside, "controls")):
            box.add_class(f"gradlab-{name}")
        self._follow()

    @property
    def values(self):
        """The controls' values, by their names."""
        return {name: control.value for name, control in self.controls.items()}

    def state(self, **values):
        """Return the layers and the sentence for these values; the others are the controls'."""
        with self._lock:
            try:
                return self.scene.state(**{**self.values, **values})
            finally:
                self.scene.state(**self.values)  # the figure, and a table, are those on the screen

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

    def reset(self):
        """Go back to the first values, and stop playing."""
        if self._play:
            self._play.playing = False
        self.move(**self._first)

    def _step(self, way, _button):
        count = self.controls[self._steps]
        there = min(max(count.value + way * count.step, count.min), count.max)
        self.move(**{self._steps: there})

    def begin(self, name, given, values):
        """Begin with these values, each the nearest that its control can take.

        Parameters
        ----------
        name : str
            The function that makes this explorer, as the lesson calls it.
        given : dict
            What the function was given besides the values.
        values : dict

        Raises
        ------
        TypeError
            If there is no control of a name.
        ValueError
            If a control cannot take a value, nor one near it.
        """
        for unknown in values.keys() - self.controls.keys():
            known = ", ".join(self.controls)
            raise TypeError(f"{name} has no control {unknown!r}; its controls are {known}")
        self._call = name, [f"{key}={_code(value)}" for key, value in given.items()]
        start = {key: taken(self.controls[key], value, key) for key, value in values.items()}
        if start:
            self.move(**start)
        self.picture.code, self._first = self.code, self.values
        if self._play:
            self._play.value = self._first[self._steps]  # in the browser the slider follows it

    @property
    def code(self):
        """The line of code that shows this again, or nothing if no lesson's function made it."""
        if not self._call:
            return ""
        name, given = self._call
        values = [f"{key}={said(control)}" for key, control in self.controls.items()]
        return f"{name}({', '.join([*given, *values])})"

    def _answer(self, kind, x, y):
        """Do what a message of the picture says."""
        if kind == "reset":
            self.reset()
        elif kind in ("press", "drag", "release"):
            getattr(self._pointer, kind)(x, y)

    def _follow(self, _change=None):
        with self._lock:
            if not self._held:
                self._draw()

    def _draw(self):
        try:
            state = self.scene.state(**self.values)
        except Exception as error:
            self.picture.fail(f"{type(error).__name__}: {error}")
            raise
        self.sentence = state.sentence
        self.picture.show(state, self.code, self._pointer.areas())
        self._note()

    def _note(self):
        """Keep that a challenge is met."""
        if self._call and MET in self.sentence:
            name = self._call[0].rpartition(".")[2]
            progress.note("challenges", f"{self.lesson}.{name}", "met")

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs)
        with self._lock:
            still = self.scene.still()
        data = {**bundle, "text/plain": self.sentence, "image/png": still}
        return data, {"image/png": {"width": self.picture.width, "alt": self.sentence}}


def explorer(make):
    """Let a function that makes an explorer take start values too, by its controls' names."""
    signature = inspect.signature(make)
    more = inspect.Parameter("values", inspect.Parameter.VAR_KEYWORD)

    @functools.wraps(make)
    def begun(*arguments, **values):
        own = {name: values.pop(name) for name in signature.parameters if name in values}
        with default_settings():
            made = make(*arguments, **own)
        lesson = sys.modules[make.__module__]
        made.lesson = lesson.__name__.rpartition(".")[2]
        called = getattr(lesson, "IN_NOTEBOOK", made.lesson)
        given = signature.bind(*arguments, **own).arguments
        made.begin(f"{called}.{make.__name__}", given, values)
        return made

    begun.__signature__ = signature.replace(parameters=[*signature.parameters.values(), more])
    return begun


def _code(value):
    """Return how code names a value: a function by the name that it has where it comes from."""
    if isinstance(value, np.ndarray):
        return repr(value.tolist())
    if not callable(value):
        return repr(value)
    name = getattr(value, "__name__", None)
    if name and getattr(np, name, None) is value:
        return f"np.{name}"
    home = vars(sys.modules[type(value).__module__])  # of an object that can be called
    name = name or next((own for own, its in home.items() if its is value), "")
    return name if name.isidentifier() else "f"
