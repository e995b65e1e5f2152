"""What lesson 01, Derivative, lets you explore and predict."""

import numpy as np

from .. import plots
from ..data import DECADES, SECONDS, games_loss, line_gradient
from ..differentiate import numerical_diff, tangent_line
from ..functions import parabola, sin
from ..plots import derivative as draw
from ..widgets.controls import log_slider, slider
from ..widgets.explorer import Explorer, explorer
from ..widgets.prediction import NumberPrediction, Prediction
from ..widgets.sketch import Sketch
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
HELD_B = 11.07  # the best b of the line through the Olympic times, to two digits
W_STEP = 0.002
TURN = {
    1: "With w = {w:.3f} the loss is {loss:.4f} and its slope {slope:.2f}: turn w down.",
    -1: "With w = {w:.3f} the loss is {loss:.4f} and its slope {slope:.2f}: turn w up.",
    0: "With w = {w:.3f} the loss is {loss:.4f} and its slope {slope:.2f}: no other w here is "
    "better.",
}


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
    triangle, point = draw.MovingTriangle(ax, plots.FORWARD["color"]), plots.moving_point(ax)

    def update(x, h):
        x = np.float64(x)  # where f has no value, numpy gives inf or nan, and the picture has a gap
        point.set_data([x], [f(x)])
        triangle.set((x, f(x)), h, f(x + h) - f(x))
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
    """Return an explorer of the tangent of `f` at x, above the slopes that it has at every x.

    One to the right, the tangent goes up by what the point below is high.
    """
    figure, (above, below) = plots.figure(2, height=4.6, sharex=True)
    x_slider, ends = _along(window), np.array(window)
    xs, heights, slopes = _curve(f, ends)
    plots.curve(above, xs, heights, "$f(x)$")
    plots.curve(below, xs, slopes, "$f'(x)$")
    plots.zero(below)
    line = plots.moving_line(above, plots.TANGENT)
    color = plots.TANGENT["color"]
    triangle, height = draw.MovingTriangle(above, color), draw.MovingRise(below, color)
    point, value = plots.moving_point(above), plots.moving_point(below)

    def update(x):
        x = np.float64(x)
        slope = numerical_diff(f, x) if np.isfinite(f(x)) else np.nan
        line.set_data(ends, tangent_line(f, x)(ends))
        point.set_data([x], [f(x)])
        triangle.set((x, f(x)), 1, slope)
        height.set((x, 0), slope)
        value.set_data([x], [slope])
        if not np.isfinite(f(x)):
            return NO_VALUE.format(x=x)
        return f"At x = {x:.4g} the tangent has slope {number(slope)}; f(x) is {number(f(x))}."

    place = ("x", None)
    return Explorer(figure, update, {"x": x_slider}, drag={above: place, below: place})


@explorer
def microscope(f=sin, window=(0, 6)):
    """Return an explorer of `f` and its tangent at x, enlarged about the point up to 1000 times.

    At a zoom of 1 a window half as wide as the whole is seen; s goes from the point to its edge.
    """
    figure, (whole, enlarged) = draw.figure_of_a_microscope()
    xs, heights, _ = _curve(f, np.array(window))
    plots.curve(whole, xs, heights, "$f(x)$")
    size = np.array([np.ptp(window) / 4, 0.75 * np.ptp(heights[np.isfinite(heights)]) or 1])
    box, point = plots.moving_line(whole, draw.BOX), plots.moving_point(whole)
    lens = draw.Lens(enlarged)

    def update(x, zoom):
        x, (s, up) = np.float64(x), size / zoom
        point.set_data([x], [f(x)])
        box.set_data(x + s * draw.CORNERS[0], f(x) + up * draw.CORNERS[1])
        g = numerical_diff(f, x) if np.isfinite(f(x)) else np.nan
        gap = abs(f(x + s) - (f(x) + g * s))
        lens.set((f(x + s * lens.across) - f(x)) / up, g * s / up)
        lens.tell(s, gap)
        if not np.isfinite(f(x)):
            return NO_VALUE.format(x=x)
        said = "At s = {s:.3g} the gap between curve and tangent is {gap:.3g}: {share:.3g} % of s."
        return said.format(s=s, gap=gap, share=100 * gap / s)

    controls = {"x": _along(window), "zoom": log_slider(0, 3, 1)}
    return Explorer(figure, update, controls, drag={whole: ("x", None)})


@explorer
def along_w():
    """Return an explorer of the line through the Olympic times, and its loss along w alone."""
    figure, (games, loss) = draw.figure_of_a_weight()
    fitted, pull = plots.FittedLine(games, DECADES, SECONDS), draw.right_end(games, HELD_B)
    handle = plots.moving_point(games, plots.X0["color"])
    ws = np.linspace(*loss.get_xlim(), 121)
    loss.plot(ws, games_loss([ws, np.full_like(ws, HELD_B)]), **plots.FUNCTION)
    tangent, ring = draw.MovingSlope(loss), plots.moving_point(loss)

    def update(w):
        fitted.set(w, HELD_B)
        handle.set_data([draw.LAST_X], [HELD_B + w * draw.LAST_X])
        height = games_loss([w, HELD_B])
        slope = line_gradient([w, HELD_B], DECADES, SECONDS)[0]
        tangent.set((w, height), slope)
        ring.set_data([w], [height])
        # Within half a step of the lowest place, that is half a step times the bend.
        way = 0 if abs(slope) <= W_STEP * np.mean(DECADES**2) else int(np.sign(slope))
        return TURN[way].format(w=w, loss=height, slope=slope)

    w_slider = slider(*draw.W_ENDS, 0.0, W_STEP)
    return Explorer(figure, update, {"w": w_slider}, drag={pull: (None, "w"), loss: ("w", None)})


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


