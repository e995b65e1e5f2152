"""The explorers of lesson 08: what they show is what the numbers say."""

import re

import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from shown import moved

from gradlab import TwoLayerNet, cross_entropy_from_logits
from gradlab.explore import hidden_layer
from gradlab.explore.net_graph import BACKWARD, FORWARD, WEIGHTS, NetGraph
from gradlab.layered_net import ACTIVATIONS, NAMES
from gradlab.toy_data import RINGS, XOR
from gradlab.training import train

each_activation = pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
each_data = pytest.mark.parametrize("data", ["two rings", "XOR", "irises"])


def moving(explorer, ax, kind=Line2D):
    children = explorer.scene.figure.axes[ax].get_children()
    return [child for child in children if isinstance(child, kind) and child.get_animated()]


# --- regions ----------------------------------------------------------------------------------


def test_two_units_leave_13_points_of_the_rings_on_the_wrong_side_after_100_steps():
    assert moved(hidden_layer.regions).sentence == (
        "After 100 steps a net of 2 hidden units has the loss 0.4788, "
        "and 47 of 60 points lie in the region of their class."
    )


@each_activation
@pytest.mark.few(1)
def test_two_units_part_the_rings_from_no_start(activation):
    x, t = RINGS
    for seed in range(20):
        path, _ = hidden_layer._run("two rings", 2, activation, seed)
        for arrays in path[::40]:
            net = hidden_layer._net("two rings", 2, activation, arrays)
            assert (net.predict(x).argmax(axis=1) != t).any()


def sentence(explorer, **values):
    explorer.move(**values)
    return explorer.sentence


@pytest.mark.few(0)
def test_three_units_of_tanh_part_the_rings_from_every_start_within_the_400_steps():
    explorer = moved(hidden_layer.regions, width=3, step_num=hidden_layer.STEPS)
    assert all("60 of 60 points" in sentence(explorer, seed=seed) for seed in range(20))


@pytest.mark.few(0)
def test_the_challenge_is_met_by_some_starts_and_not_by_most():
    explorer = moved(hidden_layer.regions, width=3, step_num=30)
    starts = [(activation, seed) for activation in ACTIVATIONS for seed in range(20)]
    met = {
        (activation, seed)
        for activation, seed in starts
        if "Challenge met." in sentence(explorer, activation=activation, seed=seed)
    }
    assert met == {("tanh", 4), ("relu", 4), ("relu", 6), ("relu", 18)}


@pytest.mark.parametrize(
    "other", [{"width": 4}, {"step_num": 31}, {"data": "XOR"}, {"step_num": 25}], ids=str
)
@pytest.mark.few(2)
def test_the_challenge_asks_for_the_rings_three_units_all_points_and_30_steps(other):
    asked = {"data": "two rings", "width": 3, "seed": 4, "step_num": 30}
    assert "Challenge met." in moved(hidden_layer.regions, **asked).sentence
    assert "Challenge met." not in moved(hidden_layer.regions, **{**asked, **other}).sentence


@each_data
@pytest.mark.few(1)
def test_the_losses_are_those_of_the_net_as_it_is_trained(data):
    x, t, *_ = hidden_layer.DATA[data]
    explorer = moved(hidden_layer.regions, data=data, width=5, seed=3)
    curve, point = moving(explorer, 1)
    for step in (0, 7, 400):
        net = train(TwoLayerNet((2, 5, t.max() + 1), "tanh", 3), x, t, 1.0, step)
        assert curve.get_ydata()[step] == net.loss(x, t)
    explorer.move(step_num=7)
    assert point.get_xydata().tolist() == [[7, curve.get_ydata()[7]]]


@each_data
@each_activation
@pytest.mark.few(3)
def test_each_point_lies_in_the_region_of_the_class_that_the_net_names(data, activation):
    x, t, *_ = hidden_layer.DATA[data]
    explorer = moved(hidden_layer.regions, data=data, width=6, activation=activation, step_num=400)
    path, _ = hidden_layer._run(data, 6, activation, 0)
    z = hidden_layer._net(data, 6, activation, path[400]).predict(x)
    lead = np.sort(z, axis=1)[:, -1] - np.sort(z, axis=1)[:, -2]
    patches = moving(explorer, 0, PathPatch)
    regions = dict(zip((0, 2), patches, strict=True))  # the ground of class 1 is white
    for c in set(t) & set(regions):
        inside = regions[c].get_path().contains_points(x)
        far = lead > 0.1  # the border is straight between the places of the mesh
        assert far.sum() > len(t) / 2
        assert inside[far].tolist() == (z.argmax(axis=1) == c)[far].tolist()


