"""What lesson 05, Learning-rate pitfalls, lets you explore and predict."""

from functools import cached_property, lru_cache

import numpy as np
from ipywidgets import Button, Dropdown

from .. import plots
from ..data import DECADES, SECONDS
from ..descent import descent_path
from ..differentiate import numerical_gradient
from ..functions import Function, bowl, long_bowl, plateau, saddle, turned_bowl, wavy
from ..origins import LINE_START, NEAR, ORIGINS, own_axes
from ..outcomes import ARRIVES, CRAWLS, FLIPS, FREEZES, RUNS_AWAY, many_paths, what_became
from ..plots import learning_rate as draw
from ..widgets.controls import log_slider, slider
from ..widgets.explorer import Explorer, explorer
from ..widgets.prediction import NumberPrediction, Prediction
from ..widgets.rendering import settle

SAME = 1e-9  # two factors closer than this count as equal: sliders round
BOWL_START, BOWL_STEPS = (-3.0, 4.0), 20
REGIMES = (0, 0.05, 0.5, 0.95, 1, 1.2)  # the lr where |1 - 2·lr| passes 0.9, 0 and 1
BOWL_TICKS = 10.0 ** np.arange(-8, 9, 4)
LONG_START, LONG_STEPS = (-7.0, 2.0), 45
CURVATURES = np.array([0.1, 2.0])  # of x0²/20 + x1²: the second derivative along each coordinate
TURNED_STEPS = 20
TARGET = 1e-3
H = 1e-4  # the nudge of `numerical_gradient`
FROZEN_STEPS = 100
ENDS, TICKS = (1e-1, 1e131), 10.0 ** np.arange(0, 129, 16)
# From this power of two on, half the gap between neighbouring numbers is more than H: x + H == x.
FREEZING = 2.0 ** np.ceil(np.log2(2 * H / np.finfo(float).eps))
STUCK_START, STUCK_STEPS = (-3.0, 0.0), 50
MOST_STEPS = 400
PLANE = np.array([1.05, 1.2])  # how far around the best line the picture goes, in w and b
LOSSES = (0.1, 0.3, 1, 3, 10)  # of the contours
RATES, DISTANCES = 10.0 ** (np.arange(-18, 11) / 10), 10.0 ** np.arange(-2, 15, 2)
RUN_STEPS = 50
HEIGHTS, HEIGHT_TICKS = (1e-8, 1e30), 10.0 ** np.arange(-8, 25, 8)
BECAME = {
    ARRIVES: "arrives in {steps}",
    CRAWLS: f"crawls, and is not there after {RUN_STEPS} steps",
    FLIPS: "flips for ever",
    RUNS_AWAY: "runs away",
    FREEZES: "freezes",
}
FAR = 1e4  # points beyond are not drawn: some browsers lose their way in huge coordinates
valleys = Function(
    lambda x, y: wavy.f(x) + y * y, lambda x, y: (wavy.slopes(x), 2 * y), r"x_0 \cos x_0 + x_1^2"
)
HILLS = (-3.4256, 0.8603)  # the tops of x·cos(x) on either side of its shallow valley
LANDSCAPES = {  # with the limits of f in the picture
    "saddle": (saddle, (-12, 12)),
    "plateau": (plateau, (-0.1, 1.1)),
    "two valleys": (valleys, (-5, 10.5)),
}


@explorer
def regimes():
    """Return an explorer of descents on x0² + x1²: lr from crawling to running away."""
    figure, left, right, strip = draw.across(4.4, (9, 1), wide=1)
    _draw(left, bowl)
    along = (CRAWLS, ARRIVES, ARRIVES, CRAWLS, RUNS_AWAY)
    draw.strip(strip, REGIMES, along, jump=0.5, edge=1)
    here = plots.moving_point(strip)
    plots.step_axes(right, BOWL_STEPS, "$f$", (1e-8, 1e9), yscale="log", yticks=BOWL_TICKS)
    path = plots.MovingPath(left)
    predicted = plots.moving_line(right, draw.PREDICTED)
    measured = plots.moving_line(right, draw.MEASURED)
    names = {r"$(1-2\,\mathrm{lr})^{2k}f_0$": predicted, "$f$": measured}
    plots.legend(right, names, loc="upper left")
    k = np.arange(BOWL_STEPS + 1)

    def update(lr, x0, x1):
        points, factor = descent_path(bowl, [x0, x1], lr, BOWL_STEPS), 1 - 2 * lr
        f = bowl(points.T)
        path.set_data(*points.T)
        here.set_data([lr], [0.5])
        measured.set_data(k, f)
        predicted.set_data(k, f[0] * factor ** (2 * k))
        if f[0] == 0:
            return f"lr = {lr:.2f}: the start is the minimum, and no step leaves it."
        return (
            f"lr = {lr:.2f}: each step multiplies x0 and x1 by {factor:.2f}; "
            f"the descent {_regime(factor)}. After {BOWL_STEPS} steps f is {f[-1]:.4g}."
        )

    controls = {"lr": slider(0.01, 1.2, 0.1, 0.01), **_start(bowl, BOWL_START)}
    drag = {left: ("x0", "x1"), strip: ("lr", None)}
    return Explorer(figure, update, controls, drag=drag)