def sketch_slope():
    """Return the question of section 2 that is answered by drawing."""
    figure, (above, below) = plots.figure(2, height=4.6, sharex=True)
    xs, heights, _ = _curve(_bump, np.array([0.0, 10.0]))
    plots.curve(above, xs, heights, "$f(x)$")
    below.set(xlabel="$x$", ylabel="$f'(x)$")
    plots.zero(below)
    point = plots.moving_point(above)
    return Sketch(
        "Draw the slope of the upper curve into the lower panel: at each x, how steep f is there.",
        figure,
        below,
        lambda x: numerical_diff(_bump, x),
        x=slider(0.0, 10.0, 0.0, 0.25),
        y=slider(-1.0, 1.0, 0.0, 0.05),
        reason="On the way up the slope is above 0, at the top it is 0, on the way down it is "
        "below 0. It is largest where f is steepest, half-way up, and not where f is highest.",
        near=0.15,
        follow=lambda x: point.set_data([x], [_bump(x)]),
    )


def _bump(x):
    return 2 * np.exp(-((x - 5) ** 2) / 4.5)


def predict_secants():
    """Return the question of section 1."""
    return Prediction(
        "The picture below has two secants of a parabola at x = 5: the forward one and the central "
        "one. You make h smaller. Which of the two lines changes its slope?",
        {
            "Only the forward one.": (
                "A parabola bends evenly to both sides, so the central secant has the slope of the "
                "tangent at every h. The forward secant looks ahead only, where the curve is "
                "steeper: it has that slope only in the limit."
            ),
            "Only the central one.": (
                "The central secant has one end on each side of x. As h shrinks, both ends move in "
                "by the same distance, and on a parabola what one side is too steep the other is "
                "too flat."
            ),
            "Both.": (
                "The forward one does. But the central one does not on a parabola: its ends move "
                "in from both sides, and the line only shifts down, parallel to itself."
            ),
        },
        right="Only the forward one.",
    )


def predict_slope():
    """Return the question of section 1 about the curve of the picture."""
    return NumberPrediction(
        "The curve in the picture is 0.01x² + 0.1x. What is its slope at x = 10?",
        0.3,
        "By the rules from school the slope of 0.01x² is 0.02x, and that of 0.1x is 0.1; at 10 "
        "they add up to 0.2 + 0.1.",
        near=0.01,
    )


def predict_height():
    """Return the question of section 2."""
    return NumberPrediction(
        "At x = 10 the curve is at height 2, with slope 0.3. How high is its tangent at x = 11?",
        2.3,
        "The tangent starts at the point, at height 2, and one to the right it is higher by its "
        "slope, 0.3.",
        near=0.01,
    )


def predict_gap():
    """Return the question of section 3."""
    return NumberPrediction(
        "At a distance s from the point the tangent is a little away from the curve. You make s "
        "ten times smaller. How many times smaller is the gap between the two then?",
        100,
        "The gap grows with s²: a tenth of the step leaves a hundredth of the gap.",
    )


def predict_turn():
    """Return the first question of section 4."""
    return Prediction(
        "With w = 0 the slope of the loss along w is 14.12. You see neither the line nor the "
        "points. Which way do you turn w, to make the loss smaller?",
        {
            "Up, above 0.": (
                "A slope above 0 says that the loss grows when w grows: a step of 0.01 up adds "
                "about 0.141."
            ),
            "Down, below 0.": (
                "The slope is above 0, so the loss grows with w, and falls when w gets smaller."
            ),
            "Nobody can tell from the slope alone.": (
                "You cannot tell how far to go. But the sign of the slope tells on which side the "
                "loss is smaller, at least for a small step."
            ),
        },
        right="Down, below 0.",
    )


def predict_loss():
    """Return the second question of section 4."""
    return NumberPrediction(
        "With w = 0 the loss is 0.8878, and its slope along w is 14.12. How large is the loss with "
        "w = −0.01? Work it out from these two numbers.",
        games_loss([-0.01, HELD_B]),
        "f(x + s) is about f(x) + g·s: 0.8878 − 14.12 · 0.01 is 0.7466. The 0.8 % that are missing "
        "are the gap of the microscope.",
        near=0.01,
    )


def predict_smaller_h():
    """Return the question of section 5."""
    return Prediction(
        "You compute the slope of sin at x = 1, and make h ten times smaller, again and again. "
        "What happens to the error?",
        {
            "It shrinks every time.": (
                "It does at first. But f(x + h) and f(x − h) agree in more and more of their 16 "
                "digits, and in the end nothing is left of their difference but rounding."
            ),
            "It shrinks, then it grows.": (
                "A smaller h brings the secant closer to the tangent. But f(x + h) and f(x − h) "
                "then agree in more and more digits, and what their difference has left is "
                "rounding."
            ),
            "It stays the same.": (
                "On a parabola the central secant is right at every h. But sin is no parabola: "
                "with a large h the secant is not yet the tangent."
            ),
        },
        right="It shrinks, then it grows.",
    )
