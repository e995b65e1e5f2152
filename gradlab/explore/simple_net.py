"""What lesson 06, simpleNet, lets you explore and predict."""

from functools import lru_cache

import numpy as np
from ipywidgets import Button, HBox, Layout

from .. import plots
from ..descent import descent_path
from ..differentiate import numerical_gradient
from ..plots import simple_net as draw
from ..simple_net import SimpleNet, cross_entropy_from_logits, softmax
from ..widgets.controls import log_slider, slider
from ..widgets.explorer import Explorer, explorer
from ..widgets.prediction import NumberPrediction, Prediction

# The example of the book's chapter 4, with weights from published notes on it.
W = np.array([[-2.05285131, 0.8881997, 0.82120879], [0.69678673, 0.45633899, -0.7004122]])
X = np.array([0.6, 0.9])
T = 2  # the right class
NAMES = [f"w{i}{c}" for i in range(2) for c in range(3)]
HELD = f"w0{T}", f"w1{T}"  # not to be moved in the first challenge
SIDE = 3.0  # each weight goes from -SIDE to SIDE
GRAIN = 0.05  # a slider's step; the browser rounds to it in any case
STEPS = 100
TARGET = 0.1  # the first challenge: a loss below this
SURE_STEPS = 40
FLIP = 20  # the second: the step at which the prediction becomes right


@explorer
def weights():
    """Return an explorer of the loss of a net whose six weights are sliders."""
    figure, axes = plots.figure(2, 2, height=4.6, height_ratios=[1.25, 1])
    above, plane, curve = draw.wide_above(axes)
    net, show_own, point = draw.Net(above, X, T), _plane(plane), _loss_curve(curve)
    presets = _presets()
    start = dict(zip(NAMES, presets["W of the notes"].flat, strict=True))

    def update(**weights):
        w = np.reshape([weights[name] for name in NAMES], (2, 3))
        z, loss = X @ w, cross_entropy_from_logits(X @ w, T)
        y = softmax(z)
        net.set(w, z + 0.0, y, loss, _highest(y))
        show_own(w[:, T], -_slopes(w)[:, T])
        point.set_data([y[T]], [loss])
        held = all(weights[name] == start[name] for name in HELD)
        met = " Challenge met." if loss < TARGET and held else ""
        return (
            f"The logits {_listed(z, 3)} make the probabilities {_listed(y, 2)}: "
            f"the net says class {_said(y)}, and the loss is {loss:.4f}.{met}"
        )

    controls = {name: slider(-SIDE, SIDE, w, GRAIN) for name, w in start.items()}
    buttons = HBox()
    explorer = Explorer(figure, update, controls, drag={plane: HELD}, beside=[buttons])
    buttons.children = [_preset(explorer, name, w) for name, w in presets.items()]
    return explorer


def _presets():
    some = descent_path(_loss, W, lr=0.1, step_num=20)[-1]
    presets = {"W of the notes": W, "all zeros": 0 * W, "trained": some}
    return {name: np.round(np.round(w / GRAIN) * GRAIN, 2) + 0.0 for name, w in presets.items()}


def _preset(explorer, name, w):
    """Return a button that sets all six sliders."""
    button = Button(description=name, layout=Layout(width="auto"))
    values = dict(zip(NAMES, w.ravel().tolist(), strict=True))
    button.on_click(lambda _: explorer.move(**values))
    return button


def _plane(ax):
    """Draw the plane of the right class's two weights; return what shows a point and an arrow."""
    side = np.linspace(-1.1 * SIDE, 1.6 * SIDE, 61)  # room for an arrow that starts at SIDE
    w0, w1 = np.meshgrid(side, side)
    along_x = np.outer(range(-3, 4), X / (X @ X))  # where z is -3, -2, ... 3
    draw.level_lines(ax, w0, w1, X[0] * w0 + X[1] * w1, along_x)
    ax.set(xlabel=f"$w_{{0{T}}}$", ylabel=f"$w_{{1{T}}}$")
    point, arrow = plots.moving_point(ax), plots.moving_arrow(ax, plots.DOWNHILL)

    def show(place, downhill):
        point.set_data(place[:1], place[1:])
        plots.set_arrow(arrow, place, 2 * downhill)  # to be seen beside its point

    return show