@explorer
def zigzag():
    """Return an explorer of descents on the long bowl, above the factors of x0 and x1."""
    figure, (above, below) = plots.figure(2, height=4.9, height_ratios=(3, 2))
    _draw(above, long_bowl)
    _factors(below, CURVATURES, draw.ALONG, ("$x_0$", "$x_1$"))
    path = plots.MovingPath(above)
    points = [plots.moving_line(below, style) for style in draw.ALONG]
    points[0].set_zorder(3)  # the dot of x0 on the square of x1, where both factors are near 1
    show_best = _best(below)

    def update(lr, x0, x1):
        way, factor = descent_path(long_bowl, [x0, x1], lr, LONG_STEPS), 1 - lr * CURVATURES
        path.set_data(*way.T)
        _put(points, lr, abs(factor))
        f = long_bowl(way[-1])
        met = " Challenge met." if (x0, x1) == LONG_START and f < TARGET else ""
        show_best(bool(met))  # not before: it is what the challenge asks for
        return (
            f"From ({x0:.1f}, {x1:.1f}) with lr = {lr:.2f}, "
            f"x0 has the factor {factor[0]:.3f} and {_regime(factor[0])}, "
            f"x1 has {factor[1]:.2f} and {_regime(factor[1])}. "
            f"After {LONG_STEPS} steps f is {f:.4g}.{met}"
        )

    controls = {"lr": slider(0.01, 1.1, 0.3, 0.01), **_start(long_bowl, LONG_START)}
    return Explorer(figure, update, controls, drag={above: ("x0", "x1"), below: ("lr", None)})


@explorer
def turned():
    """Return an explorer of descents on the turned bowl, above the factors along its own axes."""
    figure, (above, below) = plots.figure(2, height=4.9, height_ratios=(3, 2))
    curvatures, axes = own_axes(turned_bowl.gradient)
    _draw(above, turned_bowl)
    draw.own_axes(above, axes, curvatures)
    _factors(below, curvatures, draw.OWN, (r"$\lambda_{\min}$", r"$\lambda_{\max}$"))
    path = plots.MovingPath(above)
    points = [plots.moving_line(below, style) for style in draw.OWN]

    def update(lr, x0, x1):
        way, factor = descent_path(turned_bowl, [x0, x1], lr, TURNED_STEPS), 1 - lr * curvatures
        path.set_data(*_near(way).T)
        _put(points, lr, abs(factor))
        before, after = turned_bowl(way[[0, -1]].T)
        return (
            f"With lr = {lr:.2f} the factor along (1, −1) is {factor[0]:.2f}, "
            f"and along (1, 1) it is {factor[1]:.2f}. From ({x0:.1f}, {x1:.1f}), "
            f"f goes from {before:.4g} to {after:.4g} in {TURNED_STEPS} steps."
        )

    controls = {"lr": slider(0.01, 1.1, 0.7, 0.01), **_start(turned_bowl, BOWL_START)}
    return Explorer(figure, update, controls, drag={above: ("x0", "x1"), below: ("lr", None)})


