"""What lesson 06, simpleNet, lets you explore and predict."""

from functools import lru_cache

import numpy as np
from ipywidgets import Button, HBox, Layout

from .. import plots
from ..descent import descent_path
from ..differentiate import numerical_gradient
from ..plots import simple_net as draw
from ..simple_net import SimpleNet, cross_entropy_error, softmax
from ..widgets.controls import log_slider, slider
from ..widgets.explorer import Explorer, explorer
from ..widgets.prediction import Prediction

# The example that the notes on the chapter compute with.
W = np.array([[-2.05285131, 0.8881997, 0.82120879], [0.69678673, 0.45633899, -0.7004122]])
X = np.array([0.6, 0.9])
T = 2  # the right class
NAMES = [f"w{i}{k}" for i in range(2) for k in range(3)]
SIDE = 3.0  # each weight goes from -SIDE to SIDE
GRAIN = 0.05  # a slider's step; the browser rounds to it in any case
STEPS = 100
TARGET = 0.1  # the first challenge: a loss below this
FLIP = 20  # the second: the step at which the prediction becomes right


@explorer
def weights():
    """Return an explorer of the loss of a net whose six weights are sliders."""
    figure, ((plane, logits), (chances, curve)) = plots.figure(2, 2, height=4.8)
    show_own = _plane(plane)
    bars = draw.moving_bars(logits, 3, "$z_k$", (-5, 5))
    show_chances = _chances(chances)
    point = _loss_curve(curve)

    def update(**weights):
        w = np.reshape([weights[name] for name in NAMES], (2, 3))
        z, loss = X @ w, _loss(w)
        y = softmax(z)
        show_own(w[:, T], -SimpleNet(w).gradient(X, T)[:, T])
        draw.set_heights(bars, z)
        show_chances(y)
        point.set_data([y[T]], [loss])
        met = " Challenge met." if loss < TARGET else ""
        return (
            f"The logits {_listed(z, 3)} make the probabilities {_listed(y, 2)}: "
            f"the net says class {_said(y)}, and the loss is {max(loss, 0):.4f}.{met}"
        )

    presets = _presets()
    first = zip(NAMES, presets["W of the notes"].flat, strict=True)
    controls = {name: slider(-SIDE, SIDE, w, GRAIN) for name, w in first}
    buttons = HBox()
    drag = {plane: (f"w0{T}", f"w1{T}")}
    explorer = Explorer(figure, update, controls, drag=drag, beside=[buttons])
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
    bars = draw.moving_bars(ax, 3, "$y_k$", (0, 1.2))
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
    figure, ((above, gradients), (curve, products)) = plots.figure(2, 2, height=4.9)
    slopes = numerical_gradient(_loss, W)
    frames = _matrices(above, gradients, products, slopes)
    show_loss = _nudged_loss(curve, slopes)
    draw.spread(figure)

    def update(h, i, k):
        for frame in frames:
            draw.set_frame(frame, i, k)
        after, tangent = show_loss(h, i, k), _loss(W) + slopes[i, k] * h
        return (
            f"With h = {h:.1f} added to w{i}{k} the loss goes from {_loss(W):.4f} to {after:.4f}; "
            f"the tangent, of slope {slopes[i, k]:.4f}, says {tangent:.4f}, "
            f"{after - tangent:.4f} less."
        )

    controls = {"h": slider(-SIDE, SIDE, 1.0), "i": slider(0, 1, 1, 1), "k": slider(0, 2, 2, 1)}
    cells = dict.fromkeys((above, gradients, products), ("k", "i"))
    return Explorer(figure, update, controls, drag={**cells, curve: ("h", None)})


def _matrices(above, gradients, products, slopes):
    """Draw W, its gradient, and the table of products that is the same; return their frames."""
    y = softmax(X @ W)
    rest = y - np.eye(3)[T]
    rows, columns = [f"$i={i}$" for i in range(2)], [f"$k={k}$" for k in range(3)]
    draw.matrix(above, W, rows, columns, "$W$")
    draw.matrix(gradients, slopes, rows, columns, r"$\partial L / \partial W$")
    factors = [f"${x:.1f}$" for x in X], [f"${r:.3f}$" for r in rest]
    draw.matrix(products, np.outer(X, rest), *factors, r"$x_i \cdot (y_k - t_k)$")
    draw.name_sides(products, "$x_i$", "$y_k - t_k$")
    return [draw.moving_frame(ax) for ax in (above, gradients, products)]