@each_data
def test_a_hidden_unit_changes_its_sign_at_its_line(data):
    explorer = moved(hidden_layer.regions, data=data, width=4, seed=2, step_num=50)
    path, _ = hidden_layer._run(data, 4, "tanh", 2)
    W1, b1, *_ = path[50]
    (units,) = [line for line in moving(explorer, 0) if line.get_linestyle() == "--"]
    ends = np.transpose(units.get_data()).reshape(4, 3, 2)
    for j, (start, end, gap) in enumerate(ends):
        assert np.isnan(gap).all()
        if np.isfinite(start).all():
            inner = [start, (start + end) / 2, end] @ W1[:, j] + b1[j]
            # Rounding, of numbers as large as the weights.
            np.testing.assert_allclose(inner, 0, atol=1e-13 * abs(W1).max())
        else:
            middle = hidden_layer.DATA[data][3]
            far = abs(middle * W1[:, j].sum() + b1[j]) / np.hypot(*W1[:, j])
            assert far >= 2 * hidden_layer.DATA[data][2]


def test_a_cross_marks_each_point_in_the_region_of_another_class():
    explorer = moved(hidden_layer.regions)
    (crosses,) = [line for line in moving(explorer, 0) if line.get_marker() == "x"]
    assert len(crosses.get_xdata()) == 13


def test_of_the_runs_only_a_few_are_kept():
    explorer = moved(hidden_layer.regions, step_num=0)
    for seed in range(12):
        explorer.move(seed=seed)
    assert hidden_layer._run.cache_info().currsize <= hidden_layer.RUNS_KEPT


# --- the graph --------------------------------------------------------------------------------


def loss_with(x, t, activation, box, by):
    """Return the loss where the number in one box is larger by `by`."""
    arrays = {name: array.copy() for name, array in WEIGHTS.items()}
    name, *index = box
    if name in arrays:
        arrays[name][tuple(index)] += by
    W1, b1, W2, b2 = arrays.values()

    def nudged(its, array):
        if its == name:
            array[tuple(index)] += by
        return array

    a = nudged("a", x @ W1 + b1)
    h = nudged("h", ACTIVATIONS[activation][0](a))
    return cross_entropy_from_logits(nudged("z", h @ W2 + b2), t)


@each_activation
@pytest.mark.parametrize("t", [0, 1])
def test_every_slope_in_the_graph_is_that_of_the_loss_when_its_box_is_nudged(activation, t):
    x, h = np.array([0.7, -0.3]), 1e-5
    net = NetGraph(x, t, activation)
    for box in BACKWARD:
        above, below = (loss_with(x, t, activation, box, by) for by in (h, -h))
        # h²/6 times a third derivative near 1, and rounding of a loss near 1 divided by h.
        assert net.slopes[box] == pytest.approx((above - below) / (2 * h), abs=1e-9)
    assert net.values["L", 0] == pytest.approx(loss_with(x, t, activation, ("L", 0), 0), abs=1e-14)


def test_the_slopes_of_the_parameters_are_those_of_backward():
    net = TwoLayerNet((2, 2, 2), "tanh")
    for name, array in WEIGHTS.items():
        setattr(net, name, array.copy())
    graph = NetGraph(np.array([0.6, 0.9]), 0, "tanh")
    for name, slopes in net.backward([[0.6, 0.9]], [0]):
        for index, slope in np.ndenumerate(slopes):
            assert graph.slopes[(name, *index)] == pytest.approx(slope, abs=2e-15)


def test_each_box_comes_once_and_after_all_that_it_is_made_of():
    net = NetGraph(np.array([0.6, 0.9]), 1, "tanh")
    assert set(FORWARD) | set(BACKWARD) == {box for box in net.values if box[0] != "x"}
    known = {box for box in net.values if box[0] not in "ahzL"}
    for box in FORWARD:
        assert set(net.forward(box)[0]) <= known
        known.add(box)
    assert len(set(BACKWARD)) == len(BACKWARD)
    known, values = {("L", 0)}, set(net.values)
    for box in BACKWARD:
        used, _ = net.backward(box)
        assert {its for its in used if its[0] in "ahzL"} <= known | {("h", 0), ("h", 1)}
        assert set(used) <= values
        known.add(box)


@pytest.mark.parametrize("step", range(26))
@pytest.mark.few(7)
def test_what_a_sentence_of_the_graph_says_is_so(step):
    sentence = moved(hidden_layer.graph, step_num=step, x0=-0.4).sentence.replace("−", "-")
    for left, right in re.findall(
        r"(?<!log )(?<![a-z\d.])(-?\d[-\d.· +]*) = (-?\d+[.]\d+)", sentence
    ):
        said = eval(left.replace("·", "*"))
        assert said == pytest.approx(float(right), abs=2.1e-3)  # factors have three decimals


def test_at_first_the_graph_has_all_values_and_no_slope():
    explorer = moved(hidden_layer.graph)
    assert explorer.sentence == (
        "Forward: softmax makes 0.817 and 0.183 of the logits, and L = −log 0.817 = 0.202."
    )
    explorer.move(step_num=16)
    assert explorer.sentence == (
        "Backward: two ways lead from h0 to the loss, so two products are added: "
        "1.000 · −0.183 + −1.000 · 0.183 = −0.365."
    )