@explorer
def origins():
    """Return an explorer of the Olympic line: where x counts from, and what that does to a run."""
    figure, (left, right) = plots.figure(1, 2, height=3.7)
    draw.years(right)
    path, line = plots.MovingPath(left), plots.FittedLine(right, DECADES, SECONDS)
    pivot = plots.moving_point(right, plots.X1["color"])

    def backdrop(x):
        origin = ORIGINS[x]
        mesh = np.meshgrid(*np.linspace(origin.best - PLANE, origin.best + PLANE, 121).T)
        draw.valley(left, *mesh, origin.loss(mesh), LOSSES, origin.kappa, origin.edge)
        plots.mark(right, origin.since, "$x=0$")

    def update(x, share, step_num, w, b):
        origin, start = ORIGINS[x], (w, b)
        lr = share * origin.edge
        way = origin.path(lr, step_num, start)
        path.set_data(*_near(way).T)
        w, b = way[-1]
        line.set(*_near(np.array([w, b * origin.unit - w * origin.since]) / origin.unit))
        pivot.set_data([origin.since], _near(way[-1:, 1]))
        return (
            f"With x in {x}, κ is {origin.kappa:.4g} and the edge {origin.edge:.4g}. "
            f"With lr = {lr:.4g} the run {_needed(origin.steps_needed(lr, start))}. "
            f"After {_counted(step_num)} w is {w:.4g}, b is {b:.4g}, "
            f"and the loss is {origin.loss(way[-1]):.4g}."
        )

    controls = {
        "x": Dropdown(options=list(ORIGINS)),
        "share": slider(0.1, 1.05, 0.9, 0.002),
        "step_num": slider(0, MOST_STEPS, 25, 1),
        "w": slider(-1.3, 0.7, LINE_START[0], 0.02),
        "b": slider(9.4, 12.2, LINE_START[1], 0.02),
    }
    controls["share"].description = "lr / edge"
    left.set(aspect="equal", xlabel="$w$", ylabel="$b$", xlim=(-1, 1), ylim=(9.5, 12))
    settle(figure)
    options = {"backdrop": backdrop, "drag": {left: ("w", "b")}, "steps": "step_num"}
    return Explorer(figure, update, controls, **options)


@explorer
def outcomes():
    """Return an explorer of what becomes of many runs: lr across, the start's distance upward."""
    figure, left, right, above = draw.across(4.9, (5, 4), wide=0)
    lines = [plots.moving_line(ax, draw.KEPT) for ax in (left, right)]
    paths = [plots.MovingPath(ax) for ax in (left, right)]
    kept, shown = (plots.moving_line(above, style) for style in (draw.KEPT_CELL, draw.CELL_SHOWN))

    def backdrop(f):
        runs = MANY_RUNS[f]
        draw.outcomes(above, RATES, DISTANCES, runs.outcome, runs.steps)
        draw.scaled(left, *runs.mesh, runs.names)

    def update(f, lr, d, kept_lr, kept_d):
        runs, said = MANY_RUNS[f], []
        for parts, mark, place in ((paths, shown, (d, lr)), (lines, kept, (kept_d, kept_lr))):
            way, heights, what = runs.at(*place)
            parts[0].set_data(*_near(way).T)
            parts[1].set_data(np.arange(RUN_STEPS + 1), heights)
            mark.set_data([place[1]], [place[0]])
            said.append(what)
        return (
            f"From d = {d:.3g} with lr = {lr:.3g} the run {said[0]}. "
            f"The dashed one, from d = {kept_d:.3g} with lr = {kept_lr:.3g}, {said[1]}."
        )

    controls = {
        "f": Dropdown(options=list(MANY_RUNS)),
        "lr": log_slider(-1.8, 1, 0.1),
        "d": log_slider(-2, 14, 1.0, 0.5),
        "kept_lr": log_slider(-1.8, 1, 10**0.1),
        "kept_d": log_slider(-2, 14, 1.0, 0.5),
    }
    for name in ("kept_lr", "kept_d"):
        controls[name].description = name.replace("_", " ")
    keep = Button(description="Keep this run")
    draw.outcome_axes(above, RATES, DISTANCES)
    left.set(aspect="equal", xlabel="$x_0/d$", ylabel="$x_1/d$")
    name = r"$f-f_{\min}$"
    plots.step_axes(right, RUN_STEPS, name, HEIGHTS, yscale="log", yticks=HEIGHT_TICKS)
    settle(figure)
    drag = {above: ("lr", "d")}
    made = Explorer(figure, update, controls, backdrop=backdrop, drag=drag, beside=[keep])
    keep.on_click(lambda _: made.move(kept_lr=controls["lr"].value, kept_d=controls["d"].value))
    return made


