"""What lesson 08, A hidden layer and backpropagation, lets you explore and predict."""

from functools import lru_cache

import numpy as np
from ipywidgets import Checkbox, Dropdown

from .. import plots
from ..data import PETALS, SPECIES, Standard
from ..deep_net import DeepNet
from ..layered_net import ACTIVATIONS, NAMES, TwoLayerNet
from ..plots import hidden_layer as draw
from ..simple_net import softmax
from ..toy_data import RINGS, XOR
from ..training import train
from ..widgets.controls import log_slider, slider
from ..widgets.explorer import Explorer, explorer
from ..widgets.prediction import NumberPrediction, Prediction
from ..widgets.rendering import settle
from .net_graph import BACKWARD, FORWARD, GIVEN, NetGraph

# Samples and labels, and the window of the picture: half of its side, and its middle.
DATA = {
    "two rings": (*RINGS, 2.75, 0.0),
    "XOR": (*XOR, 1.1, 0.5),
    "irises": (Standard(PETALS)(PETALS), SPECIES, 2.2, 0.0),
}
WIDTHS, SEEDS = (1, 8), (0, 19)
LR, STEPS = 1.0, 400  # of each run: the whole of it takes some 25 ms
CELLS = 61  # of the mesh, along each side
RUNS_KEPT = 8  # 200 kB each
PARTED = 3, 30  # the challenge: so many units, within so many steps
LOSS_ENDS, LOSS_TICKS = (1e-3, 5), (1e-3, 1e-2, 1e-1, 1)


@explorer
def regions():
    """Return an explorer of a net as it trains: regions, hidden units as lines, and the loss."""
    figure, (left, right) = plots.figure(1, 2, height=4.1, width_ratios=(8, 5))
    shown, marks = draw.Regions(left), draw.moving_classes(left)
    units, missed = plots.moving_line(left, draw.UNIT), plots.moving_line(left, draw.MISSED)
    line, point = plots.moving_line(right, plots.FUNCTION), plots.moving_point(right)
    draw.plane(left)
    plots.step_axes(right, STEPS, "$L$", LOSS_ENDS, yscale="log", yticks=LOSS_TICKS)
    left.set(xlim=(-2.2, 2.2), ylim=(-2.2, 2.2))  # the widest numbers at the axes
    settle(figure)

    def backdrop(data):
        *_, side, middle = DATA[data]
        ends = middle - side, middle + side
        left.set(xlim=ends, ylim=ends)

    def update(data, width, activation, seed, step_num):
        x, t, side, middle = DATA[data]
        path, losses = _run(data, width, activation, seed)
        net = _net(data, width, activation, path[step_num])
        wrong = net.predict(x).argmax(axis=1) != t
        mesh = _mesh(side, middle)
        shown.set(*mesh, _leads(net.predict(mesh.reshape(2, -1).T), mesh[0].shape))
        for c, mark in enumerate(marks):
            mark.set_data(*x[t == c].T)
        units.set_data(*_lines(net, 2 * side, middle))
        missed.set_data(*x[wrong].T)
        line.set_data(range(STEPS + 1), losses)
        point.set_data([step_num], [losses[step_num]])
        is_met = data == "two rings" and width == PARTED[0] and step_num <= PARTED[1]
        met = " Challenge met." if is_met and not wrong.any() else ""
        return REGIONS_SAID.format(
            step_num=step_num,
            units=_counted(width, "1 hidden unit", "{} hidden units"),
            loss=losses[step_num],
            right=len(t) - wrong.sum(),
            all=len(t),
            met=met,
        )

    controls = {
        "data": Dropdown(options=list(DATA)),
        "width": slider(*WIDTHS, 2, 1),
        "activation": Dropdown(options=list(ACTIVATIONS)),
        "seed": slider(*SEEDS, 0, 1),
        "step_num": slider(0, STEPS, 100, 1),
    }
    drag = {right: ("step_num", None)}
    return Explorer(figure, update, controls, backdrop=backdrop, drag=drag, steps="step_num")


REGIONS_SAID = (
    "After {step_num} steps a net of {units} has the loss {loss:.4f}, "
    "and {right} of {all} points lie in the region of their class.{met}"
)


def _counted(number, one, many):
    return one if number == 1 else many.format(number)


