"""What lesson 09, Curvature, lets you explore and predict."""

from functools import lru_cache

import numpy as np
from ipywidgets import Dropdown

from .. import plots, race
from ..functions import Function, himmelblau, rosenbrock, saddle, turned_bowl, wavy
from ..momentum import long_run_factor, momentum_path
from ..newton import newton_path
from ..plots import curvature as draw
from ..plots.descent import goal
from ..plots.learning_rate import across
from ..widgets.controls import log_slider, slider
from ..widgets.explorer import Explorer, explorer
from ..widgets.prediction import NumberPrediction, Prediction
from ..widgets.rendering import settle

FAR = 1e4  # points beyond are not drawn: some browsers lose their way in huge coordinates
FAR_UP = 1e6  # of f: no run comes back from there
LEVEL = 1e-9  # a curvature as small as that is 0, and rounding
SIDE = np.linspace(-4.5, 4.5, 181)
# Each f, its slope, its curvature, and the heights of the pictures of f and of the slope.
CURVES = {
    "x² + 3x + 2": (
        lambda x: (x + 1) * (x + 2), lambda x: 2 * x + 3, lambda x: 2 + 0 * x, (-6, 32), (-8, 14),
    ),
    "x⁴": (
        lambda x: x**4, lambda x: 4 * x**3, lambda x: 12 * x**2, (-30, 270), (-270, 270),
    ),
    "x·cos x": (
        wavy.f, wavy.slopes, lambda x: -2 * np.sin(x) - x * np.cos(x), (-5, 5), (-5, 5),
    ),
    "√(1 + x²)": (
        lambda x: np.sqrt(1 + x * x), lambda x: x / np.sqrt(1 + x * x),
        lambda x: (1 + x * x) ** -1.5, (-0.8, 5), (-1.3, 1.3),
    ),
}  # fmt: skip
PARABOLA_STEPS = 8
STEP_H = 10.0 ** np.linspace(-9, 0, 181)
ERRORS = {  # f, f′(1) and f″(1)
    "eˣ": (np.exp, np.e, np.e),
    "sin x": (np.sin, np.cos(1), -np.sin(1)),
    "√x": (np.sqrt, 0.5, -0.25),
}
EPS = np.finfo(float).eps
WINDOW = ((-5, 5), (-5, 5))
LANDSCAPES = {  # each with the heights of its contours, and how far the slices go up and down
    "x0² + x0·x1 + x1²": (turned_bowl, (1, 3, 6, 12, 20, 30, 45), 20),
    "x0² − x1²": (saddle, (-20, -12, -6, -2, 2, 6, 12, 20), 20),
    "Himmelblau": (himmelblau, (5, 20, 50, 100, 150, 200, 300, 500), 100),
}
SLICE = np.linspace(-3, 3, 61)
KAPPAS = ("2", "20", "100", "1000")
BALL_START, BALL_STEPS, MOST_STEPS, PLAIN_STEPS = (-3.0, 4.0), 100, 1000, 5000
GOAL = 1e-6
BALL_HEIGHTS, BALL_TICKS = (1e-8, 1e6), 10.0 ** np.arange(-8, 7, 4)
RACE_START, RACE_CALLS, CHALLENGE_CALLS = (-1.2, 1.0), 800, 400
CHALLENGE_START = (0.0, 0.0)
RACE_LEVELS = (0.3, 3, 30, 300, 1500)
RACE_HEIGHTS, RACE_TICKS = (1e-8, 1e5), 10.0 ** np.arange(-8, 5, 4)
RUNNERS = ("Descent", "Backtracking", "Momentum", "Newton")
SAME = 1e-6  # a run has arrived where it is as near to its end
END_STEPS = 60  # the longest of Newton's runs on Himmelblau from the map takes 34
KINDS = ("minimum", "saddle", "maximum")
BENDS = ("both curvatures are above 0", "one curvature is below 0", "both curvatures are below 0")


