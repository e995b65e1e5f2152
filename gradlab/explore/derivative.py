"""What lesson 01, Derivative, lets you explore and predict."""

import numpy as np

from .. import plots
from ..differentiate import numerical_diff, tangent_line
from ..functions import parabola, sin
from ..plots import derivative as draw
from ..widgets.controls import log_slider, slider
from ..widgets.explorer import Explorer, explorer
from ..widgets.prediction import Prediction
from ..widgets.words import number

STYLES = {"forward": plots.FORWARD, "central": plots.CENTRAL}
FORMULAS = {
    "forward": r"$\dfrac{f(x+h)-f(x)}{h}$",
    "central": r"$\dfrac{f(x+h)-f(x-h)}{2h}$",
    "tangent": "$f'(x)$",
}
EPS = np.finfo(float).eps  # the relative distance between neighbouring float64 numbers
LOWEST = 1e-15  # where an error of exactly 0 is drawn; sin(1)'s own rounding is below it
TARGET = 1e-11  # the challenge
NO_VALUE = "At x = {x:.4g} f has no value."


@explorer
def secant(f=parabola, window=(0, 20)):
    """Return an explorer of the two secants of `f` at x, which become the tangent as h shrinks."""
    figure, ax = plots.figure()
    controls = {"x": _along(window), "h": _up_to((window[1] - window[0]) / 4)}
    # Where x - h and x + h go, and a little more, so that their marks are whole.
    ends = np.array(window) + np.array([-1.1, 1.1]) * controls["h"].value
    xs, heights, _ = _curve(f, ends)
    plots.curve(ax, xs, heights, "$f(x)$")
    tangent = plots.moving_line(ax, plots.TANGENT)
    secants = {method: plots.moving_line(ax, style) for method, style in STYLES.items()}
    plots.legend(ax, {FORMULAS[m]: line for m, line in {**secants, "tangent": tangent}.items()})
    point = plots.moving_point(ax)

    def update(x, h):
        x = np.float64(x)  # where f has no value, numpy gives inf or nan, and the picture has a gap
        point.set_data([x], [f(x)])
        tangent.set_data(ends, tangent_line(f, x)(ends))
        slope = {method: numerical_diff(f, x, h, method=method) for method in secants}
        for method, left in {"forward": x, "central": x - h}.items():
            line = np.array([ends[0], left, x + h, ends[1]])  # marked where it cuts the curve
            secants[method].set_data(line, f(left) + slope[method] * (line - left))
            secants[method].set_markevery([1, 2])
        if not np.isfinite(f(x)):
            return NO_VALUE.format(x=x)
        return (
            f"At x = {x:.4g}, h = {h:.3g}: forward slope {number(slope['forward'])}, "
            f"central slope {number(slope['central'])}, tangent {number(numerical_diff(f, x))}."
        )

    return Explorer(figure, update, controls, drag={ax: ("x", None)})


@explorer
def tangent(f=parabola, window=(0, 20)):
    """Return an explorer of the tangent of `f` at x, above the slopes that it has at every x."""
    figure, (above, below) = plots.figure(2, height=4.6, sharex=True)
    x_slider, ends = _along(window), np.array(window)
    xs, heights, slopes = _curve(f, ends)
    plots.curve(above, xs, heights, "$f(x)$")
    plots.curve(below, xs, slopes, "$f'(x)$")
    plots.zero(below)
    line = plots.moving_line(above, plots.TANGENT)
    drop = plots.moving_line(below, plots.TANGENT)
    point, value = plots.moving_point(above), plots.moving_point(below)

    def update(x):
        x = np.float64(x)
        slope = numerical_diff(f, x) if np.isfinite(f(x)) else np.nan
        line.set_data(ends, tangent_line(f, x)(ends))
        point.set_data([x], [f(x)])
        drop.set_data([x, x], [0, slope])
        value.set_data([x], [slope])
        if not np.isfinite(f(x)):
            return NO_VALUE.format(x=x)
        return f"At x = {x:.4g} the tangent has slope {number(slope)}; f(x) is {number(f(x))}."

    place = ("x", None)
    return Explorer(figure, update, {"x": x_slider}, drag={above: place, below: place})