def _chances(ax):
    """Draw the target; return what shows probabilities, the highest of them marked."""
    bars = draw.moving_bars(ax, 3, "$y_c$", (0, 1.2))
    ax.set_yticks([0, 0.5, 1])
    draw.target(ax, T)
    highest = plots.moving_line(ax, draw.ANSWER)

    def show(y):
        draw.set_heights(bars, y)
        highest.set_data(_highest(y), y[_highest(y)] + 0.06)

    return show


def _loss_curve(ax):
    """Draw the loss over the right class's probability; return the point on it."""
    y = np.linspace(1e-5, 1, 400)
    draw.loss_curve(ax, y, -np.log(y), T)
    return plots.moving_point(ax)


@explorer
def nudge():
    """Return an explorer of the loss as one weight is nudged, beside the gradient's matrix."""
    figure, ((above, gradients), (curve, products)) = plots.figure(2, 2, height=4.6)
    slopes = numerical_gradient(_loss, W)
    frames = _matrices(above, gradients, products, slopes)
    show_loss = _nudged_loss(curve, slopes)
    draw.spread(figure)

    def update(h, i, c):
        for frame in frames:
            draw.set_frame(frame, i, c)
        after, tangent = show_loss(h, i, c), _loss(W) + slopes[i, c] * h
        return (
            f"With h = {h:.1f} added to w{i}{c} the loss goes from {_loss(W):.4f} to {after:.4f}; "
            f"the tangent, of slope {slopes[i, c]:.4f}, says {tangent:.4f}, "
            f"{after - tangent:.4f} less."
        )

    controls = {"h": slider(-SIDE, SIDE, 1.0), "i": slider(0, 1, 1, 1), "c": slider(0, 2, 2, 1)}
    cells = dict.fromkeys((above, gradients, products), ("c", "i"))
    return Explorer(figure, update, controls, drag={**cells, curve: ("h", None)})


def _matrices(above, gradients, products, slopes):
    """Draw W, its gradient, and the table of products that is the same; return their frames."""
    y = softmax(X @ W)
    rest = y - np.eye(3)[T]
    rows, columns = [f"$i={i}$" for i in range(2)], [f"$c={c}$" for c in range(3)]
    draw.matrix(above, W, rows, columns, "$W$")
    draw.matrix(gradients, slopes, rows, columns, r"$\partial L / \partial W$")
    factors = [f"${x:.1f}$" for x in X], [f"${r:.3f}$" for r in rest]
    draw.matrix(products, np.outer(X, rest), *factors, r"$x_i \cdot (y_c - t_c)$")
    draw.name_sides(products, "$x_i$", "$y_c - t_c$")
    return [draw.moving_frame(ax) for ax in (above, gradients, products)]


def _nudged_loss(ax, slopes):
    """Return what draws the loss over h for one weight, and returns it at one h."""
    hs, ends = np.linspace(-SIDE, SIDE, 41), np.array([-SIDE, SIDE])
    line = plots.moving_line(ax, plots.FUNCTION)
    tangent, point = plots.moving_line(ax, plots.TANGENT), plots.moving_point(ax)
    names = {"$L$": line, r"$L + h \cdot \partial L / \partial w_{ic}$": tangent}
    plots.legend(ax, names, loc="upper center")
    ax.set(
        xlabel="$h$", ylabel="$L(w_{ic} + h)$", xlim=(-1.05 * SIDE, 1.05 * SIDE), ylim=(-0.8, 6.8)
    )

    def show(h, i, c):
        one = np.zeros_like(W)
        one[i, c] = 1
        after = _loss(W + h * one)
        line.set_data(hs, [_loss(W + step * one) for step in hs])
        tangent.set_data(ends, _loss(W) + slopes[i, c] * ends)
        point.set_data([h], [after])
        return after

    return show