@explorer
def parabola():
    """Return an explorer of Newton's steps on a curve: the parabola that touches, and the slope."""
    figure, (above, below) = draw.figure_of_a_parabola()
    touching, tangent = (plots.moving_line(ax, draw.TOUCHING) for ax in (above, below))
    ways = [plots.moving_line(ax, plots.GUIDE) for ax in (above, below)]
    stars = [plots.moving_line(ax, draw.LEVEL) for ax in (above, below)]
    here = [plots.moving_line(ax, draw.HERE) for ax in (above, below)]
    ring = plots.moving_point(above)

    def backdrop(f):
        curve, slope, _, *limits = CURVES[f]
        for ax, values, its in zip((above, below), (curve, slope), limits, strict=True):
            draw.curve(ax, SIDE, values(SIDE), its)

    def update(f, x, k):
        curve, slope, curvature, *_ = CURVES[f]
        points = _newton_on_a_curve(slope, curvature, x, k + 1)
        at, there = points[-2:]
        y, g, c = curve(at), slope(at), curvature(at)
        parabola = y + g * (SIDE - at) + c * (SIDE - at) ** 2 / 2
        low = curve(there)
        touching.set_data(*_near(np.array([SIDE, parabola])))
        tangent.set_data(*_near(np.array([SIDE, g + c * (SIDE - at)])))
        for star, way, bottom, foot in zip(stars, ways, (y + g * (there - at) / 2, 0),
                                           (low, slope(there)), strict=True):  # fmt: skip
            star.set_data(*_near(np.array([[there], [bottom]])))
            way.set_data(*_near(np.array([[there, there], [bottom, foot]])))
        for dot, height in zip(here, (y, g), strict=True):
            dot.set_data(*_near(np.array([[at], [height]])))
        ring.set_data([x], [curve(x)])
        return _said_of_a_step(k, at, there, g, c, y, low)

    controls = {
        "f": Dropdown(options=list(CURVES), value="x·cos x"),
        "x": slider(-4.0, 4.0, 2.7, 0.05),
        "k": slider(0, PARABOLA_STEPS, 0, 1),
    }
    for ax, limits in zip((above, below), CURVES["x⁴"][3:], strict=True):
        ax.set(xlim=SIDE[[0, -1]], ylim=limits)  # the widest numbers
    settle(figure)
    return Explorer(
        figure, update, controls, backdrop=backdrop, drag={above: ("x", None)}, steps="k"
    )


@explorer
def best_h():
    """Return an explorer of the errors of the slope and of the second difference, over h."""
    figure, ax = plots.figure(height=3.9)
    draw.error_axes(ax, STEP_H[[0, -1]], (1e-13, 1e3))
    draw.best_h(ax, EPS ** (1 / 3), r"$\varepsilon^{1/3}$")
    draw.best_h(ax, EPS ** (1 / 4), r"$\varepsilon^{1/4}$")
    lines = [plots.moving_line(ax, {**style, "marker": ""}) for style in (draw.FIRST, draw.SECOND)]
    marks = [plots.moving_marker(ax, style) for style in (draw.FIRST, draw.SECOND)]
    plots.legend(ax, dict(zip(("$f'$", "$f''$"), marks, strict=True)), loc="upper right")

    def update(f, h):
        for line, mark, errors, here in zip(
            lines, marks, _errors(f, STEP_H), _errors(f, h), strict=True
        ):
            line.set_data(STEP_H, errors)
            mark.set_data([h], [here])
        first, second = _errors(f, h)
        return (
            f"With h = {h:.2g} the slope of {f} at x = 1 is off by {first:.2g}, "
            f"and the second difference by {second:.2g}."
        )

    controls = {"f": Dropdown(options=list(ERRORS)), "h": log_slider(-9, 0, 1e-2)}
    return Explorer(figure, update, controls, drag={ax: ("h", None)})