def _nudged_loss(ax, slopes):
    """Return what draws the loss over h for one weight, and returns it at one h."""
    hs, ends = np.linspace(-SIDE, SIDE, 41), np.array([-SIDE, SIDE])
    line = plots.moving_line(ax, plots.FUNCTION)
    tangent, point = plots.moving_line(ax, plots.TANGENT), plots.moving_point(ax)
    names = {"$L$": line, r"$L + h \cdot \partial L / \partial w_{ik}$": tangent}
    plots.legend(ax, names, loc="upper center")
    ax.set(
        xlabel="$h$", ylabel="$L(w_{ik} + h)$", xlim=(-1.05 * SIDE, 1.05 * SIDE), ylim=(-0.8, 4.5)
    )

    def show(h, i, k):
        one = np.zeros_like(W)
        one[i, k] = 1
        after = _loss(W + h * one)
        line.set_data(hs, [_loss(W + step * one) for step in hs])
        tangent.set_data(ends, _loss(W) + slopes[i, k] * ends)
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
            f"At step {step_num}, with lr = {lr:.3g}, the loss is {max(losses[step_num], 0):.4f} "
            f"and the net says class {_said(y[step_num])}; "
            f"the flip from 1 to 2 comes at step {flip}.{met}"
        )

    controls = {"lr": log_slider(-2, 1, 0.1), "step_num": slider(0, STEPS, 0, 1)}
    return Explorer(figure, update, controls, drag={curve: ("step_num", None)}, steps="step_num")


@lru_cache(maxsize=1)  # while step_num moves, lr stands still
def _run(lr):
    """Return the probabilities and the loss at every step of a descent from W."""
    path = descent_path(_loss, W, lr, STEPS, grad=lambda w: SimpleNet(w).gradient(X, T))
    y = softmax(X @ path)
    return y, [cross_entropy_error(row, T) for row in y]


def _loss(w):
    return SimpleNet.loss_at(w, X, T)


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
    return Prediction(
        "Set all six weights to 0. What does the loss become?",
        dict.fromkeys(
            ["0", "log 3, about 1.0986", "Infinite."],
            "All logits are then 0, each class gets the probability 1/3, and the loss is "
            "−log(1/3) = log 3. A net with a higher loss does worse than one that knows nothing.",
        ),
        right="log 3, about 1.0986",
    )


def predict_signs():
    """Return the question of section 2."""
    return Prediction(
        "The right class is 2. Both inputs are positive. In which columns of the gradient are the "
        "numbers negative: where does more weight mean less loss?",
        dict.fromkeys(
            ["Only in column 2.", "In columns 0 and 1.", "In all three."],
            "More weight in column 2 raises the right logit. More weight in another column raises "
            "a wrong one, and its class takes probability away from class 2.",
        ),
        right="Only in column 2.",
    )


def predict_copy():
    """Return the question of section 3."""
    return Prediction(
        "Now numerical_gradient gets a copy of net.W, with the same six numbers. "
        "The function still computes net.loss(x, t). What comes out?",
        dict.fromkeys(
            ["The same gradient.", "Zeros.", "An error."],
            "The nudges go to the copy. The loss reads net.W, which does not move. So the loss "
            "does not change, and no change divided by 2h is 0.",
        ),
        right="Zeros.",
    )


def predict_flip():
    """Return the question of section 4."""
    return Prediction(
        "A descent on the six weights starts, with lr = 0.1. The loss falls at the first step. "
        "When does the prediction change from class 1 to class 2?",
        dict.fromkeys(
            ["At the first step too.", "Some steps later, all at once.", "Little by little."],
            "The loss follows every small change of a probability. The prediction only asks which "
            "probability is the highest, and class 2 has to overtake class 1 first.",
        ),
        right="Some steps later, all at once.",
    )
