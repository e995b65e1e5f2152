"""What lesson 07, Fitting data, lets you explore and predict."""

from functools import cache, lru_cache

import numpy as np
from ipywidgets import Checkbox, Dropdown

from .. import plots
from ..data import DECADES, NAMES, PETALS, SECONDS, SPECIES, YEARS, Standard, line_loss
from ..lines import batch_path, least_absolute_line
from ..origins import LINE_START, Origin
from ..plots import fitting_data as draw
from ..plots.partials import line_and_slices
from ..widgets.controls import log_slider, slider
from ..widgets.explorer import Explorer, explorer
from ..widgets.prediction import NumberPrediction, Prediction
from ..widgets.rendering import settle

MET = " Challenge met."
LEVEL = (0.0, 10.28)  # w and b: level, at the mean of all times
SCALED = Standard(DECADES)(DECADES)
BEST = np.polyfit(SCALED, SECONDS, 1)
LEAST = line_loss(BEST, SCALED, SECONDS)
POINTS, EPOCHS = len(SECONDS), 20
MOST = POINTS * EPOCHS  # points that a run sees
FALL = POINTS  # after so many of them a falling lr is half of what it was
AROUND = 0.9  # of the best line, in w and b
LOSSES = (0.06, 0.1, 0.2, 0.5, 1)  # of the contours
HEIGHTS = (1e-6, 10)  # of the picture, above the least loss
CLOSE = 1e-4  # the challenge of `batches`: the loss no more than this above the least
LAST = POINTS  # all through the last epoch, with one point a step
FAR = 1e4  # points beyond are not drawn: some browsers lose their way in huge coordinates
ROUND = 1.1  # the challenge of `units`: κ below this
KAPPAS = (1.5, 10, 100, 1000, 10000)
TIMES = (9.0, 14.0)  # where a point may be dragged
PAIRS = {"versicolor or virginica": (1, 2), "setosa or versicolor": (0, 1)}
SIZES = 10 ** np.linspace(-1, 2, 61)  # of w
LOGIT = np.log(9)  # of the probability 0.9
LOW = 0.104  # the challenge of `border`: a loss below this; the least one is 0.1028
STEPS, LR = 1000, 1.0  # of the descents on the irises
SCALES = {
    "in cm": (np.zeros(2), np.ones(2)),
    "centred": (PETALS.mean(axis=0), np.ones(2)),
    "standardised": (PETALS.mean(axis=0), PETALS.std(axis=0)),
}
MAP = ((0, 7.4), (-0.1, 2.8))  # length and width in the picture, in cm
ACROSS = 20.0  # half of the length of a border, in cm: more than the map


@explorer
def parts():
    """Return an explorer of the gradient of the course's line: what each point adds to it."""
    figure, points, planes = line_and_slices()
    plots.games_axes(points)
    points.set_xticks(points.get_xticks()[::2])
    line = plots.FittedLine(points, DECADES, SECONDS)
    begin = plots.moving_point(points, plots.X1["color"])
    chosen = plots.moving_marker(points, draw.CHOSEN)
    named = (("$2\\,r\\,x$", (-20, 20)), ("$2\\,r$", (-4.4, 4.4)))
    bars = [
        draw.Parts(ax, DECADES, style, *its)
        for ax, style, its in zip(planes, draw.PARTS, named, strict=True)
    ]

    def update(w, b, i):
        line.set(w, b)
        begin.set_data([0], [b])
        chosen.set_data(DECADES[i : i + 1], SECONDS[i : i + 1])
        r = w * DECADES + b - SECONDS
        along = 2 * r * DECADES, 2 * r
        for its, heights in zip(bars, along, strict=True):
            its.set(heights, i)
        numbers = r[i], along[0][i], along[1][i], along[0].mean(), along[1].mean()
        return _PARTS.format(*(round(v, 2) + 0.0 for v in numbers), w=w, b=b, year=YEARS[i])

    w, b = LEVEL
    controls = {
        "w": slider(-0.25, 0.05, w, 0.005),
        "b": slider(9.5, 12.5, b, 0.02),
        "i": slider(0, POINTS - 1, 0, 1),
    }
    return Explorer(figure, update, controls, drag={points: (None, "b")})