@explorer
def touching():
    """Return an explorer of the bowl that touches a landscape, its own axes, and its middle."""
    figure, plane, slices = draw.figure_of_a_touching_bowl()
    contour = plots.moving_line(plane, draw.TOUCHING)
    axes = [plots.moving_line(plane, style) for style in draw.OWN]
    step, star = plots.moving_line(plane, draw.WAY), plots.moving_line(plane, draw.LEVEL)
    ring = plots.moving_point(plane)
    cuts = [
        (plots.moving_line(ax, plots.FUNCTION), plots.moving_line(ax, draw.TOUCHING))
        for ax in slices
    ]

    def backdrop(f):
        function, levels, limit = LANDSCAPES[f]
        draw.landscape(plane, function, levels, WINDOW)
        for ax in slices:
            ax.set(ylim=(-1.6 * limit, 1.6 * limit), yticks=(-limit, 0, limit))

    def update(f, x0, x1):
        function, *_ = LANDSCAPES[f]
        x = np.array([x0, x1])
        g, (own, along) = function.gradient(x), np.linalg.eigh(function.hessian(x))
        to = along @ -((along.T @ g) / own) if abs(own).min() > LEVEL else np.full(2, np.nan)
        contour.set_data(*_near(_contour_of_a_bowl(x + to, own, along, along.T @ to)))
        for line, way in zip(axes, along.T, strict=True):
            line.set_data(*(x + np.outer([-9, 9], way)).T)
        step.set_data(*_near(np.array([x, x + to]).T))
        star.set_data(*_near((x + to)[:, None]))
        ring.set_data([x0], [x1])
        for (its, bowl), way, slope, curvature in zip(cuts, along.T, along.T @ g, own, strict=True):
            its.set_data(SLICE, function(x[:, None] + np.outer(way, SLICE)) - function(x))
            bowl.set_data(SLICE, slope * SLICE + curvature * SLICE**2 / 2)
        return _said_of_a_bowl(function, x, own, to)

    controls = {
        "f": Dropdown(options=list(LANDSCAPES), value="Himmelblau"),
        "x0": slider(-5.0, 5.0, -3.6, 0.1),
        "x1": slider(-5.0, 5.0, 4.2, 0.1),
    }
    draw.name_slices(slices, axes, SLICE[[0, -1]])
    draw.plane_axes(plane, WINDOW)
    settle(figure)
    return Explorer(figure, update, controls, backdrop=backdrop, drag={plane: ("x0", "x1")})


@explorer
def speeds():
    """Return an explorer of descents with momentum: a map of how fast each lr and β are."""
    figure, left, right, below = across(4.9, (6, 4), wide=1)
    draw.speed_axes(left)
    pair, path = plots.moving_point(left), plots.MovingPath(right)
    plain = plots.moving_line(below, draw.PLAIN)
    line = plots.moving_line(below, draw.PAIR)
    plots.step_axes(below, BALL_STEPS, "$f$", BALL_HEIGHTS, yscale="log", yticks=BALL_TICKS)
    plots.legend(below, {r"$\beta=0$": plain}, loc="upper right")
    k = np.arange(BALL_STEPS + 1)

    def backdrop(kappa):
        draw.speeds(left, *_steps_of_pairs(kappa))
        draw.landscape(right, _long_bowl(kappa), (1, 4, 9, 16, 25, 36), WINDOW)

    def update(kappa, lr, beta):
        f = _long_bowl(kappa)
        way = momentum_path(f, BALL_START, lr, beta, MOST_STEPS, f.gradient)
        heights = f(way.T)
        pair.set_data([lr], [beta])
        path.set_data(*_near(way[: BALL_STEPS + 1]).T)
        line.set_data(k, heights[: BALL_STEPS + 1])
        plain.set_data(k, _plain(kappa)[: BALL_STEPS + 1])
        return (
            f"κ = {kappa}, lr = {lr:.2f}, β = {beta:.2f}: the run {_needed(heights)}; after one "
            f"step f is {heights[1]:.4g}. "
            f"Without momentum, the best lr of the long run {_needed(_plain(kappa))}."
        )

    controls = {
        "kappa": Dropdown(options=KAPPAS, value="20"),
        "lr": slider(0.02, 2.0, 0.94, 0.02),
        "beta": slider(0.0, 0.98, 0.0, 0.02),
    }
    for name, symbol in (("kappa", "κ"), ("beta", "β")):
        controls[name].description = symbol
    draw.plane_axes(right, WINDOW)
    settle(figure)
    return Explorer(figure, update, controls, backdrop=backdrop, drag={left: ("lr", "beta")})