@lru_cache(maxsize=RUNS_KEPT)
def _run(data, width, activation, seed):
    """Return the parameters of a net at each step of a descent, and the losses."""
    x, t, *_ = DATA[data]
    net, path, losses = TwoLayerNet((2, width, t.max() + 1), activation, seed), [], []
    for _ in range(STEPS + 1):
        path.append([array.copy() for _, array in net.parameters])
        losses.append(net.loss(x, t))
        train(net, x, t, LR, 1)
    return path, losses


def _net(data, width, activation, arrays):
    """Return a net with these parameters."""
    net = TwoLayerNet((2, width, DATA[data][1].max() + 1), activation, 0)
    for name, array in zip(NAMES, arrays, strict=True):
        setattr(net, name, array)
    return net


@lru_cache(maxsize=len(DATA))
def _mesh(side, middle):
    return np.array(np.meshgrid(*2 * [np.linspace(middle - side, middle + side, CELLS)]))


def _leads(z, shape):
    """Return for each class how far its logit is above the highest of the others."""
    others = [np.delete(z, c, axis=1).max(axis=1) for c in range(z.shape[1])]
    return (z.T - others).reshape(-1, *shape)


def _lines(net, reach, middle):
    """Return the line of each hidden unit, where its input is 0, with a gap after each."""
    w, b = net.W1, net.b1 + middle * net.W1.sum(axis=0)  # counted from the middle
    foot = -b * w / (w**2).sum(axis=0)
    along = reach * np.array([-w[1], w[0]]) / np.hypot(*w)
    foot = np.where(np.hypot(*foot) < reach, foot, np.nan)
    ends = np.stack([foot - along, foot + along, np.full_like(foot, np.nan)], axis=-1)
    return middle + ends.reshape(2, -1)


# --- forward and backward -------------------------------------------------------------------------


@explorer
def graph():
    """Return an explorer of one sample's way through a net, and of the slopes on the way back."""
    figure, (above, below) = plots.figure(2, height=4.9, height_ratios=(17, 1))
    drawn, point = draw.Graph(above), plots.moving_point(below)
    draw.steps(below, len(FORWARD), len(FORWARD) + len(BACKWARD))

    def update(step_num, x0, x1, t, activation):
        net = NetGraph(np.array([x0, x1]), t, activation)
        ahead, back = FORWARD[:step_num], BACKWARD[: max(0, step_num - len(FORWARD))]
        known = [box for box in net.values if box[0] not in "ahzL"] + ahead
        now, (used, sentence) = None, ([], GIVEN)
        if step_num:
            now = (back or ahead)[-1]
            used, sentence = (net.backward if back else net.forward)(now)
        slopes = {box: net.slopes[box] for box in [("L", 0), *back] if back}
        drawn.set({box: net.values[box] for box in known}, slopes, now, used, bool(back))
        point.set_data([step_num], [0])
        return sentence

    controls = {
        "step_num": slider(0, len(FORWARD) + len(BACKWARD), len(FORWARD), 1),
        "x0": slider(-1.0, 1.0, 0.6),
        "x1": slider(-1.0, 1.0, 0.9),
        "t": slider(0, 1, 0, 1),
        "activation": Dropdown(options=list(ACTIVATIONS)),
    }
    drag = {below: ("step_num", None)}
    return Explorer(figure, update, controls, drag=drag, steps="step_num")


# --- the gradient check ---------------------------------------------------------------------------

BUGS = {  # by the control's name
    "no_N": "no division by N",
    "mean_b": "mean for the biases",
    "no_act": "no slope of the activation",
    "no_T": "W2 in place of W2.T",
}
PASSES = 1e-6
LIMITS = 0.95, 0.3  # of the slopes: four times too large, they are seen
CHECK_SEED = 4
H_STEPS = 2  # to each factor of ten
HS = 10.0 ** (np.arange(-10 * H_STEPS, -H_STEPS + 1) / H_STEPS)