@explorer
def training():
    """Return an explorer of a descent on W: the loss at each step, and the probabilities."""
    figure, (curve, chances) = plots.figure(1, 2)
    line, point = plots.moving_line(curve, plots.FUNCTION), plots.moving_point(curve)
    flips = plots.moving_line(curve, draw.FLIP)
    plots.legend(curve, {"$L$": line, r"$1 \to 2$": flips}, loc="upper right")
    flips.set_markevery([1])  # only at the upper end, on the curve
    curve.set(xlabel="$n$", ylabel="$L$", xlim=(-4, STEPS + 4), ylim=(-0.05, 2.2))
    curve.set(xticks=[0, 50, 100], yticks=[0, 1, 2])
    show_chances = _chances(chances)

    def update(lr, step_num):
        y, losses = _run(lr)
        flip = int(np.argmax(y.argmax(axis=1) == T))  # the first; every lr here gets there
        line.set_data(range(STEPS + 1), losses)
        flips.set_data([flip, flip], [0, losses[flip]])
        point.set_data([step_num], [losses[step_num]])
        show_chances(y[step_num])
        met = " Challenge met." if flip == FLIP else ""
        return (
            f"At step {step_num}, with lr = {lr:.3g}, the loss is {losses[step_num]:.4f} "
            f"and the net says class {_said(y[step_num])}; "
            f"the flip from 1 to 2 comes at step {flip}.{met}"
        )

    controls = {"lr": log_slider(-2, 1, 0.1), "step_num": slider(0, STEPS, 0, 1)}
    return Explorer(figure, update, controls, drag={curve: ("step_num", None)}, steps="step_num")


@explorer
def sure():
    """Return an explorer of a net that is sure and wrong, and learns by one of two losses."""
    figure, (start, run) = plots.figure(1, 2, height=3.6)
    losses, points = draw.two_losses(start, "$z_1$", (-1, 31)), _two_points(start)
    runs, places = draw.two_losses(run, "$n$", (-1, SURE_STEPS + 1)), _two_points(run)
    z1s = np.linspace(0, 30, 61)
    for line, loss in zip(losses, (_loss_from_logits, _loss), strict=True):
        line.set_data(z1s, [loss(_sure(z1)) for z1 in z1s])

    def update(z1, step_num):
        told = []
        for i, (loss, path) in enumerate(_two_runs(z1)):
            its = [loss(w) for w in path]
            runs[i].set_data(range(SURE_STEPS + 1), its)
            points[i].set_data([z1], its[:1])
            places[i].set_data([step_num], [its[step_num]])
            said = _said(softmax(X @ path[step_num]))
            told.append(f"from {its[0]:.4f} to {its[step_num]:.4f}, and the net says class {said}")
        return (
            f"In {step_num} steps from z1 = {z1}, the loss from the logits goes {told[0]}; "
            f"the loss with 1e-7 goes {told[1]}."
        )

    controls = {"z1": slider(0, 30, 30, 1), "step_num": slider(0, SURE_STEPS, 13, 1)}
    drag = {start: ("z1", None), run: ("step_num", None)}
    return Explorer(figure, update, controls, drag=drag, steps="step_num")


def _two_points(ax):
    return [plots.moving_point(ax, style["color"]) for style in (plots.TANGENT, plots.WRONG)]


def _sure(z1):
    """Return weights whose logits for X are 0, z1 and 0."""
    return np.outer(X, [0, z1, 0]) / (X @ X)


@lru_cache(maxsize=1)  # while step_num moves, z1 stands still
def _two_runs(z1):
    """Return each loss, and the weights at every step of its descent with lr = 1."""
    slopes = {_loss_from_logits: _slopes, _loss: lambda w: SimpleNet(w).gradient(X, T)}
    return [
        (loss, descent_path(loss, _sure(z1), 1, SURE_STEPS, grad=grad))
        for loss, grad in slopes.items()
    ]


@lru_cache(maxsize=1)  # while step_num moves, lr stands still
def _run(lr):
    """Return the probabilities and the loss at every step of a descent from W."""
    path = descent_path(_loss_from_logits, W, lr, STEPS, grad=_slopes)
    return softmax(X @ path), [_loss_from_logits(w) for w in path]


def _slopes(w):
    """Return the gradient of the loss from the logits."""
    return np.outer(X, softmax(X @ w) - np.eye(3)[T])


def _loss(w):
    return SimpleNet.loss_at(w, X, T)


def _loss_from_logits(w):
    return cross_entropy_from_logits(X @ w, T)


def _highest(y):
    return np.flatnonzero(np.isclose(y, y.max(), rtol=0, atol=1e-9))  # equal, but for rounding