@explorer
def down_the_valley():
    """Return an explorer of four ways down Rosenbrock's valley, each for the same calls of f."""
    figure, panels, below = draw.figure_of_a_race(draw.RUNS)
    for ax in panels:
        draw.landscape(ax, rosenbrock, RACE_LEVELS, rosenbrock.window, n=301)
        ax.set(xlabel="", ylabel="", xticks=(-2, 0, 2), yticks=(0, 2))
    paths = [draw.SmallPath(ax) for ax in panels]
    plots.step_axes(below, RACE_CALLS, "$f$", RACE_HEIGHTS, yscale="log", yticks=RACE_TICKS)
    below.set_xlabel("$n$")
    goal(below, CHALLENGE_CALLS, GOAL)
    lines = {name: plots.moving_line(below, style) for name, style in draw.RUNS.items()}
    plots.legend(below, lines, loc="upper right", ncols=4, borderpad=0)

    def update(calls, lr, beta, x0, x1):
        runs = _race(lr, beta, (x0, x1))
        said = []
        for path, line, run, name in zip(paths, lines.values(), runs, RUNNERS, strict=True):
            seen = run.calls <= calls
            points, heights = run.points[seen], rosenbrock(run.points[seen].T)
            path.set_data(*_near(points).T)
            line.set_data(run.calls[seen], np.where(heights > 0, heights, np.nan))
            said.append(f"{name} {_height(heights[-1])}")
        met = race.calls_needed(rosenbrock, runs[2], GOAL)
        is_met = (x0, x1) == CHALLENGE_START and met is not None and met <= CHALLENGE_CALLS
        return (
            f"From ({x0:.1f}, {x1:.1f}) with lr = {lr:.3g} and β = {beta:.3f}, after {calls} "
            f"calls of f: {'; '.join(said)}.{' Challenge met.' * is_met}"
        )

    controls = {
        "calls": slider(0, RACE_CALLS, 400, 20),
        "lr": log_slider(-4, -2, 1e-3, 40),
        "beta": slider(0.0, 0.99, 0.9, 0.005),
        "x0": slider(-2.0, 2.0, RACE_START[0], 0.1),
        "x1": slider(-1.0, 3.0, RACE_START[1], 0.1),
    }
    controls["calls"].description, controls["beta"].description = "n", "β"
    drag = {ax: ("x0", "x1") for ax in panels} | {below: ("calls", None)}
    return Explorer(figure, update, controls, drag=drag, steps="calls")


@explorer
def ends():
    """Return an explorer of where Newton's method ends on Himmelblau, beside where f bends down."""
    figure, (left, right) = plots.figure(1, 2, height=3.4)
    mesh, at_end, at_start = _map_of_ends()
    for ax, which in ((left, at_end), (right, at_start)):
        draw.kinds(ax, mesh, which)
        draw.places(ax, *_stationary())
        ax.set(xlim=WINDOW[0], ylim=WINDOW[1])
    path, ring = plots.MovingPath(left), plots.moving_point(right)

    def update(x0, x1):
        x = np.array([x0, x1])
        exact = {"grad": himmelblau.gradient, "hess": himmelblau.hessian}
        way = newton_path(himmelblau, x, END_STEPS, **exact)
        steps = int((abs(way - way[-1]).max(axis=1) < SAME).argmax())
        end, bends = way[-1], BENDS[race.ways_down(himmelblau, x)]
        path.set_data(*_near(way[: steps + 1]).T)
        ring.set_data([x0], [x1])
        return (
            f"At ({x0:.1f}, {x1:.1f}) {bends}. From there Newton's steps lead to the "
            f"{KINDS[race.ways_down(himmelblau, end)]} at ({end[0]:.2f}, {end[1]:.2f}), "
            f"in {_counted(steps)}; f goes from {himmelblau(x):.4g} to "
            f"{_tidy(himmelblau(end)):.4g}."
        )

    controls = {"x0": slider(-5.0, 5.0, 0.0, 0.1), "x1": slider(-5.0, 5.0, 0.0, 0.1)}
    return Explorer(figure, update, controls, drag={ax: ("x0", "x1") for ax in (left, right)})


