"""What lesson 04, Gradient descent, lets you explore and predict."""

import ipywidgets
import numpy as np

from .. import plots
from ..data import DECADES, SECONDS, games_loss, line_gradient
from ..descent import descent_path
from ..differentiate import gradient_field, numerical_gradient
from ..functions import SQUARE, bowl
from ..plots import descent as draw
from ..widgets.controls import log_slider, slider
from ..widgets.explorer import Explorer, explorer
from ..widgets.prediction import NumberPrediction, Prediction
from ..widgets.words import with_minus

START = (-3.0, 4.0)
PARTS = 3  # of a step: the gradient, minus lr times it, the move
CLOSE_UP = ((-8, 8), (-6.6, 6.6))  # has room for every gradient of the bowl from (-2, 2)²
MOST_STEPS = 100
H = 1e-4  # of the numerical gradient
FEW_STEPS, TARGET = 10, 1e-6  # the challenge
FIRST_STEPS = 40
ROOM = 60  # the last step with room for a number at its right
FAR = 1e4  # points beyond are not drawn: some browsers lose their way in huge coordinates
HEIGHTS = (1e-20, 1e4)  # of the picture of f
ROWS = 5  # of the table
LINE = (0.0, 10.0)  # w and b at the start of the fit
LINES = ((-0.25, 0.1), (9.5, 12.5))  # the starts that can be chosen
LEVELS = (0.06, 0.1, 0.2, 0.5, 1, 2)  # of the loss
FIT_STEPS, FIT_TARGET = 400, 0.0505  # the challenge: 1 % above the least loss, 0.04998


@explorer
def one_step(f=bowl):
    """Return an explorer of a step in three parts: the gradient, minus lr times it, the move."""
    figure, ax = plots.figure(height=4.6)
    _landscape(ax, f, CLOSE_UP, levels=12)
    styles = {r"$\nabla f$": plots.UPHILL, r"$-\mathrm{lr}\,\nabla f$": plots.DOWNHILL}
    gradient, downhill = (plots.moving_arrow(ax, style, 0.007) for style in styles.values())
    draw.legend_of_arrows(ax, styles)
    way, number = plots.MovingPath(ax), plots.moving_note(ax, (12, 8))

    def update(lr, part, x0, x1):
        done, now = divmod(part - 1, PARTS)
        path = descent_path(f, [x0, x1], lr, done + 1)
        here, there = path[-2:]
        slopes = numerical_gradient(f, here)
        plots.set_arrow(gradient, here, slopes)
        plots.set_arrow(downhill, here, there - here)
        gradient.set_visible(now < 2)
        downhill.set_visible(now > 0)
        _lead(way, path if now == 2 else path[:-1])
        end = way.end.get_xydata()[0]
        plots.set_note(number, end, f"{f(end):.2f}")
        return (
            f"Step {done + 1}, part {now + 1}: "
            + (
                f"at {_pair(here)} the gradient is {_pair(slopes)}.",
                f"minus {lr:.2f} times the gradient {_pair(slopes)} is {_pair(there - here)}.",
                f"x moves to {_pair(there)}, and f goes from {f(here):.2f} to {f(there):.2f}.",
            )[now]
        )

    controls = {
        "lr": slider(0.1, 1.0, 0.2, 0.05),
        "part": slider(1, 4 * PARTS, 2, 1),
        "x0": slider(-2, 2, -1.5),
        "x1": slider(-2, 2, 2.0),
    }
    return Explorer(figure, update, controls, drag={ax: ("x0", "x1")}, steps="part")


