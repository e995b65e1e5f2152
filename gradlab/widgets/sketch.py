"""Sketch: draw the curve that you expect before you see the true one."""

import numpy as np
from ipywidgets import Button

from .. import plots
from .controls import nearest
from .explorer import Explorer
from .prediction import Question
from .words import with_minus

ENDS = 0.05  # of the width: a finger that starts this near to an end has started there
FINE = 301  # points of the true curve
DIGITS = 9  # after the point: a slider in the browser sends 7.999999999999996 for 8

ASK = (
    "Draw it from x = {low:.4g} to x = {high:.4g}, in the picture or with the two sliders; then "
    "press Show."
)
AGAIN = "Draw it from x = {low:.4g} to x = {high:.4g} first: a part is missing."
PEN = "The pen is at x = {x:.4g}, height {y:.3g}."
BOTH = "At x = {x:.4g} you drew {guess:.3g}, and it is {truth:.3g}."
OFF = (
    "Your curve is off most at x = {x:.4g}, by {off:.2g}: you drew {guess:.3g}, and it is "
    "{truth:.3g}; up to {near:.2g} counts as right. {reason}"
)


class Guess:
    """A curve as it is drawn: heights at some places, and straight lines between them.

    Parameters
    ----------
    places : array of shape (n,)
        Where the pen can be, from the left to the right.
    """

    def __init__(self, places):
        self.places = np.asarray(places, float)
        self.clear()

    def clear(self):
        """Take away all that is drawn."""
        self.heights = np.full(self.places.shape, np.nan)
        self.lift()

    def lift(self):
        """Take the pen off the paper: where it is put next, a new stroke begins."""
        self._pen = None

    def draw(self, x, y):
        """Lead the pen to (x, y); what stood between there and its last place is drawn over."""
        here = int(np.abs(self.places - x).argmin())
        if self._pen is not None:
            first, last = sorted((self._pen, here))
            self.heights[first + 1 : last] = np.nan
        self.heights[here], self._pen = y, here

    def points(self):
        """Return the places that the pen was led to, and the heights there."""
        is_drawn = np.isfinite(self.heights)
        return self.places[is_drawn], self.heights[is_drawn]

    def is_empty(self):
        """Tell whether nothing is drawn yet."""
        return not np.isfinite(self.heights).any()

    def is_whole(self):
        """Tell whether it reaches from one end to the other."""
        across, _ = self.points()
        low, high = self.places[[0, -1]]
        near = ENDS * (high - low)
        return len(across) > 1 and across[0] <= low + near and across[-1] >= high - near

    def __call__(self, x):
        """Return the height at x, a number or an array: nan to the left and right of the curve."""
        if self.is_empty():
            return np.full(np.shape(x), np.nan)
        return np.interp(x, *self.points(), left=np.nan, right=np.nan)


class _Pad(Explorer):
    """An explorer whose controls x and y hold a pen, until the true curve is shown.

    The pointer always draws, and so does y. The slider of x draws where nothing is drawn yet;
    elsewhere it leads the pen along the curve, so that who goes back spoils nothing.
    """

    def __init__(self, sketch, *arguments, **options):
        self._sketch, self._is_pressed = sketch, False
        super().__init__(*arguments, **options)
        # A slider that follows the curve would send its place back, and late: see Pointer.
        self.controls["y"].continuous_update = False

    def reset(self):
        """Begin anew, with nothing drawn."""
        self._sketch.forget()
        super().reset()

    def _answer(self, kind, x, y):
        self._is_pressed = kind in ("press", "drag", "release")
        if kind == "press":
            self._sketch.guess.lift()
        try:
            super()._answer(kind, x, y)
        finally:
            self._is_pressed = False

    def _follow(self, change=None):
        with self._lock:
            if not self._held and (change or self._is_pressed):
                self._write(change)
            super()._follow(change)

    def _write(self, change):
        """Draw where the pen is, or lead it along the curve."""
        guess, (x, y) = self._sketch.guess, self.values.values()
        is_across = bool(change) and change["owner"] is self.controls["x"]
        if self._sketch.is_shown or (is_across and np.isfinite(guess(x))):
            guess.lift()
            self._put_y_at(guess(x))
            return
        if is_across and guess.is_empty():  # it begins where the pen has been till now
            guess.draw(change["old"], y)
        guess.draw(x, y)

    def _put_y_at(self, height):
        if np.isfinite(height):
            self._held = True
            try:
                self.controls["y"].value = nearest(self.controls["y"], height)
            finally:
                self._held = False