def _newton_on_a_curve(slope, curvature, x, steps):
    """Return x and the points of Newton's steps, nan from where no parabola is level."""
    points = [x]
    for _ in range(steps):
        x, c = points[-1], curvature(points[-1])
        points.append(x - slope(x) / c if abs(c) > LEVEL else np.nan)
    return points


def _said_of_a_step(k, at, there, g, c, y, low):
    """Return the sentence of the step after k others, from `at`."""
    if np.isnan(at):
        return f"There are no {k} steps: the run ends before, where the curvature is too near to 0."
    if np.isnan(there):
        return (
            f"After {_counted(k)} x is {at:.4g}, the slope {g:.3g} and the curvature {c:.3g}, too "
            f"near to 0: what touches f is a straight line, which has no level place."
        )
    return (
        f"After {_counted(k)} x is {at:.4g}, the slope {_tidy(g):.3g} and the curvature {c:.3g}. "
        f"The parabola is level at x = {there:.4g}, its {'lowest' if c > 0 else 'highest'} place; "
        f"the step leads there, and f goes from {y:.4g} to {low:.4g}."
    )


def _errors(name, h):
    """Return the errors of the central difference and of the second difference at x = 1."""
    f, slope, curvature = ERRORS[name]
    above, below = f(1 + h), f(1 - h)
    first = (above - below) / (2 * h) - slope
    second = (above - 2 * f(1.0) + below) / h**2 - curvature
    return abs(first), abs(second)


def _contour_of_a_bowl(middle, own, axes, u):
    """Return that contour of a bowl, or of a saddle, on which a place is.

    Parameters
    ----------
    middle : array, shape (2,)
    own, axes : array, shapes (2,) and (2, 2)
        The curvatures along its own axes, and these as columns.
    u : array, shape (2,)
        How far the place is from the middle along each own axis.
    """
    squares = np.sum(own * u**2) / own  # of its half axes; below 0 where it does not meet one
    t = np.linspace(-np.pi, np.pi, 121)
    if not np.isfinite(squares).all():
        return np.full((2, 1), np.nan)
    half = np.sqrt(abs(squares))
    if (squares > 0).all() or not squares.any():
        return middle[:, None] + axes @ (half[:, None] * [np.cos(t), np.sin(t)])
    shape = [np.cosh(t), np.sinh(t)] if squares[0] > 0 else [np.sinh(t), np.cosh(t)]
    branch = axes @ (half[:, None] * shape)
    gap = np.full((2, 1), np.nan)
    return middle[:, None] + np.hstack([branch, gap, -branch])


def _said_of_a_bowl(f, x, own, to):
    """Return the sentence of what touches f at x, whose middle is `to` from there."""
    low, high = _tidy(own)
    start = (
        f"At ({x[0]:.1f}, {x[1]:.1f}) the curvatures along the own axes are "
        f"{low:.4g} and {high:.4g}"
    )
    if not np.isfinite(to).all():
        return f"{start}: what touches f is level along an own axis, and has no middle."
    kind = ("bowl", "saddle", "dome")[np.sum(own < 0)]
    there = _tidy(x + to)
    return (
        f"{start}: a {kind} touches f. Its middle is ({there[0]:.2f}, {there[1]:.2f}), and there "
        f"f goes from {_tidy(f(x)):.4g} to {_tidy(f(there)):.4g}."
    )