@explorer
def gradient_check():
    """Return an explorer of the gradient check: each parameter a dot, and four bugs."""
    figure, (left, right) = plots.figure(1, 2, height=3.7, width_ratios=(5, 4))
    draw.check_axes(left, *LIMITS)
    draw.error_axes(right, HS, PASSES)
    dots = [plots.moving_line(left, style) for style in draw.ARRAYS.values()]
    errors = [plots.moving_line(right, draw.over_h(style)) for style in draw.ARRAYS.values()]
    plots.legend(left, dict(zip(draw.ARRAY_NAMES, dots, strict=True)), loc="upper left")

    def update(no_N, mean_b, no_act, no_T, activation, h):
        k = abs(np.log(HS / h)).argmin()
        backward = _backward(_check_net(activation), *XOR, no_N, mean_b, no_act, no_T)
        numerical = _numerical(activation)
        found = [[_error(one, its[i]) for its in numerical] for i, one in enumerate(backward)]
        for i, (dot, line) in enumerate(zip(dots, errors, strict=True)):
            dot.set_data(backward[i].ravel(), numerical[k][i].ravel())
            line.set_data(HS, np.maximum(found[i], draw.LEAST_ERROR))
            line.set_markevery([k])
        now = [its[k] for its in found]
        failing = [name for name, its in zip(NAMES, now, strict=True) if its > PASSES]
        said = DISAGREE if failing else AGREE
        return said.format(h=h, worst=max(now), names=", ".join(failing))

    controls = {
        **{name: Checkbox(description=bug, indent=False) for name, bug in BUGS.items()},
        "activation": Dropdown(options=list(ACTIVATIONS)),
        "h": log_slider(-10, -1, 1e-4, H_STEPS),
    }
    return Explorer(figure, update, controls, drag={right: ("h", None)})


AGREE = "With h = {h:.1e} the largest relative error is {worst:.1e}: all slopes agree."
DISAGREE = (
    "With h = {h:.1e} the largest relative error is {worst:.1e}: "
    "the slopes of {names} do not agree."
)


def _check_net(activation):
    return TwoLayerNet((2, 2, 2), activation, CHECK_SEED)


@lru_cache(maxsize=len(ACTIVATIONS))
def _numerical(activation):
    """Return the slopes of a net on XOR by differences, for each h."""
    net = _check_net(activation)
    return [[slopes for _, slopes in net.numerical_gradient(*XOR, h)] for h in HS]


def _backward(net, x, t, no_N, mean_b, no_act, no_T):
    """Return the slopes of a net, in the order of its parameters, by a backward with some bugs."""
    act, bend = ACTIVATIONS[net.activation]
    h = act(x @ net.W1 + net.b1)
    dz = (softmax(h @ net.W2 + net.b2) - np.eye(2)[t]) / (1 if no_N else len(x))
    dh = dz @ (net.W2 if no_T else net.W2.T)
    da = dh * (1 if no_act else bend(h))
    total = np.mean if mean_b else np.sum
    return x.T @ da, total(da, axis=0), h.T @ dz, total(dz, axis=0)


def _error(one, other):
    """Return the largest difference, beside the largest slope."""
    return abs(one - other).max() / max(abs(one).max(), abs(other).max())


# --- slopes layer by layer ------------------------------------------------------------------------

DEEP_WIDTH = 16


@explorer
def depth():
    """Return an explorer of how large slopes and outputs are in each layer of a deep net."""
    figure, (left, right) = plots.figure(1, 2, height=3.7)
    draw.layer_axes(left, 7, r"$|\partial L\,/\,\partial W_\ell|$", SLOPE_ENDS, SLOPE_TICKS)
    draw.layer_axes(right, 6, r"$\sigma(h_\ell)$", SPREAD_ENDS, SPREAD_TICKS)
    slopes, spreads = plots.moving_line(left, draw.LAYERS), plots.moving_line(right, draw.SPREADS)

    def update(depth, activation, scale, seed):
        sizes, outputs = _layers(depth, activation, scale, seed)
        slopes.set_data(range(1, depth + 2), np.clip(sizes, *SLOPE_ENDS))
        spreads.set_data(range(depth + 1), np.clip(outputs, *SPREAD_ENDS))
        return DEPTH_SAID.format(
            layers=_counted(depth, "1 hidden layer", "{} hidden layers"),
            activation=activation,
            first=sizes[0],
            last=sizes[-1],
            ratio=sizes[0] / sizes[-1],
        )

    controls = {
        "depth": slider(1, 6, 6, 1),
        "activation": Dropdown(options=list(ACTIVATIONS), value="sigmoid"),
        "scale": log_slider(-1, 1, 1.0),
        "seed": slider(*SEEDS, 0, 1),
    }
    return Explorer(figure, update, controls, drag=dict.fromkeys((left, right), ("depth", None)))


DEPTH_SAID = (
    "With {layers} of {activation} the slopes of the first weights are {first:.1e} long and those "
    "of the last {last:.1e}: the ratio is {ratio:.1e}."
)
SLOPE_ENDS, SLOPE_TICKS = (1e-12, 1e6), 10.0 ** np.arange(-12, 7, 3)
SPREAD_ENDS, SPREAD_TICKS = (1e-9, 1e6), 10.0 ** np.arange(-9, 7, 3)