@explorer
def frozen():
    """Return an explorer of a run that diverges, with the exact and with the numerical gradient."""
    figure, ax = plots.figure(height=4.3)
    plots.step_axes(ax, FROZEN_STEPS, "$|x_0|$", ENDS, yscale="log", yticks=TICKS)
    draw.level(ax, FREEZING, "$x + h = x$")
    lines = [plots.moving_line(ax, style) for style in (draw.EXACT, draw.NUMERICAL)]
    names = (r"$\nabla f$", r"$\nabla_h f$")
    plots.legend(ax, dict(zip(names, lines, strict=True)), loc="center right")
    since = plots.moving_line(ax, plots.GUIDE)

    def update(step_num, lr):
        *runs, stop = _runs(lr)
        for line, run in zip(lines, runs, strict=True):
            line.set_data(np.arange(step_num + 1), abs(run[: step_num + 1, 0]))
            line.set_markevery([step_num])
        is_still = stop is not None and stop <= step_num
        since.set_data([stop, stop] if is_still else [], ENDS if is_still else [])
        exact, numerical = (run[step_num, 0] for run in runs)
        how = f"frozen since step {stop}" if is_still else "still moving"
        return (
            f"After step {step_num} with lr = {lr:.3g} the exact run is at x0 = {exact:.3g}, "
            f"the numerical run at x0 = {numerical:.3g}, {how}."
        )

    controls = {"step_num": slider(0, FROZEN_STEPS, 40, 1), "lr": log_slider(0, 1, 10.0, 20)}
    return Explorer(figure, update, controls, drag={ax: ("step_num", None)}, steps="step_num")


@explorer
def stuck():
    """Return an explorer of runs that stop early, though nothing is wrong with them."""
    figure, (left, right) = plots.figure(1, 2, height=3.5)
    path = plots.MovingPath(left)
    heights = plots.moving_line(right, draw.MEASURED)

    def backdrop(f):
        function, limits = LANDSCAPES[f]
        _draw(left, function)
        plots.step_axes(right, STUCK_STEPS, "$f$", limits)

    def update(f, lr, x0, x1):
        function, _ = LANDSCAPES[f]
        points = descent_path(function, [x0, x1], lr, STUCK_STEPS)
        path.set_data(*points.T)
        heights.set_data(np.arange(STUCK_STEPS + 1), function(points.T))
        height, slopes = function(points[-1]), numerical_gradient(function, points[-1])
        return (
            f"From ({x0:.1f}, {x1:.1f}) with lr = {lr:.2g}, the run is {_place(f, points[-1])} "
            f"after {STUCK_STEPS} steps: f is {height:.4g}, "
            f"and the gradient has length {np.linalg.norm(slopes):.2g}."
        )

    controls = {"f": Dropdown(options=list(LANDSCAPES)), "lr": log_slider(-2, 0, 0.1)}
    controls |= _start(saddle, STUCK_START)
    plots.step_axes(right, STUCK_STEPS, "$f$", LANDSCAPES["saddle"][1])
    left.set(aspect="equal", xlabel="$x_0$", ylabel="$x_1$")
    settle(figure)
    return Explorer(figure, update, controls, backdrop=backdrop, drag={left: ("x0", "x1")})


class ManyRuns:
    """The runs of the map: every lr of `RATES` from every distance of `DISTANCES`.

    Parameters
    ----------
    f : callable
    start : sequence of float, shape (2,)
        Where d = 1 is; the other starts are d times as far from `low`, on the same ray.
    goal : float
        A run has arrived where f is not more than this above its least value.
    low : sequence of float, shape (2,)
        Where f has its least value.
    window : (float, float)
        How far around `low` the picture goes, at d = 1.
    names : (str, str)
        Of the variables, in TeX.
    """

    def __init__(self, f, start, goal, *, low=(0, 0), window=(5.25, 5.25), names=("x_0", "x_1")):
        self.f, self.start, self.goal, self.low = f, start, goal, np.array(low)
        self.window, self.names = window, names

    @cached_property
    def _computed(self):
        low = self.low[:, None, None]
        out = (np.array(self.start) - self.low)[:, None, None] * DISTANCES[:, None]
        path = many_paths(self.f, low + out * np.ones_like(RATES), RATES, RUN_STEPS)
        with np.errstate(over="ignore", invalid="ignore"):
            heights = self.f(np.moveaxis(path, 1, 0)) - self.f(self.low)
        return path - low, heights, *what_became(path, heights, self.goal)

    @property
    def outcome(self):
        """What became of each run, shape (distances, rates)."""
        return self._computed[2]

    @property
    def steps(self):
        """How many steps each run took that arrived."""
        return self._computed[3]

    @property
    def mesh(self):
        """Places around the lowest one, and f there."""
        x = np.meshgrid(*(np.linspace(-side, side, 101) for side in self.window))
        return *x, self.f(np.array(x) + self.low[:, None, None])

    def at(self, d, lr):
        """Return the path of a run, from `low` and in units of d, its heights, and its outcome."""
        cell = np.argmin(abs(np.log(DISTANCES / d))), np.argmin(abs(np.log(RATES / lr)))
        path, heights, outcome, steps = self._computed
        what = BECAME[outcome[cell]].format(steps=_counted(steps[cell]))
        return path[:, :, *cell] / d, heights[:, *cell], what