class Sketch(Question):
    """A question whose answer is a curve that the reader draws; then the true one appears over it.

    It is drawn by mouse or finger, or with the arrow keys: the slider of x moves the pen, and that
    of y sets its height there. *Show* tells where the drawn curve is off most; *Reset*, beside
    the sentence, begins anew. The lesson makes the figure and both sliders::

        figure, (above, below) = plots.figure(2, height=4.6, sharex=True)
        plots.curve(above, xs, f(xs), "$f(x)$")
        below.set(xlabel="$x$", ylabel="$f'(x)$")
        point = plots.moving_point(above)
        Sketch(
            "Draw the slope of f in the lower panel.",
            figure, below, lambda x: numerical_diff(f, x),
            x=slider(0.0, 20.0, 0.0, 0.5), y=slider(-0.2, 0.8, 0.0, 0.02),
            reason="The curve grows by more and more, its slope by the same amount.",
            follow=lambda x: point.set_data([x], [f(x)]),
        )

    Parameters
    ----------
    question : str
    figure : matplotlib.figure.Figure
        With all that stands still, such as the curve that is asked about.
    ax : Axes
        Where the reader draws. Its limits become those of the sliders.
    truth : callable
        The true curve: takes a number or an array of x and returns its heights there.
    x, y : FloatSlider
        Some 40 steps across, and some 50 up, are few enough for arrow keys; y begins at a height
        that gives nothing away.
    reason : str, optional
        Why it is this curve; said whatever was drawn.
    near : float, optional
        A curve is right if it is nowhere off by more than this share of the height of the panel.
    follow : callable, optional
        ``follow(x)`` moves what the lesson itself draws with ``animated=True`` to the pen's x.

    Attributes
    ----------
    verdict : Verdict
        To do until the true curve is shown.
    guess : Guess
        What is drawn.
    pad : Explorer
        The picture and its sliders.

    Raises
    ------
    ValueError
        If the true curve leaves what the slider of y reaches.
    """

    def __init__(
        self, question, figure, ax, truth, x, y, *, reason="", near=0.1, follow=lambda x: None
    ):
        self.truth, self.reason, self.is_shown = truth, reason, False
        self._follow = follow
        self.near = near * (y.max - y.min)
        self.guess = Guess(np.linspace(x.min, x.max, round((x.max - x.min) / x.step) + 1))
        _check_that_it_can_be_drawn(self._heights(self.guess.places), y)
        ax.set(xlim=(x.min, x.max), ylim=(y.min, y.max))
        self._true, self._drawn = (plots.moving_line(ax, s) for s in (plots.FUNCTION, plots.GUESS))
        self._off, self._point = plots.moving_line(ax, plots.OFF), plots.moving_point(ax)
        show = Button(description="Show")
        show.on_click(lambda _: self.show())
        controls, drag = {"x": x, "y": y}, {ax: ("x", "y")}
        self.pad = _Pad(self, figure, self._update, controls, drag=drag, beside=[show])
        super().__init__(question, self.pad, self._with_ends(ASK))

    def show(self):
        """Show the true curve over the drawn one, if that is whole, and say where it is off."""
        if not self.guess.is_whole():
            self._tell("to do", self._with_ends(AGAIN))
            return
        self.is_shown = True
        fine = np.linspace(*self.guess.places[[0, -1]], FINE)
        self._true.set_data(fine, self._heights(fine))
        worst, off, guess, truth = self._farthest()
        self._off.set_data([worst, worst], [guess, truth])
        self.pad.move()
        said = OFF.format(
            x=worst, off=off, guess=guess, truth=truth, near=self.near, reason=self.reason
        )
        self._tell("correct" if off <= self.near else "not yet", with_minus(said.strip()))

    def _farthest(self):
        """Return where the drawn curve is off most, by how much, its height and the true one."""
        guesses, truths = self.guess(self.guess.places), self._heights(self.guess.places)
        off = np.round(np.abs(guesses - truths), DIGITS)
        worst = np.nanargmax(off)
        return self.guess.places[worst], off[worst], guesses[worst], truths[worst]

    def forget(self):
        """Take away what is drawn, and the true curve."""
        self.is_shown = False
        self.guess.clear()
        self._true.set_data([], [])
        self._off.set_data([], [])
        self._tell("to do", self._with_ends(ASK))

    def _update(self, x, y):
        """Move the pen to (x, y), or onto the drawn curve at x; return where it is."""
        guess = self.guess(x)
        height = guess if np.isfinite(guess) else y
        self._drawn.set_data(*self.guess.points())
        self._point.set_data([x], [height])
        self._follow(x)
        if self.is_shown:
            return BOTH.format(x=x, guess=height, truth=self._heights(x))
        return PEN.format(x=x, y=height)

    def _heights(self, x):
        return np.broadcast_to(np.asarray(self.truth(x), float), np.shape(x))

    def _with_ends(self, words):
        low, high = self.guess.places[[0, -1]]
        return with_minus(words.format(low=low, high=high))

    def _lines(self):
        return ["  [ a curve ]"]


def _check_that_it_can_be_drawn(heights, y):
    """Raise a ValueError if the true curve leaves what the slider of y reaches."""
    if not np.all((y.min <= heights) & (heights <= y.max)):
        raise ValueError(
            f"y must reach all of the true curve, from {heights.min():.4g} to {heights.max():.4g}; "
            f"it goes from {y.min:.4g} to {y.max:.4g}"
        )