@explorer
def batches():
    """Return an explorer of runs that take a batch of the points for each step."""
    figure, (plane, run) = plots.figure(1, 2, height=3.7)
    sides = [np.linspace(-AROUND, AROUND, 121) + middle for middle in BEST]
    mesh = np.array(np.meshgrid(*sides))
    plots.weight_plane(plane, *mesh, line_loss(mesh, SCALED, SECONDS), LOSSES)
    plane.set_aspect("equal")
    draw.run_axes(run, MOST, HEIGHTS, (LAST, CLOSE))
    path, others = draw.DenseMovingPath(plane), plots.moving_line(run, draw.ALL_POINTS)
    gaps, here = plots.moving_line(run, {**plots.FUNCTION, "linewidth": 1}), plots.moving_point(run)

    def update(size, lr, falls, seen, seed, w, b):
        way, counts, heights = _run((w, b), size, lr, falls, seed)
        k = int(np.searchsorted(counts, seen, side="right")) - 1
        path.set_data(*_near(way[: k + 1]).T)
        gaps.set_data(counts, _near(heights))
        here.set_data(counts[k : k + 1], np.clip(heights[k : k + 1], *HEIGHTS))
        _, all_counts, all_heights = _run((w, b), POINTS, lr, falls, 0)
        others.set_data(all_counts, _near(all_heights))
        is_met = (size, w, b) == (1, *LINE_START) and heights[counts >= MOST - LAST].max() < CLOSE
        its = {"w": w, "b": b, "lr": lr, "seen": counts[k], "above": heights[k]}
        its |= {"steps": _counted(k, "step"), "size": _counted(size, "point")}
        return _RUN[falls].format(**its, loss=LEAST + heights[k]) + MET * bool(is_met)

    w, b = LINE_START
    controls = {
        "size": slider(1, POINTS, 1, 1),
        "lr": log_slider(-2.3, -0.3, 0.1),
        "falls": Checkbox(value=False, description="lr falls"),
        "seen": slider(0, MOST, 150, 5),
        "seed": slider(0, 9, 0, 1),
        "w": slider(-1.3, 0.4, w, 0.02),
        "b": slider(9.4, 11.1, b, 0.02),
    }
    return Explorer(figure, update, controls, drag={plane: ("w", "b")}, steps="seen")


@explorer
def units():
    """Return an explorer of where x counts from and in which unit, and how long the valley is."""
    figure, (left, right) = plots.figure(1, 2, height=3.7)
    years, lengths = np.linspace(1880, 2040, 81), 10 ** np.linspace(0, 2, 81)
    draw.kappa_map(right, years, lengths, _kappas(years, lengths[:, None]), KAPPAS)
    right.set(xlabel="$x=0$", ylabel=r"$\Delta x=1$")
    here, valley = plots.moving_point(right), draw.Ellipses(left)

    def update(year, unit):
        origin = Origin((year - YEARS[0]) / 10, unit / 10)
        here.set_data([year], [unit])
        valley.set(origin.curvatures, origin.axes)
        steps = origin.steps_needed(2 / origin.curvatures.sum())
        w, b = origin.best
        said = (
            "With x in units of {unit:.3g} years since {year}, κ is {kappa:.4g} and the best lr "
            "needs {steps}. The best line is {w:.4g}·x + {b:.4f}, and says {then:.2f} s for 2028."
        )
        then = w * (2028 - year) / unit + b
        its = {"kappa": origin.kappa, "steps": _counted(steps, "step"), "w": w, "b": b}
        return said.format(unit=unit, year=year, then=then, **its) + MET * bool(
            origin.kappa < ROUND
        )

    controls = {"year": slider(1880, 2040, 1896, 1), "unit": log_slider(0, 2, 10.0, 20)}
    return Explorer(figure, update, controls, drag={right: ("year", "unit")})