MANY_RUNS = {
    "x0² + x1²": ManyRuns(bowl, BOWL_START, TARGET),
    "x0²/20 + x1²": ManyRuns(long_bowl, LONG_START, TARGET, window=(10.5, 5.25)),
    "x0² + x0·x1 + x1²": ManyRuns(turned_bowl, BOWL_START, TARGET),
    **{
        f"loss, x in {name}": ManyRuns(
            origin.loss, LINE_START, NEAR * origin.loss(origin.best),
            low=origin.best, window=(1.2, 1.2), names=(r"\Delta w", r"\Delta b"),
        )
        for name, origin in ORIGINS.items()
    },
}  # fmt: skip


def _needed(steps):
    """Return what a run on the Olympic loss needs, in words."""
    if steps is None:
        return "never comes near the least loss"
    return f"needs {_counted(steps)} to within 1 % of the least loss"


def _counted(steps):
    return "1 step" if steps == 1 else f"{steps} steps"


def _near(points):
    """Return points, those too far out to be drawn as gaps."""
    return np.where(abs(points) < FAR, points, np.nan)


def _regime(factor):
    """Return what a coordinate does that is multiplied by `factor` at each step."""
    size, turns = abs(factor), " from side to side" if factor < 0 else ""
    if size > 1 + SAME:
        return "runs away"
    if size > 1 - SAME:  # a factor of +1 would take lr = 0
        return "flips for ever"
    if size < SAME:
        return "arrives in one jump"
    return f"crawls{turns}" if size > 0.9 else f"closes in well{turns}"


@lru_cache(maxsize=32)
def _runs(lr):
    """Return an exact run, a numerical run, and the step from which the second stands still."""
    exact = descent_path(bowl, BOWL_START, lr, FROZEN_STEPS, grad=bowl.gradient)
    numerical = descent_path(bowl, BOWL_START, lr, FROZEN_STEPS)
    still = np.flatnonzero((numerical[1:] == numerical[:-1]).all(axis=1))
    return exact, numerical, int(still[0]) if still.size else None


def _place(name, x):
    """Return where on a landscape a point is, in words."""
    if abs(x).max() > 5.5:
        return "outside the picture"
    if name == "plateau":
        return "on the plateau" if np.linalg.norm(x) > 2 else "in the hole"
    if name == "saddle":
        return "at the saddle point" if np.linalg.norm(x) < 0.01 else "on a slope"
    if x[0] < HILLS[0]:
        return "on a slope"
    return "in the shallow valley" if x[0] < HILLS[1] else "in the deep valley"


def _draw(ax, f):
    """Draw the contours of f, and a margin where a point at the window's edge is whole."""
    margins = (0.05 * (high - low) for low, high in f.window)
    sides = zip(f.window, margins, strict=True)
    mesh = np.meshgrid(*(np.linspace(low - m, high + m, 101) for (low, high), m in sides))
    draw.landscape(ax, *mesh, f(mesh))


def _factors(ax, curvatures, styles, names):
    # Meets 0.5, 1, and the thirds in between, where a line bends or crosses.
    lr = np.union1d(np.linspace(0, 1.16, 233), [1 / 3, 2 / 3])
    draw.factors(ax, lr, abs(1 - np.outer(curvatures, lr)), styles, names)
    plots.mark(ax, 2 / curvatures.max(), r"$2/\lambda_{\max}$")
    ax.legend(frameon=False, fontsize=11, loc="lower left")


def _put(points, lr, sizes):
    """Put a point on each curve of a factor's size, at lr."""
    for point, size in zip(points, sizes, strict=True):
        point.set_data([lr], [size])


def _best(ax):
    """Return what shows, or hides, the best lr of the long bowl."""
    best = 2 / CURVATURES.sum()
    line = plots.moving_line(ax, plots.GUIDE)
    name = draw.moving_formula(ax, r"$2/(\lambda_{\min}+\lambda_{\max})$")

    def show(is_shown):
        line.set_data([best, best] if is_shown else [], [0, 1.25] if is_shown else [])
        name.set_data([best - 0.115] if is_shown else [], [0.08] if is_shown else [])

    return show