# --- the gradient check -----------------------------------------------------------------------

ALL, FIRST, BIASES = "W1, b1, W2, b2", "W1, b1", "b1, b2"


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
@pytest.mark.parametrize(
    ("bug", "names"), [("no_N", ALL), ("mean_b", BIASES), ("no_act", FIRST), ("no_T", FIRST)]
)
@pytest.mark.few(4)
def test_each_bug_of_the_check_has_its_pattern(bug, names, activation):
    assert moved(hidden_layer.gradient_check, activation=activation).sentence.endswith(
        "all slopes agree."
    )
    explorer = moved(hidden_layer.gradient_check, activation=activation, **{bug: True})
    assert explorer.sentence.endswith(f"the slopes of {names} do not agree.")


def test_at_the_corner_of_relu_b1_is_off_without_a_bug():
    explorer = moved(hidden_layer.gradient_check, activation="relu")
    assert explorer.sentence.endswith("the slopes of b1 do not agree.")


def test_without_a_bug_the_slopes_of_the_check_are_those_of_backward():
    net = TwoLayerNet((2, 2, 2), "sigmoid", hidden_layer.CHECK_SEED)
    found = hidden_layer._backward(net, *XOR, *(False,) * 4)
    for (_, right), slopes in zip(net.backward(*XOR), found, strict=True):
        np.testing.assert_allclose(slopes, right, rtol=1e-14)


def test_the_marks_of_the_check_are_the_parameters_and_all_of_them_are_seen():
    for name in ("no_N", "mean_b", "no_act", "no_T"):
        for activation in ACTIVATIONS:
            explorer = moved(hidden_layer.gradient_check, activation=activation, **{name: True})
            marks = moving(explorer, 0)
            assert [len(mark.get_xdata()) for mark in marks] == [4, 2, 4, 2]
            for mark in marks:
                across, up = abs(mark.get_xydata()).max(axis=0)
                assert across < hidden_layer.LIMITS[0]
                assert up < hidden_layer.LIMITS[1]


def test_the_errors_of_the_check_are_those_of_each_h():
    explorer = moved(hidden_layer.gradient_check, mean_b=True, h=1e-2)
    net, lines = TwoLayerNet((2, 2, 2), "tanh", hidden_layer.CHECK_SEED), moving(explorer, 1)
    assert len(lines) == len(NAMES)
    for line, (_, slopes) in zip(lines, net.backward(*XOR), strict=True):
        assert line.get_xdata().tolist() == hidden_layer.HS.tolist()
        (k,) = line.get_markevery()
        assert hidden_layer.HS[k] == pytest.approx(1e-2)
        is_bias = slopes.ndim == 1
        # Of a quarter of each slope: 1 - 1/4, up to the error of h = 1e-2 itself.
        assert line.get_ydata()[k] == pytest.approx(0.75 if is_bias else 0, abs=1e-4)


# --- depth ------------------------------------------------------------------------------------


def test_through_six_sigmoids_less_than_a_hundred_thousandth_of_the_slope_is_left():
    assert moved(hidden_layer.depth).sentence == (
        "With 6 hidden layers of sigmoid the slopes of the first weights are 5.8e-06 long and "
        "those of the last 7.5e-01: the ratio is 7.8e-06."
    )


def test_tanh_at_scale_1_keeps_the_slopes_from_every_start():
    for seed in range(20):
        sizes, _ = hidden_layer._layers(6, "tanh", 1.0, seed)
        assert 0.02 < sizes[0] / sizes[-1] < 5


def test_the_left_side_has_a_mark_for_each_layer_of_weights():
    for depth in range(1, 7):
        explorer = moved(hidden_layer.depth, depth=depth)
        assert moving(explorer, 0)[0].get_xdata() == range(1, depth + 2)
        assert moving(explorer, 1)[0].get_xdata() == range(depth + 1)


# --- predictions ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [name for name in dir(hidden_layer) if name.startswith("predict_")]
)
def test_each_answer_of_a_prediction_has_a_reason_of_its_own(name):
    asked = getattr(hidden_layer, name)()
    reasons = getattr(asked, "answers", {"": getattr(asked, "reason", "")})
    assert all(reasons.values())
    assert len(set(reasons.values())) == len(reasons)


def test_the_numbers_to_predict_are_those_of_the_graph_and_of_the_chain_rule():
    net = NetGraph(np.array([0.6, 0.9]), 0, "tanh")
    assert hidden_layer.predict_two_ways().value == pytest.approx(net.slopes["h", 0], abs=1e-3)
    assert f"At most 1/{4**6}." == hidden_layer.predict_six_layers().right