@explorer
def outlier():
    """Return an explorer of one bad point, and of the lines of the least squares and sizes."""
    figure, points, (above, below) = line_and_slices()
    plots.games_axes(points)
    points.set(ylim=(8.8, 14.2))
    points.set_xticks(points.get_xticks()[::2])
    points.plot(DECADES, SECONDS, **{**plots.DATA, "markersize": 3.5})
    draw.costs(above, below, np.linspace(-4.6, 2.3, 139))
    above.set(ylim=(-1, 18))
    styles = (plots.FUNCTION, draw.LEAST_ABSOLUTE)
    lines = [plots.moving_line(points, style) for style in styles]
    at = [[plots.moving_point(ax, plots.DARK) for _ in styles] for ax in (above, below)]
    moved, ends = plots.moving_point(points, plots.DATA["color"]), np.array(points.get_xlim())
    names = (r"$\min\,\Sigma r^2$", r"$\min\,\Sigma |r|$")
    plots.legend(points, dict(zip(names, lines, strict=True)), loc="upper right")

    def update(i, t):
        times = SECONDS.copy()
        times[i] = t
        squares = np.polyfit(DECADES, times, 1)
        sizes, through = least_absolute_line(DECADES, times)
        moved.set_data(DECADES[i : i + 1], [t])
        for k, wb in enumerate((squares, sizes)):
            lines[k].set_data(ends, np.polyval(wb, ends))
            r = np.polyval(wb, DECADES[i]) - t
            at[0][k].set_data([r], [(r * r, abs(r))[k]])
            at[1][k].set_data([r], [(2 * r, np.sign(r))[k]])
        said = (
            "With {t:.1f} s in {year:.0f}, least squares give w = {w:.4f} and b = {b:.3f}; least "
            "absolute values give w = {v:.4f} and b = {c:.3f}, through {one:.0f} and {two:.0f}."
        )
        one, two = YEARS[list(through)]
        its = {"w": squares[0], "b": squares[1], "v": sizes[0], "c": sizes[1]}
        return said.format(t=t, year=YEARS[i], one=one, two=two, **its)

    controls = {"i": slider(0, POINTS - 1, 0, 1), "t": slider(*TIMES, TIMES[1], 0.1)}
    return Explorer(figure, update, controls, drag={points: (None, "t")})


@explorer
def border():
    """Return an explorer of a border between two species, its probabilities, and its loss."""
    figure, (left, right) = plots.figure(1, 2, height=3.6)
    lines = [plots.moving_line(left, style) for style in (plots.FUNCTION, draw.SURE, draw.SURE)]
    wrong, losses = plots.moving_line(left, draw.MISTAKEN), plots.moving_line(right, plots.FUNCTION)
    here, along = plots.moving_point(right), np.array([-9.0, 9.0])

    def backdrop(pair):
        x, t = _flowers(pair)
        draw.flowers(left, x, t, [draw.FLOWERS[kind] for kind in PAIRS[pair]], ("$x_0$", "$x_1$"))

    def update(pair, angle, d, size):
        x, t = _flowers(pair)
        u = np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))])
        beyond = x @ u - d
        for line, logit in zip(lines, (0, LOGIT, -LOGIT), strict=True):
            line.set_data(*((d + logit / size) * u[:, None] + u[::-1, None] * [[-1], [1]] * along))
        is_wrong = (beyond > 0) != (t == 1)
        wrong.set_data(*x[is_wrong].T)
        heights = _border_loss(np.append(SIZES, size)[:, None] * beyond, t)
        losses.set_data(SIZES, heights[:-1])
        here.set_data([size], heights[-1:])
        said = (
            "With |w| = {size:.3g} at {angle}° and d = {d:.2f}, {right} of 100 flowers lie on "
            "their side of the border, and the loss is {loss:.4g}."
        )
        its = {"right": 100 - is_wrong.sum(), "loss": heights[-1]}
        is_met = PAIRS[pair] == (1, 2) and heights[-1] < LOW
        return said.format(size=size, angle=angle, d=d, **its) + MET * bool(is_met)

    controls = {
        "pair": Dropdown(options=list(PAIRS)),
        "angle": slider(-45, 135, 0, 1),
        "d": slider(-1.5, 1.5, 0.0, 0.02),
        "size": log_slider(-1, 2, 1.0, 20),
    }
    controls["size"].description = "|w|"
    left.set(aspect="equal", xlim=(-2.9, 2.9), ylim=(-2.9, 2.9), xlabel="$x_0$", ylabel="$x_1$")
    draw.size_axes(right, (1e-4, 10), (SIZES[0], SIZES[-1]))
    settle(figure)
    return Explorer(figure, update, controls, backdrop=backdrop, drag={right: ("size", None)})