@lru_cache
def _long_bowl(kappa):
    """Return x0²/κ + x1², whose curvatures are 2/κ and 2."""
    long = float(kappa)
    return Function(
        lambda x, y: x * x / long + y * y, lambda x, y: (2 * x / long, 2 * y), rf"\kappa={kappa}"
    )


@lru_cache
def _plain(kappa):
    """Return f on the way of plain descent at the lr that is best in the long run."""
    f, lr = _long_bowl(kappa), 2 / (2 / float(kappa) + 2)
    return f(momentum_path(f, BALL_START, lr, 0, PLAIN_STEPS, f.gradient).T)


@lru_cache
def _steps_of_pairs(kappa):
    """Return a mesh of lr and β, and after how many steps x is a thousandth; f is a millionth."""
    lr, beta = np.meshgrid(np.linspace(0.005, 2, 200), np.linspace(0, 1, 201))
    factor = long_run_factor((2 / float(kappa), 2), lr, beta)
    is_shrinking = factor < 1 - LEVEL
    steps = np.log(1e-3) / np.log(np.where(is_shrinking, factor, 0.5))
    return lr, beta, np.where(is_shrinking, steps, np.inf)


def _needed(heights):
    """Return what a run needs, in words."""
    if not heights[-1] < heights[0]:
        return "does not come down"
    below = heights < GOAL
    if not below.any():
        return f"is not below 1e-6 after {_counted(len(heights) - 1)}"
    return f"needs {_counted(int(below.argmax()))} to f below 1e-6"


@lru_cache(maxsize=64)
def _race(lr, beta, start):
    """Return the four runs."""
    return (
        race.descent(rosenbrock, start, lr, RACE_CALLS),
        _backtracked(start),
        race.momentum(rosenbrock, start, lr, beta, RACE_CALLS),
        race.newton(rosenbrock, start, RACE_CALLS),
    )


@lru_cache(maxsize=64)
def _backtracked(start):
    return race.backtracked(rosenbrock, start, RACE_CALLS)


@lru_cache
def _map_of_ends():
    """Return a mesh of starts, of which kind Newton's end is, and how f bends at the start."""
    side = np.linspace(-5, 5, 161)
    mesh = np.array(np.meshgrid(side, side))
    end = race.newton_ends(himmelblau, mesh, END_STEPS)
    return mesh, race.ways_down(himmelblau, end), race.ways_down(himmelblau, mesh)


@lru_cache
def _stationary():
    """Return the nine places where Himmelblau's function is level, (2, 9), and their kinds."""
    side = np.linspace(-5, 5, 21)
    ends = race.newton_ends(himmelblau, np.meshgrid(side, side), END_STEPS)
    places = np.unique(ends.reshape(2, -1).round(6), axis=1)
    return places, race.ways_down(himmelblau, places)


def _height(f):
    """Return where a run is, in words."""
    return f"has f = {f:.3g}" if f < FAR_UP else "is far up"


def _counted(steps):
    return "1 step" if steps == 1 else f"{steps} steps"


def _tidy(value):
    """Return numbers without what rounding has left of a 0, and without its sign."""
    return np.round(value, 9) + 0.0


def _near(points):
    """Return points, those too far out to be drawn as gaps."""
    return np.where(abs(points) < FAR, points, np.nan)


def predict_quartic():
    """Return the question on x⁴."""
    return NumberPrediction(
        "f is x⁴, with the slope 4x³ and the curvature 12x². From x = 3, where does Newton's step "
        "lead?",
        2,
        "The slope at 3 is 108, and the curvature is 108 as well, so the step is −1. A parabola "
        "with its bottom at 0 would be too flat to touch x⁴ at 3.",
    )