@explorer
def path(f=bowl, start=START, window=SQUARE):
    """Return an explorer of a whole descent: its path, f at each step, and the last numbers."""
    figure, (left, right) = plots.figure(1, 2, height=3.6, width_ratios=(3, 2))
    _landscape(left, f, window)
    plots.step_axes(right, MOST_STEPS, "$f$", HEIGHTS, yscale="log")
    draw.goal(right, FEW_STEPS + 0.5, TARGET)  # the star of step 10 lies inside
    way, fall = plots.MovingPath(left), plots.MovingPath(right)
    for drawn in (way, fall):
        drawn.end.set_clip_on(False)  # a star at the edge is seen whole
    number = plots.moving_note(right)
    table = ipywidgets.HTML()

    def update(lr, step_num, x0, x1):
        points = descent_path(f, [x0, x1], lr, step_num)
        with np.errstate(over="ignore", invalid="ignore"):
            heights = f(points.T)
            table.value = _table(f, points, heights)
        _lead(way, np.where(abs(points) < FAR, points, np.nan), _is_in(window, points[-1]))
        _lead(fall, np.column_stack([np.arange(len(points)), heights]), heights[-1] <= HEIGHTS[1])
        fall.end.set_ydata(np.maximum(heights[-1:], HEIGHTS[0]))  # a star below it at the edge
        beside = min(step_num, ROOM), fall.end.get_ydata()[0]
        plots.set_note(number, beside, f"{heights[-1]:.2g}" if fall.end.get_visible() else "")
        met = f is bowl and (x0, x1) == START and step_num <= FEW_STEPS and heights[-1] < TARGET
        return _outcome(points, heights, lr) + (" Challenge met." if met else "")

    (x0, x1), (across, up) = start, window
    controls = {
        "lr": log_slider(-3, 0.2, 0.1),  # higher, the numerical gradient freezes in ten steps
        "step_num": slider(0, MOST_STEPS, FIRST_STEPS, 1),
        "x0": slider(*across, x0),
        "x1": slider(*up, x1),
    }
    drag = {left: ("x0", "x1")}
    return Explorer(figure, update, controls, drag=drag, steps="step_num", below=[table])


@explorer
def fit():
    """Return an explorer of a line that descent lays through points: the line, and w and b."""
    figure, (points, plane) = draw.figure_of_a_fit()
    mesh = np.meshgrid(*(np.linspace(*side, 121) for side in LINES))
    plots.weight_plane(plane, *mesh, games_loss(mesh), LEVELS)
    first, years = plots.moving_line(points, plots.GUIDE), np.array(points.get_xlim())
    line = plots.FittedLine(points, DECADES, SECONDS)
    way, number = draw.LongPath(plane), draw.moving_loss(plane)

    def update(lr, step_num, w, b):
        path = descent_path(games_loss, [w, b], lr, step_num, grad=_slopes_of_loss)
        before, after = games_loss(path[[0, -1]].T)
        seen = np.where(abs(path) < FAR, path, np.nan)
        first.set_data(years, w * years + b)
        line.set(*seen[-1])
        _lead(way, seen, plane.viewLim.contains(*path[-1]))
        plots.set_note(number, path[-1], f"{after:.4f}" if way.end.get_visible() else "")
        return _fitted(path, before, after, lr)

    (w, b), (across, up) = LINE, LINES
    controls = {
        "lr": slider(0.001, 0.018, 0.01, 0.0005),
        "step_num": slider(0, FIT_STEPS, 60, 1),
        "w": slider(*across, w, 0.005),
        "b": slider(*up, b, 0.05),
    }
    return Explorer(figure, update, controls, drag={plane: ("w", "b")}, steps="step_num")


@explorer
def forgetful(f=bowl, lr=0.1, step_num=MOST_STEPS):
    """Return an explorer of two descents: one whose gradient leaves x moved, and the right one."""
    figure, (left, right) = plots.figure(1, 2, height=3.6, width_ratios=(3, 2))
    _landscape(left, f, SQUARE)
    plots.step_axes(right, step_num, "$f$", HEIGHTS, yscale="log")
    wrong = [plots.moving_line(ax, plots.WRONG) for ax in (left, right)]
    number = plots.moving_note(right, (0, 14), ha="right")
    true = [plots.MovingPath(ax) for ax in (left, right)]

    def update(h, x0, x1):
        astray = _forgetful_path(f, np.array([x0, x1]), lr, step_num, h)
        for lines, points in ((wrong, astray), (true, descent_path(f, [x0, x1], lr, step_num))):
            lines[0].set_data(*points.T)
            lines[1].set_data(np.arange(len(points)), f(points.T))
        plots.set_note(number, (step_num, f(astray[-1])), f"{f(astray[-1]):.2g}")
        end = ", ".join(map(_number, astray[-1]))
        run = f"From ({x0:.1f}, {x1:.1f}) with h = {h:.3g}"
        return f"{run} the forgetful descent ends at ({end}), where f is {f(astray[-1]):.3g}."

    controls = {"h": log_slider(-4, -0.5, 0.1), "x0": slider(-5, 5, -3.0), "x1": slider(-5, 5, 4.0)}
    return Explorer(figure, update, controls, drag={left: ("x0", "x1")})