@explorer
def irises():
    """Return an explorer of a net that learns all 150 irises, with a bias and without one."""
    figure, (left, right) = plots.figure(1, 2, height=3.6, width_ratios=(3, 2))
    draw.flowers(left, PETALS, SPECIES, draw.FLOWERS, ("$x_0$", "$x_1$"))
    left.set(xlim=MAP[0], ylim=MAP[1])
    plots.step_axes(right, STEPS, "$L$", (0.05, 8), yscale="log")
    borders = [plots.moving_line(left, plots.FUNCTION) for _ in NAMES]
    names = [plots.moving_note(left, (0, 0), ha="center", va="center") for _ in NAMES]
    wrong, here = plots.moving_line(left, draw.MISTAKEN), plots.moving_point(right)

    def backdrop(x, bias):
        right.plot(_trained(x, bias)[1], **{**plots.FUNCTION, "linewidth": 1.2})

    def update(x, bias, step_num):
        path, losses = _trained(x, bias)
        w = _in_cm(x, path[step_num])
        for line, ends in zip(borders, _borders(w), strict=True):
            line.set_data(*ends)
        _name_regions(names, w)
        is_wrong = (_with_ones(PETALS) @ w).argmax(axis=1) != SPECIES
        wrong.set_data(*PETALS[is_wrong].T)
        here.set_data([step_num], losses[step_num : step_num + 1])
        return _LEARNT[bias].format(
            x=x, steps=_counted(step_num, "step"), right=150 - is_wrong.sum(), loss=losses[step_num]
        )

    controls = {
        "x": Dropdown(options=list(SCALES), value="standardised"),
        "bias": Checkbox(value=False),
        "step_num": slider(0, STEPS, STEPS, 1),
    }
    settle(figure)
    options = {"backdrop": backdrop, "drag": {right: ("step_num", None)}, "steps": "step_num"}
    return Explorer(figure, update, controls, **options)


_PARTS = (
    "At w = {w:.3f} and b = {b:.2f} the point of {year:.0f} has the miss r = {0:.2f} s, and adds "
    "{1:.2f} along w and {2:.2f} along b. The means of all 30 are {3:.2f} and {4:.2f}: the "
    "gradient."
)


@lru_cache(maxsize=4)  # while seen moves, the run stands still
def _run(start, size, lr, falls, seed):
    """Return a run's path, how many points it has seen at each place, and its heights there."""
    fall = FALL if falls else None
    path, seen = batch_path(start, SCALED, SECONDS, size, lr, EPOCHS, seed=seed, fall=fall)
    # The bowl is round: its height is the square of the distance. As a difference of two losses
    # it would be rounded at 1e-17.
    return path, seen, ((path - BEST) ** 2).sum(axis=1)


_RUN = {
    False: (
        "From w = {w:.2f} and b = {b:.2f}, {steps} of {size} with lr = {lr:.3g}: {seen} points are "
        "seen, and the loss is {loss:.4f}, {above:.2g} above the least."
    ),
    True: (
        "From w = {w:.2f} and b = {b:.2f}, {steps} of {size} with lr falling from {lr:.3g}: {seen} "
        "points are seen, and the loss is {loss:.4f}, {above:.2g} above the least."
    ),
}


def _kappas(year, unit):
    """Return κ of the course's loss with x counted since a year, in units of so many years."""
    x = (YEARS.mean() - year) / unit
    xx = x * x + (YEARS.std() / unit) ** 2
    half, root = (1 + xx) / 2, np.sqrt(((1 - xx) / 2) ** 2 + x * x)
    return (half + root) ** 2 / (xx - x * x)


def _flowers(pair):
    """Return the petals of two species, standardised, and which of the two each flower is."""
    is_one = np.isin(SPECIES, PAIRS[pair])
    x = PETALS[is_one]
    return Standard(x)(x), (SPECIES[is_one] == PAIRS[pair][1]).astype(int)


def _border_loss(z, t):
    """Return the mean cross-entropy of logits over the last axis."""
    return np.logaddexp(0, np.where(t == 1, -z, z)).mean(axis=-1)