def predict_top():
    """Return the question on a curve that bends down."""
    return Prediction(
        "At x = 0.5 the slope of x·cos x is 0.64, and its curvature is −1.4. Where does Newton's "
        "step lead?",
        {
            "To the left, where f is lower.": (
                "A step of descent goes there, against the slope. But −g/c divides by a curvature "
                "below 0, and that turns the sign: −0.64 / −1.4 is above 0."
            ),
            "To the right, up to a top.": (
                "−g/c is −0.64 / −1.4 = 0.46, to the right, and there f is higher. The parabola "
                "that touches f opens downward, and its level place is its highest."
            ),
            "Nowhere: such a parabola has no lowest place.": (
                "It has no lowest place, but it has a level one, and Newton's step asks for "
                "nothing more."
            ),
        },
        right="To the right, up to a top.",
    )


def predict_ball():
    """Return the question of section 3."""
    return Prediction(
        "The ball rolls with the lr and β that are fastest in the long run. What does f do in its "
        "first steps?",
        {
            "It falls at each step, by more than without momentum.": (
                "So fast a ball cannot be that careful: its lr is 1.34, above the edge of plain "
                "descent, which is 1."
            ),
            "It rises to about three times its start, and then falls.": (
                "The first step is a step of plain descent with an lr above the edge: x1 jumps to "
                "the other side, and farther out. Then the velocity turns it back."
            ),
            "It stays as it is until the ball has gathered speed.": (
                "The ball is not slow at first. The first step is lr times the gradient, as in "
                "plain descent, and lr is large."
            ),
        },
        right="It rises to about three times its start, and then falls.",
    )


def predict_rosenbrock():
    """Return the question of section 4."""
    return Prediction(
        "Newton starts on Rosenbrock's function at (−1.2, 1), where f is 24.2. What does f do?",
        {
            "It falls at each step.": (
                "Descent does so, in thousands of steps. But Newton does not look at f: one of its "
                "steps leaves the curved valley on a straight line, far up its side."
            ),
            "It rises above 1000, and is below 1e-6 after 5 steps.": (
                "The second step goes straight along the bowl that touches f. The valley is "
                "curved, and 4 farther on its side is very steep. From there the next step finds "
                "the floor again."
            ),
            "It rises above 1000, and does not come down again.": (
                "It does rise above 1000. But the side of the valley is nearly a parabola, and "
                "from there the next step leads to its floor."
            ),
        },
        right="It rises above 1000, and is below 1e-6 after 5 steps.",
    )


def predict_h():
    """Return the question on the best h."""
    return Prediction(
        "Which h gives the best second difference of eˣ at x = 1?",
        {
            "About 1e-2.": "Its error falls with h², and here rounding is still far away.",
            "About 1e-4.": (
                "There the error of the method, near h², and that of rounding, near ε/h², are "
                "about the same: at the fourth root of ε."
            ),
            "About 1e-6.": (
                "For the slope that is near the best. But rounding is divided by h² now, and "
                "1e-16 / 1e-12 is 1e-4."
            ),
            "About 1e-8.": (
                "1e-16 / 1e-16 is 1: with this h rounding is as large as the curvature itself."
            ),
        },
        right="About 1e-4.",
    )


def predict_ends():
    """Return the question on Himmelblau's function."""
    return Prediction(
        "At (0, 0) Himmelblau's function has the curvatures −42 and −26. Where does Newton go "
        "from there?",
        {
            "Down, to the nearest of the four minima.": (
                "For that the curvatures at the start would have to be above 0. Both are below: a "
                "dome touches f."
            ),
            "Up, to the maximum, and it stays there.": (
                "A dome touches f at (0, 0), and Newton's step leads to its top. At the maximum "
                "the gradient is 0, and so is each further step."
            ),
            "Up at first, then down to a minimum.": (
                "It goes up at first. But near the top f is a dome, and there Newton doubles the "
                "right digits of the top with each step."
            ),
        },
        right="Up, to the maximum, and it stays there.",
    )