# The gradient of a mean of squares is linear in w and b: that at three places gives all of them, in
# a fifth of the time.
_AT_0, *_AT_1 = (line_gradient(wb, DECADES, SECONDS) for wb in ((0, 0), (1, 0), (0, 1)))
_SLOPES = np.column_stack(_AT_1) - _AT_0[:, None]


def _slopes_of_loss(wb):
    return _SLOPES @ wb + _AT_0


def _fitted(path, before, after, lr):
    """Return the sentence of a line that descent has laid, or of one that ran away."""
    (w, b), (slope, height) = path[[0, -1]]
    start = {"k": len(path) - 1, "lr": lr, "w": w, "b": b}
    if after > 1.01 * before:
        return _RAN_AWAY.format(**start, before=before, after=after)
    is_met = np.allclose(path[0], LINE) and after < FIT_TARGET
    said = _FITTED.format(**start, slope=slope, height=height, loss=after)
    return said + (" Challenge met." if is_met else "")


def _lead(way, points, is_seen=True):
    """Lead a path through points; a start alone has no end, and one outside is not seen."""
    way.set_data(*points.T)
    way.end.set_visible(len(points) > 1 and is_seen)


def _is_in(window, point):
    """Tell whether a point is inside a window around 0."""
    return bool(np.all(abs(point) <= np.max(window, axis=1)))


def _landscape(ax, f, window, levels=8):
    mesh = np.meshgrid(*(np.linspace(*side, 81) for side in window))
    plots.contours(ax, *mesh, f(np.array(mesh)), levels)


def _pair(x):
    x = np.round(x, 2) + 0.0  # no -0.00
    return f"({x[0]:.2f}, {x[1]:.2f})"


def _outcome(points, heights, lr):
    """Return the sentence of a descent, which may have run away."""
    (x0, x1), steps = points[0], len(points) - 1
    run = f"After {steps} step{'s' * (steps != 1)} with lr = {lr:.3g} from ({x0:.1f}, {x1:.1f})"
    before, after = heights[[0, -1]]
    if not after <= 1.01 * before + 1e-9:
        said = f"{run} it ran away: f went up from {before:.3g} to {_number(after)}."
    else:
        end = ", ".join(map(_number, points[-1]))
        said = f"{run}, x is ({end}) and f is {after:.3g}."
    return said + _LOST.get(_lost(points[-1]).max(), "")


_FITTED = (
    "Step {k} with lr = {lr:.4f} from w = {w:.3f} and b = {b:.2f}: the line is "
    "t = {slope:.4f}·x + {height:.4f}, and the loss is {loss:.4f}."
)
_RAN_AWAY = (
    "Step {k} with lr = {lr:.4f} from w = {w:.3f} and b = {b:.2f}: the line ran away, "
    "and the loss went up from {before:.4f} to {after:.3g}."
)
_LOST = {
    1: " This x is too small: for the computer h + x is h, and the gradient comes out as 0.",
    2: " This x is too far out: for the computer x + h is x, and the gradient comes out as 0.",
}


def _lost(x):
    """Return 1 where x is lost in x + h, 2 where h is, and 0 where the gradient can be trusted."""
    return np.where(x + H == x, 2, np.where((x + H == H) & (x != 0), 1, 0))