def _with_ones(x):
    return np.column_stack([x, np.ones(len(x))])


@cache  # of six: three scales, with a bias and without
def _trained(x, bias):
    """Return the weights at each step of a descent from zeros, the last row the bias; the loss."""
    mean, deviation = SCALES[x]
    inputs, targets = _with_ones((PETALS - mean) / deviation), np.eye(3)[:, SPECIES]
    moves = LR * inputs * [1, 1, bias] / len(inputs)
    # A row for each class, not for each flower: numpy is quick along long rows.
    path, rows = np.zeros((STEPS + 2, 3, 3)), np.ascontiguousarray(inputs.T)
    losses, flowers = np.empty(STEPS + 1), np.arange(len(inputs))
    for k in range(STEPS + 1):
        z = path[k].T @ rows
        z -= z.max(axis=0)
        exp = np.exp(z)
        sums = exp.sum(axis=0)
        losses[k] = (np.log(sums) - z[SPECIES, flowers]).mean()
        path[k + 1] = path[k] - ((exp / sums - targets) @ moves).T
    return path[:-1], losses


def _in_cm(x, w):
    """Return the weights for petals in cm that have the same logits."""
    mean, deviation = SCALES[x]
    inputs = w[:2] / deviation[:, None]
    return np.vstack([inputs, w[2] - mean @ inputs])


def _borders(w):
    """Yield the ends of the border between each two classes: where both logits are the highest."""
    for c, d, other in ((0, 1, 2), (0, 2, 1), (1, 2, 0)):
        across, shift = w[:2, c] - w[:2, d], w[2, c] - w[2, d]
        if not across.any():
            yield np.full((2, 2), np.nan)
            continue
        foot = -shift * across / (across @ across)
        along = np.array([-across[1], across[0]]) / np.hypot(*across)
        ahead = (
            w[:, c] - w[:, other]
        )  # of the third class, and how fast that grows along the border
        start, growth = np.append(foot, 1) @ ahead, along @ ahead[:2]
        meets = -start / growth if growth else np.inf * (1 if start < 0 else -1)
        low, high = (meets, ACROSS) if growth > 0 else (-ACROSS, meets)
        low, high = np.clip([low, high], -ACROSS, ACROSS)
        yield foot[:, None] + along[:, None] * (low, high)


_GRID = np.stack(np.meshgrid(*(np.linspace(*side, 22)[1:-1] for side in MAP)), axis=-1)
_GRID = _GRID.reshape(-1, 2)
_SIDES = np.ptp(MAP, axis=1)
# How far each of these places is from the next flower, in shares of the map; 0.08 is enough.
_ROOM = np.linalg.norm((_GRID[:, None] - PETALS) / _SIDES, axis=-1).min(axis=1).clip(max=0.08)


def _name_regions(notes, w):
    """Write each class into its region: beside the flowers, near its middle."""
    is_class = (_with_ones(_GRID) @ w).argmax(axis=1)
    for c, note in enumerate(notes):
        its, room = _GRID[is_class == c], _ROOM[is_class == c]
        if not len(its):
            plots.set_note(note, (0, 0), "")
            continue
        far = np.linalg.norm((its - its.mean(axis=0)) / _SIDES, axis=1)
        plots.set_note(note, its[(room - 0.1 * far).argmax()], str(c))


_LEARNT = {
    False: (
        "With petals {x} and no bias, after {steps} {right} of 150 flowers are right, and the loss "
        "is {loss:.4f}."
    ),
    True: (
        "With petals {x} and a bias, after {steps} {right} of 150 flowers are right, and the loss "
        "is {loss:.4f}."
    ),
}


def _near(points):
    """Return points, those too far out to be drawn as gaps."""
    return np.where(abs(points) < FAR, points, np.nan)


def _counted(count, name):
    return f"{count} {name}{'s' * (count != 1)}"


def predict_first():
    """Return the question of section 1."""
    return Prediction(
        "The level line at 10.28 s misses the point of 1896 by 1.72 s, more than any other. How "
        "much does this point add to the slope along w?",
        {
            "More than any other point.": (
                "So it is along b, where only the miss counts. Along w the miss is multiplied by "
                "x, and for 1896 x is 0."
            ),
            "As much as to the slope along b.": (
                "So it would be at x = 1. What a point adds along w is x times what it adds along "
                "b, and for 1896 x is 0."
            ),
            "Nothing.": (
                "Its x is 0: however you turn w, the line keeps its height in 1896. So this miss "
                "says nothing about w, large as it is."
            ),
        },
        right="Nothing.",
    )