def _layers(depth, activation, scale, seed):
    """Return the length of the slopes of each layer's weights, and the spread of its outputs."""
    x, t = RINGS
    net = DeepNet((2, *[DEEP_WIDTH] * depth, 2), activation, seed, scale)
    sizes = [np.linalg.norm(slopes) for name, slopes in net.backward(x, t) if name[0] == "W"]
    return sizes, [h.std() for h in net.outputs(x)]


def predict_one_layer():
    """Return the question of section 1 on XOR."""
    return Prediction(
        "One layer, two weights and a bias, learns XOR: the labels are 0, 1, 1, 0. It starts with "
        "a line that has 3 of the 4 points right. Where is it after 1000 steps?",
        {
            "At a line with 3 of 4 right.": (
                "Such lines exist, and it started with one. But the loss asks how sure each answer "
                "is: the fourth point, on the wrong side, costs more than the line gains."
            ),
            "At w and b of 0, and a probability of 1/2 for each point.": (
                "Whatever a weight gains at one point it loses at another: the corners with label "
                "1 lie opposite to each other. The least loss is log 2, that of a net that knows "
                "nothing."
            ),
            "w and b grow without end.": (
                "They do so where a line parts the classes, since being surer then costs nothing. "
                "No line parts these."
            ),
        },
        right="At w and b of 0, and a probability of 1/2 for each point.",
    )


def predict_units():
    """Return the question of section 1 on the rings."""
    return NumberPrediction(
        "Each hidden unit has a line in the plane, and says on which side of it a point lies. How "
        "many hidden units does it take at least to part the inner ring from the outer one?",
        3,
        "Two lines leave a strip or a wedge open, and the outer ring goes through it. Three lines "
        "close a triangle.",
        near=0,
    )


def predict_two_ways():
    """Return the question of section 3."""
    return NumberPrediction(
        "h0 goes into z0 with the weight 1, and into z1 with the weight −1. The slope of z0 is "
        "−0.183, that of z1 is 0.183. What is the slope of h0?",
        -0.366,
        "When h0 grows by 1, z0 grows by 1 and z1 falls by 1. Each changes the loss by its own "
        "slope: 1 · (−0.183) + (−1) · 0.183.",
        near=0.02,
    )


def predict_no_n():
    """Return the question of section 4."""
    return Prediction(
        "A backward forgets to divide by N, and its net trains on XOR with lr = 0.5. What happens?",
        {
            "It does not learn.": (
                "All its slopes are N times too large, and point in the right direction. To "
                "descent that is a larger learning rate."
            ),
            "It learns, and nobody sees the bug.": (
                "Slopes that are all N = 4 times too large act as a learning rate of 2 in place "
                "of 0.5. That works here, and may run away with more samples."
            ),
            "The loss grows.": (
                "It would if the slopes had the wrong sign, or if the steps were too long. Four "
                "times as long they still lead down here."
            ),
        },
        right="It learns, and nobody sees the bug.",
    )


def predict_alike():
    """Return the question of section 5 on a start where all weights are the same."""
    return Prediction(
        "All weights of a net with 3 hidden units start at 0.5. What do the units do in 2000 "
        "steps of training on the rings?",
        {
            "They part, since each has its own weights.": (
                "Each has its own, but they hold the same numbers. So all three make the same "
                "output, get the same slopes, and take the same step."
            ),
            "They change, and stay the same as each other.": (
                "Same weights make the same outputs, the same slopes and the same steps, again and "
                "again. Three units do the work of one."
            ),
            "They stay at 0.5.": (
                "They would if all slopes were 0, as for a start at 0. From 0.5 the loss has a "
                "slope along each weight."
            ),
        },
        right="They change, and stay the same as each other.",
    )


def predict_six_layers():
    """Return the question of section 5 on depth."""
    return Prediction(
        "The slope of the sigmoid is 1/4 at most. On the way back through 6 hidden layers, how "
        "much is left of a slope, by that factor alone?",
        {
            "At most 1/6.": "The layers are passed one after the other, so the factors multiply.",
            "At most 1/24.": "6 times 4 is 24; the factors multiply, so take 4 to the power of 6.",
            "At most 1/4096.": (
                "Each layer multiplies by 1/4 at most, and six of them by 1/4 to the power of 6."
            ),
        },
        right="At most 1/4096.",
    )