def _start(f, start):
    """Return the sliders of a start point."""
    sides = zip(("x0", "x1"), f.window, start, strict=True)
    return {name: slider(*side, value) for name, side, value in sides}


def predict_edge():
    """Return the question of section 1."""
    return Prediction(
        "With lr = 0.6 each step multiplies x0 and x1 by 1 − 2 · 0.6. What does the run do?",
        {
            "It stays on its side of the minimum, and closes in.": (
                "For that the factor would lie between 0 and 1. It is −0.2, and the minus sign "
                "turns each x0 and x1 to the other side."
            ),
            "It changes sides at each step, and closes in.": (
                "The factor is −0.2: each step lands on the other side of the minimum, at a fifth "
                "of the distance."
            ),
            "It runs away.": (
                "For that a step would have to end farther out than it began. The factor is −0.2, "
                "so each step ends at a fifth of the distance."
            ),
        },
        right="It changes sides at each step, and closes in.",
    )


def predict_bowl():
    """Return the question of section 2."""
    return Prediction(
        "The bowl x0²/20 + x1² is flat along x0 and steep along x1. You make lr larger and "
        "larger. Which of the two runs away first?",
        {
            "x0, along the flat way.": (
                "The slope along x0 is x0/10, a twentieth of the slope along x1 at the same "
                "distance. So the steps along x0 are short, and the last to become too long."
            ),
            "x1, along the steep way.": (
                "The slope along x1 is 2·x1, twenty times that along x0 at the same distance. So "
                "the same lr makes twenty times longer steps along x1, and they are too long first."
            ),
            "Both at the same lr.": (
                "They share lr, but not the slope: 2·x1 against x0/10. A step is lr times the "
                "slope, so one of the two steps is twenty times as long at the same distance."
            ),
        },
        right="x1, along the steep way.",
    )


def predict_turned():
    """Return the question on the turned bowl."""
    return NumberPrediction(
        "The bowl x0² + x0·x1 + x1² has the curvature 2 along x0, and 2 along x1. From which "
        "lr on do its runs run away?",
        2 / 3,
        "Between x0 and x1, along (1, 1), this bowl is steeper than along both: its curvature "
        "there is 3, and 2/3 is the edge.",
        near=0.04,
    )


def predict_steps():
    """Return the question of section 3."""
    return NumberPrediction(
        "With x in decades since 1896, a run at its best lr needs 384 steps to come within 1 % of "
        "the least loss. Now subtract the mean of x, and divide by its standard deviation. How "
        "many steps does the best lr need then?",
        1,
        "Counted like this, both curvatures are 2. The bowl is round, and lr = 0.5 makes both "
        "factors 0.",
    )


def predict_ten():
    """Return the question of section 4."""
    return Prediction(
        "lr = 10 on x0² + x1², from (−3, 4): each step multiplies x0 by −19. How large is x0 "
        "after 100 steps with the numerical gradient, h = 1e-4?",
        {
            "About 1e3.": "Two steps are enough for that: 3 · 19 · 19 is 1083.",
            "About 1e13.": (
                "The factor says 1e128, and yet the run stops at 1e13: with this gradient it "
                "stands still from then on."
            ),
            "About 1e128.": (
                "That is 3 times 19 to the power of 100, and with the exact gradient the computer "
                "gets there. The numerical one, with its h, does not."
            ),
            "Infinite.": (
                "The largest number of the computer is about 1e308, and 3 times 19 to the power of "
                "100 is only 1e128. But the run stops long before."
            ),
        },
        right="About 1e13.",
    )


def predict_ridge():
    """Return the question of section 5."""
    return Prediction(
        "The saddle x0² − x1² falls for ever along x1. A run starts at (−3, 0), with lr = 0.1. "
        "Where does it go?",
        {
            "Down along x1, for ever.": (
                "To move along x1 it needs a slope along x1. That is −2·x1, and at x1 = 0 it is "
                "exactly 0, at the start and after each step."
            ),
            "To (0, 0), and it stays there.": (
                "The gradient is (2·x0, −2·x1). At x1 = 0 its second part is exactly 0, so no step "
                "ever changes x1, and x0 goes to 0."
            ),
            "It stays at the start.": (
                "It would, if both slopes were 0. The slope along x0 is 2 · (−3), so x0 moves."
            ),
        },
        right="To (0, 0), and it stays there.",
    )