def _number(value):
    """Return four decimals where they say something, else a power of ten."""
    if not np.isfinite(value):
        return "too large to show"
    return f"{value + 0.0:.4f}" if value == 0 or 1e-3 <= abs(value) < 1e5 else f"{value:.3e}"


def _table(f, points, heights):
    """Return the last rows of a descent as HTML; the same number of rows for any descent."""
    names = ("step", "x0", "x1", "∂f/∂x0", "∂f/∂x1", "f")
    first = max(len(points) - ROWS, 0)
    slopes = gradient_field(f, points[first:].T).T
    rows = [
        _row("td", [k, *map(_number, x), *map(_slope, slope, _lost(x)), _number(height)])
        for k, x, slope, height in zip(
            range(first, len(points)), points[first:], slopes, heights[first:], strict=True
        )
    ]
    rows += [_row("td", "\N{NO-BREAK SPACE}" * len(names))] * (ROWS - len(rows))
    return f'<table class="gradlab-steps">{_row("th", names)}{"".join(rows)}</table>'


def _slope(value, lost):
    """Return a slope, or why it is none."""
    return ("", "x too small", "x too far")[lost] or _number(value)


def _row(kind, cells):
    scope = ' scope="col"' if kind == "th" else ""
    return f"<tr>{''.join(f'<{kind}{scope}>{with_minus(str(c))}</{kind}>' for c in cells)}</tr>"


def _forgetful_path(f, x, lr, step_num, h):
    """Return the path of a descent whose gradient leaves x moved."""
    path = [x.copy()]
    for _ in range(step_num):
        x -= lr * _leave_moved(f, x, h)
        path.append(x.copy())
    return np.array(path)


def _leave_moved(f, x, h):
    """Return the gradient of f at x, and leave every element of x at x - h."""
    gradient = np.empty_like(x)
    for i in range(x.size):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        gradient[i] = (above - f(x)) / (2 * h)
    return gradient


def predict_direction():
    """Return the question of section 1."""
    return Prediction(
        "At x = (−1.5, 2) the gradient of x0² + x1² is (−3, 4). You want f to fall. Where do you "
        "go from there?",
        {
            "Along the gradient.": (
                "The gradient points to where f rises most: along it you climb, away from (0, 0)."
            ),
            "Against the gradient.": (
                "The gradient points to where f rises most, so the way back, minus the gradient, "
                "is where f falls most."
            ),
            "At right angles to it.": (
                "At right angles to the gradient you go along a contour: f hardly changes."
            ),
        },
        right="Against the gradient.",
    )


def predict_ten_steps():
    """Return the question before the table of section 2."""
    return NumberPrediction(
        "The first step with lr = 0.1 takes f from 25 to 16. How large is f after ten steps?",
        bowl(descent_path(bowl, START, 0.1, FEW_STEPS)[-1]),
        "A step takes x to 0.8 x, so it takes f, which is made of squares, to 0.64 f; and ten "
        "factors of 0.64 make 0.0115.",
    )


def predict_2028():
    """Return the question of section 3."""
    w, b = np.polyfit(DECADES, SECONDS, 1)
    return NumberPrediction(
        "The best line through the winning times is t = −0.1185·x + 11.068, with x in decades "
        "since 1896. Which time does it say for 2028, in seconds?",
        w * 13.2 + b,
        "2028 is 13.2 decades after 1896, and the line falls by 0.1185 s in each of them.",
        near=0.005,
    )


def predict_second_run():
    """Return the question of section 4."""
    return Prediction(
        "careless(f, start) runs twice, with the same array as its start. Then that array is "
        "shown. What do you expect?",
        {
            "Both runs return the same, and the start is as it was.": (
                "So it would be if x were an array of its own. It is a second name of the array "
                "start, and -= puts new numbers into it."
            ),
            "Both return the same, but the start has moved.": (
                "The start has moved, and so the second run begins at another point than the "
                "first: it cannot end at the same one."
            ),
            "The second returns another point, and the start has moved.": (
                "x and the start are two names of one array, and -= changes that array. The "
                "second run begins where the first has ended."
            ),
        },
        right="The second returns another point, and the start has moved.",
    )