def predict_steps():
    """Return the question of section 2 on the length of an epoch."""
    return NumberPrediction(
        "30 points are dealt into batches of 7. How many steps does it take until each point has "
        "been seen once?",
        5,
        "Four batches of 7 are 28 points. The two that are left make a short batch of their own.",
        near=0,
    )


def predict_cost():
    """Return the question of section 2."""
    return Prediction(
        "Two runs from (0, 10) with lr = 0.1. One takes all 30 points for each step, the other a "
        "single point. Which has the smaller loss after 30 points, and which after 600?",
        {
            "The one with all points, both times.": (
                "After 30 points it has taken one step, and the other 30. Most of those 30 lead in "
                "about the right direction."
            ),
            "The one with single points, both times.": (
                "It is ahead after 30 points. But each point would like to have the line for "
                "itself, and with lr = 0.1 the run never comes to rest between them."
            ),
            "The one with single points after 30, the other one after 600.": (
                "30 rough steps lead farther than one exact step. But rough steps never come to "
                "rest, and 20 exact ones arrive."
            ),
        },
        right="The one with single points after 30, the other one after 600.",
    )


def predict_unit():
    """Return the question of section 3."""
    return Prediction(
        "With x in decades since the mean year, κ is about 15. Now you count in years since the "
        "mean year: each x is ten times as large. What becomes of κ?",
        {
            "It stays at 15.": (
                "It would, if κ came from the origin alone. The curvature along w is twice the "
                "mean of x², and that has grown; along b it is 2, as before."
            ),
            "It grows to about 150.": (
                "The curvature along w is twice the mean of x². If x is ten times as large, x² is "
                "a hundred times as large."
            ),
            "It grows to about 1500.": (
                "The curvature along w is twice the mean of x², and that is a hundred times as "
                "large now. Along b it is 2, as before."
            ),
        },
        right="It grows to about 1500.",
    )


def predict_slip():
    """Return the question of section 4."""
    return NumberPrediction(
        "Keep w = 0. The best b for the mean of squares is then the mean of all 30 times. "
        "Somebody types 112.0 s for 1896 instead of 12.0 s. By how many seconds does the best b "
        "rise?",
        100 / POINTS,
        "A mean shares the 100 s among the 30 points. The best b for the mean of absolute values "
        "is the median, the middle one of the sorted times: it stays where it is.",
        near=0.02,
    )


def predict_parted():
    """Return the question of section 5."""
    return Prediction(
        "A descent lays a border between setosa and versicolor. After one step all 100 flowers are "
        "on their side. What do the weights do from then on?",
        {
            "They stop: nothing is wrong any more.": (
                "The loss counts no mistakes. It is −log of a probability, and that is above 0 as "
                "long as a probability is below 1."
            ),
            "They settle down after some hundred steps.": (
                "So it is where flowers lie on the wrong side: larger weights would make those "
                "cost more. Here none does, and larger weights are always better."
            ),
            "They grow without end.": (
                "Twice the weights have the same border, and every probability is nearer to 0 or "
                "1. So the loss is smaller, however large the weights are already."
            ),
        },
        right="They grow without end.",
    )


def predict_no_bias():
    """Return the question on the irises."""
    return Prediction(
        "A net without a bias learns all 150 irises, standardised. Its borders are straight lines. "
        "What do the lines of all such nets have in common?",
        {
            "They all go through the mean petal.": (
                "At the mean petal both inputs are 0. So all logits are 0 there, whatever the "
                "weights are, and no class is ahead of another."
            ),
            "They are all parallel.": (
                "Their directions depend on the weights, and those can be any. But at one place "
                "all logits are 0, whatever the weights are: where both inputs are 0."
            ),
            "Nothing: weights can make any lines.": (
                "They can turn them. But where both inputs are 0 all logits are 0, and no weight "
                "changes that."
            ),
        },
        right="They all go through the mean petal.",
    )