def _along(window):
    """Return a slider of x over the window in 200 steps, at a quarter of it."""
    low, high = window
    if not low < high:
        raise ValueError(f"window must be (low, high) with low below high, not {window!r}")
    return slider(low, high, low + (high - low) / 4, (high - low) / 200)


def _up_to(largest):
    """Return a slider of h, from `largest` down to a five-hundredth of it."""
    top = np.log10(largest)
    return log_slider(top - 2.7, top, largest)


def _curve(f, ends):
    """Return 301 places between two ends, and f and its slope there."""
    xs = np.linspace(*ends, 301)
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        slopes = numerical_diff(f, xs)  # first, for it says what is wrong with f
        heights = f(xs)
        return xs, heights, np.where(np.isfinite(heights), slopes, np.nan)


@explorer
def error():
    """Return an explorer of the error of the derivative of sin at 1, for h from 1e-16 to 0.1."""
    step = log_slider(-16, -1, 0.1)
    hs = 10 ** np.arange(step.min, step.max + step.step / 2, step.step)
    figure, ax = plots.figure(height=4.3)
    draw.error_axes(ax, (hs[0], 1), (LOWEST, 10))
    lines, points = {}, {}
    for method, style in STYLES.items():
        errors = [_error(h, method) for h in hs]
        lines[FORMULAS[method]] = draw.error_curve(ax, hs, errors, style)
        points[method] = plots.moving_marker(ax, style)
    plots.legend(ax, lines, loc="lower left")
    _error_guides(ax)

    def update(h):
        errors = {method: _error(h, method) for method in points}
        for method, point in points.items():
            point.set_data([h], [errors[method]])
        met = " Challenge met." if errors["central"] < TARGET else ""
        return (
            f"With h = {h:.1e} the forward error is {errors['forward']:.1e} "
            f"and the central error {errors['central']:.1e}.{met}"
        )

    return Explorer(figure, update, {"h": step}, drag={ax: ("h", None)})


def _error(h, method):
    found = numerical_diff(sin, 1.0, h, method=method)
    return max(abs(found - sin.gradient(1.0)), LOWEST)


def _error_guides(ax):
    """Draw what theory expects: truncation h/2·|f″| and h²/6·|f‴|, and rounding eps·|f|/h."""
    f, slope = sin(1.0), sin.gradient(1.0)  # of sin, f″ has the size of f, and f‴ that of f′
    large, larger, small = np.array([[1e-8, 1e-1], [1e-6, 1e-1], [1e-16, 1e-4]])
    lift = 4  # above the curves that they are to be compared with
    draw.guide(ax, large, lift * large / 2 * f, "$h$", (-14, 4))
    draw.guide(ax, larger, lift * larger**2 / 6 * slope, "$h^2$", (-22, 4))
    draw.guide(ax, small, EPS * f / small, "$1/h$", (4, 4))
    for power, name in ((1 / 2, "1/2"), (1 / 3, "1/3")):
        plots.mark(ax, EPS**power, rf"$\varepsilon^{{{name}}}$")


def predict_secants():
    """Return the question of section 1."""
    return Prediction(
        "The picture below has a forward and a central secant of a parabola at x. You make h "
        "smaller. Which of them turns?",
        dict.fromkeys(
            ["Only the forward one.", "Only the central one.", "Both."],
            "A parabola bends evenly to both sides, so the central secant has the slope of the "
            "tangent at every h. The forward secant has it only in the limit.",
        ),
        right="Only the forward one.",
    )


def predict_slope():
    """Return the question of section 3."""
    return Prediction(
        "On the curve 0.01x² + 0.1x you go to the right in equal steps. How does the slope grow?",
        dict.fromkeys(
            ["By the same amount at each step.", "By more and more.", "By less and less."],
            "The curve itself grows by more and more, but its slope is 0.02x + 0.1.",
        ),
        right="By the same amount at each step.",
    )


def predict_smaller_h():
    """Return the question of section 4."""
    return Prediction(
        "You compute the slope of sin at x = 1, and make h ten times smaller, again and again. "
        "What happens to the error?",
        dict.fromkeys(
            ["It shrinks every time.", "It shrinks, then it grows.", "It stays the same."],
            "A smaller h brings the secant closer to the tangent. But f(x + h) and f(x − h) then "
            "agree in more and more digits, and what their difference has left is rounding.",
        ),
        right="It shrinks, then it grows.",
    )