def _said(y):
    return " or ".join(map(str, _highest(y)))


def _listed(numbers, decimals):
    rounded = np.round(numbers, decimals) + 0.0  # which makes 0 of -0
    first, second, third = (f"{number:.{decimals}f}" for number in rounded)
    return f"{first}, {second} and {third}"


def predict_zeros():
    """Return the question of section 1."""
    return NumberPrediction(
        "Set all six weights to 0. What does the loss become?",
        float(np.log(3)),
        "All logits are then 0, each class gets the probability 1/3, and the loss is "
        "−log(1/3) = log 3. A net with a higher loss does worse than one that knows nothing.",
        near=0.05,
    )


def predict_calls():
    """Return the question of section 2: how often the loss is computed."""
    return NumberPrediction(
        "How many times does numerical_gradient compute the loss, for six weights?",
        12,
        "Each weight is moved up by h once, and down by h once: 6 · 2.",
        near=0,
    )


def predict_signs():
    """Return the question of section 2."""
    return Prediction(
        "The right class is 2. Both inputs are positive. In which columns of the gradient are the "
        "numbers negative: where does more weight mean less loss?",
        {
            "Only in column 2.": (
                "More weight in column 2 raises the right logit. More weight in another column "
                "raises a wrong one, and its class gets probability that class 2 then lacks."
            ),
            "In columns 0 and 1.": (
                "More weight there raises a wrong logit. Its class gets more probability, class 2 "
                "gets less, and the loss grows: these slopes are positive."
            ),
            "In all three.": (
                "If all six weights grew alike, all logits would, and no probability would "
                "change. So the slopes of the three columns cancel out, and some are positive."
            ),
        },
        right="Only in column 2.",
    )


def predict_copy():
    """Return the question of section 3."""
    return Prediction(
        "Now numerical_gradient gets a copy of net.W, with the same six numbers. "
        "The function still computes net.loss(x, t). What comes out?",
        {
            "The same gradient.": (
                "The six numbers are the same, but the nudges go to the copy, and the loss is "
                "computed with net.W. Which of the two arrays does the nudge reach?"
            ),
            "Zeros.": (
                "The nudges go to the copy. The loss reads net.W, which does not move. So the "
                "loss does not change, and no change divided by 2h is 0."
            ),
            "An error.": (
                "Nothing is missing: the function may ignore its argument, and returns a number "
                "each time. That is why nobody notices that the result is wrong."
            ),
        },
        right="Zeros.",
    )


def predict_flip():
    """Return the question of section 4."""
    return Prediction(
        "A descent on the six weights starts, with lr = 0.1. The loss falls at the first step. "
        "When does the prediction change from class 1 to class 2?",
        {
            "At the first step too.": (
                "At the start class 1 has the probability 0.64 and class 2 has 0.22. One step with "
                "lr = 0.1 makes the difference a little smaller, and class 1 stays ahead."
            ),
            "Some steps later, all at once.": (
                "The loss follows every small change of a probability. The prediction only says "
                "which probability is the highest, and class 2 has to overtake class 1 first."
            ),
            "Little by little.": (
                "The probabilities change little by little. The prediction is a whole number, 1 "
                "or 2, with nothing between them."
            ),
        },
        right="Some steps later, all at once.",
    )


def predict_sure():
    """Return the question of section 5."""
    return Prediction(
        "A net starts sure and wrong, with the logits 0, 30 and 0; class 2 is right. Its loss, "
        "with the 1e-7, is 16.118. How large is it after 1000 steps with lr = 1?",
        {
            "Near 0.": (
                "The loss is large, but what moves the weights is its slope. Add 1e-7 to "
                "e^−30, about 1e-13, and take the log: a change of that 1e-13 is hardly felt."
            ),
            "About 8, half of it.": (
                "For that, the probability of class 2 must rise from 1e-13 to 3e-4. Beside 1e-7 a "
                "change of 1e-13 hardly shows in the loss, so its slope is near 0."
            ),
            "16.118, as before.": (
                "Beside the 1e-7 a probability of 1e-13 hardly shows in the loss. Its slope is "
                "near 0, and so is each step."
            ),
        },
        right="16.118, as before.",
    )
