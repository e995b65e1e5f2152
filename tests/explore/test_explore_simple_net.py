import re

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import rgb_to_hsv, to_rgb
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.quiver import Quiver
from matplotlib.textpath import TextPath
from shown import moved

from gradlab import (
    SimpleNet,
    cross_entropy_error,
    cross_entropy_from_logits,
    numerical_gradient,
    plots,
    softmax,
)
from gradlab.explore import simple_net
from gradlab.plots import simple_net as draw

ZEROS = dict.fromkeys(simple_net.NAMES, 0.0)


def moving(explorer, ax, kind):
    """The animated artists of one kind in one of the explorer's Axes, in the order they came."""
    children = explorer.scene.figure.axes[ax].get_children()
    return [child for child in children if isinstance(child, kind) and child.get_animated()]


def widths(explorer):
    """The widths of the net's bars, in the units of logits and of probabilities."""
    bars = [bar.get_width() for bar in moving(explorer, 0, Rectangle)]
    return np.array(bars[:3]) / draw.PER_LOGIT, np.array(bars[3:]) / draw.PER_SHARE


def press(explorer, description):
    below_controls = explorer.children[0].children[0].children[-1]
    button = next(b for b in below_controls.children if b.description == description)
    for callback in button._click_handlers.callbacks:  # button.click() would swallow an exception
        callback(button)


def matrices(explorer):
    """The numbers written in the cells of each matrix."""
    axes = [ax for ax in explorer.scene.figure.axes if ax.images]
    return [
        np.reshape([float(text.get_text().strip("$")) for text in ax.texts], (2, 3)) for ax in axes
    ]


# --- six sliders ------------------------------------------------------------------------------


def test_the_weights_start_as_the_notes_have_them_but_for_the_sliders_rounding():
    values = [control.value for control in moved(simple_net.weights).controls.values()]
    np.testing.assert_allclose(values, simple_net.W.flat, rtol=0, atol=0.025)  # half a step
    assert moved(simple_net.weights).sentence == (
        "The logits −0.600, 0.945 and −0.150 make the probabilities 0.14, 0.65 and 0.22: "
        "the net says class 1, and the loss is 1.5319."
    )


def test_with_all_weights_zero_the_net_cannot_choose_and_the_loss_is_log_3():
    explorer = moved(simple_net.weights)
    press(explorer, "all zeros")
    assert {name: control.value for name, control in explorer.controls.items()} == ZEROS
    assert explorer.sentence == (
        "The logits 0.000, 0.000 and 0.000 make the probabilities 0.33, 0.33 and 0.33: "
        "the net says class 0 or 1 or 2, and the loss is 1.0986."
    )
    assert f"{np.log(3):.4f}" == "1.0986"


def test_the_trained_net_is_right_but_the_challenge_is_left_to_the_reader():
    explorer = moved(simple_net.weights)
    press(explorer, "trained")
    assert "the net says class 2" in explorer.sentence
    assert "Challenge met." not in explorer.sentence


def test_the_button_of_the_notes_brings_back_the_start():
    explorer = moved(simple_net.weights)
    first = explorer.sentence
    explorer.move(**ZEROS)
    assert explorer.sentence != first
    press(explorer, "W of the notes")
    assert explorer.sentence == first


def test_the_challenge_is_met_with_the_four_other_weights():
    explorer = moved(simple_net.weights)
    explorer.move(w00=-3.0, w01=-3.0)
    assert explorer.sentence.endswith("the loss is 0.4999.")
    explorer.move(w10=-3.0, w11=-3.0)
    assert explorer.sentence.endswith("Challenge met.")


@pytest.mark.parametrize("others", [{"w02": 3.0, "w12": 3.0}, {"w02": 3.0}, {"w12": 3.0}], ids=str)
def test_the_challenge_is_not_met_with_w02_or_w12_moved(others):
    explorer = moved(simple_net.weights)
    explorer.move(w00=-3.0, w01=-3.0, w10=-3.0, w11=-3.0, **others)
    assert float(re.search("loss is ([0-9.]+)[.]", explorer.sentence)[1]) < simple_net.TARGET
    assert "Challenge met." not in explorer.sentence
    explorer.move(**{name: explorer._first[name] for name in others})
    assert explorer.sentence.endswith("Challenge met.")


def test_an_explorer_that_begins_elsewhere_holds_the_same_two_weights():
    explorer = moved(simple_net.weights, w02=3.0, w12=3.0)
    assert explorer.sentence.endswith("the loss is 0.0341.")


def test_the_bars_are_the_logits_and_their_softmax():
    explorer = moved(simple_net.weights)
    explorer.move(w01=-1.0, w12=2.0)
    w = np.reshape([control.value for control in explorer.controls.values()], (2, 3))
    z, y = widths(explorer)
    np.testing.assert_allclose(z, simple_net.X @ w, rtol=1e-14)  # rounding, as a width has a scale
    np.testing.assert_allclose(y, softmax(simple_net.X @ w), rtol=1e-14)


def test_the_lines_are_as_thick_as_the_weights_and_dashed_below_0():
    explorer = moved(simple_net.weights)
    explorer.move(w00=-2.0, w01=1.0, w02=0.0)
    (lines,) = moving(explorer, 0, LineCollection)
    weights = list(explorer.values.values())
    assert list(lines.get_linewidths()) == [draw.PER_WEIGHT * abs(weight) for weight in weights]
    dashed = [dashes is not None for _, dashes in lines.get_linestyles()]
    assert dashed == [weight < 0 for weight in weights]


def test_each_line_goes_from_its_input_to_its_class():
    (lines,) = moving(moved(simple_net.weights), 0, LineCollection)
    for (start, end), (i, c) in zip(lines.get_segments(), np.ndindex(2, 3), strict=True):
        gap = [np.hypot(*(start - draw.INPUTS[i])), np.hypot(*(end - draw.CLASSES[c]))]
        np.testing.assert_allclose(gap, draw.RADIUS, rtol=1e-14)  # from edge to edge


def test_the_numbers_in_the_picture_are_those_of_the_sentence(monkeypatch):
    told = []
    write = draw.written
    monkeypatch.setattr(
        draw, "written", lambda texts, *rest: told.append(texts) or write(texts, *rest)
    )
    explorer = moved(simple_net.weights)
    z, y, loss = told[-1][:3], told[-1][3:6], told[-1][6]
    assert explorer.sentence.replace("−", "-") == (
        f"The logits {z[0]}, {z[1]} and {z[2]} make the probabilities {y[0]}, {y[1]} and {y[2]}: "
        f"the net says class 1, and the loss is {loss}."
    )


def test_a_number_is_written_as_wide_as_text_and_over_its_place():
    path = draw.written(["-0.25", "8"], [(3, 1), (-5, 0)], 2.0)
    first, second = path.vertices[:, 0] > 0, path.vertices[:, 0] < 0
    assert path.vertices[first, 0].mean() == pytest.approx(3, abs=1)  # half the size of the font
    assert path.vertices[second, 1].min() == pytest.approx(0, abs=0.1)  # round digits reach below
    text = TextPath((0, 0), "−0.25", size=2).get_extents().width
    assert np.ptp(path.vertices[first, 0]) == pytest.approx(text, rel=0.02)


def test_the_mark_is_beside_the_class_that_the_net_names():
    explorer = moved(simple_net.weights)
    mark = moving(explorer, 0, Line2D)[-1]
    assert mark.get_ydata().tolist() == [draw.ROWS[1]]
    explorer.move(w00=3.0)
    assert mark.get_ydata().tolist() == [draw.ROWS[0]]
    explorer.move(**ZEROS)
    assert mark.get_ydata().tolist() == draw.ROWS.tolist()


def test_the_arrow_is_twice_minus_the_gradient_for_the_weights_of_class_2():
    explorer = moved(simple_net.weights)
    explorer.move(w02=-1.0, w10=2.0)
    w = np.reshape([control.value for control in explorer.controls.values()], (2, 3))
    slopes = numerical_gradient(lambda w: cross_entropy_from_logits([0.6, 0.9] @ w, 2), w)
    (arrow,) = moving(explorer, 1, Quiver)
    along = np.array([arrow.U[0], arrow.V[0]])
    np.testing.assert_allclose(along, -2 * slopes[:, 2], rtol=0, atol=2e-9)  # 1e-9 as everywhere
    assert along[1] / along[0] == pytest.approx(0.9 / 0.6, rel=1e-12)  # rounding: it points along x


def test_a_drag_moves_the_two_weights_of_class_2():
    explorer = moved(simple_net.weights)
    before = {name: control.value for name, control in explorer.controls.items()}
    x, y = explorer.scene.figure.axes[1].transData.transform((2.0, 1.0))
    box = explorer.scene.figure.bbox
    explorer._pointer.press(x / box.width, 1 - y / box.height)
    after = {name: control.value for name, control in explorer.controls.items()}
    assert after == {**before, "w02": 2.0, "w12": 1.0}


def test_the_six_sliders_stand_row_by_row_as_the_weights_do_in_w_above_the_presets():
    explorer = moved(simple_net.weights)
    *six, presets = explorer.children[0].children[0].children
    assert six == list(explorer.controls.values())
    assert [control.description for control in six] == ["w00", "w01", "w02", "w10", "w11", "w12"]
    assert [button.description for button in presets.children] == [
        "W of the notes",
        "all zeros",
        "trained",
    ]


# --- one weight nudged ------------------------------------------------------------------------


def test_a_nudge_of_1_leaves_the_tangent_a_little():
    assert moved(simple_net.nudge).sentence == (
        "With h = 1.0 added to w12 the loss goes from 1.5207 to 0.8976; "
        "the tangent, of slope −0.7033, says 0.8174, 0.0802 less."
    )


@pytest.mark.parametrize("i", range(2))
@pytest.mark.parametrize("c", range(3))
def test_without_a_nudge_curve_and_tangent_meet_for_every_weight(i, c):
    explorer = moved(simple_net.nudge)
    explorer.move(h=0.0, i=i, c=c)
    assert explorer.sentence.startswith(
        f"With h = 0.0 added to w{i}{c} the loss goes from 1.5207 to 1.5207;"
    )
    assert explorer.sentence.endswith("says 1.5207, 0.0000 less.")


@pytest.mark.parametrize("i", range(2))
@pytest.mark.parametrize("c", range(3))
def test_the_loss_lies_above_its_tangent_on_both_sides(i, c):
    explorer = moved(simple_net.nudge)
    explorer.move(i=i, c=c)
    curve, tangent, _ = explorer.scene.figure.axes[2].lines
    below = np.interp(curve.get_xdata(), *tangent.get_data())
    assert (
        np.array(curve.get_ydata()) - below >= -1e-9
    ).all()  # the tangent's own slope is that exact
    assert curve.get_ydata()[0] - below[0] > 0.1
    assert curve.get_ydata()[-1] - below[-1] > 0.1


def test_w00_stays_closest_to_its_tangent():
    explorer, gaps = moved(simple_net.nudge), {}
    for i, c in np.ndindex(2, 3):
        explorer.move(i=i, c=c)
        curve, tangent, _ = explorer.scene.figure.axes[2].lines
        gaps[i, c] = max(np.array(curve.get_ydata())[[0, -1]] - tangent.get_ydata())
    assert min(gaps, key=gaps.get) == (0, 0)


def test_the_sentence_tells_how_far_the_loss_is_above_its_tangent():
    explorer, ends = moved(simple_net.nudge), []
    for c in range(2):
        explorer.move(h=3.0, i=0, c=c)
        ends.append(explorer.sentence.rpartition(", ")[2])
    assert ends == ["0.2792 less.", "0.2879 less."]


def test_the_matrices_are_w_its_gradient_and_the_same_as_a_table_of_products():
    above, gradient, products = matrices(moved(simple_net.nudge))
    np.testing.assert_allclose(above, simple_net.W, rtol=0, atol=5e-4)  # written with 3 decimals
    exact = SimpleNet(simple_net.W).gradient([0.6, 0.9], [0, 0, 1])
    np.testing.assert_allclose(gradient, exact, rtol=0, atol=5.1e-4)
    assert gradient.tolist() == products.tolist()
    assert (gradient[:, 2] < 0).all()
    assert (gradient[:, :2] > 0).all()


def test_the_frames_are_around_the_chosen_weight_in_all_three():
    explorer = moved(simple_net.nudge)
    explorer.move(i=0, c=1)
    assert [moving(explorer, ax, Rectangle)[0].get_xy() for ax in (0, 1, 3)] == [(0.5, -0.5)] * 3


def test_a_press_in_a_matrix_chooses_the_weight():
    explorer = moved(simple_net.nudge)
    for ax in (0, 1, 3):
        explorer.move(i=1, c=2)
        x, y = explorer.scene.figure.axes[ax].transData.transform((1.2, -0.3))
        box = explorer.scene.figure.bbox
        explorer._pointer.press(x / box.width, 1 - y / box.height)
        assert (explorer.controls["i"].value, explorer.controls["c"].value) == (0, 1)


def test_the_matrices_have_colours_of_their_own_and_contrast_of_sign():
    ends = draw.MATRIX([0.2, 0.8])[:, :3]  # about as far as the numbers' cells go
    grey, yellow = rgb_to_hsv(ends)
    assert grey[1] == 0
    for style in (plots.TANGENT, plots.X0, plots.X1, plots.DATA):
        between = abs(yellow[0] - rgb_to_hsv(to_rgb(style["color"]))[0])
        assert min(between, 1 - between) > 30 / 360  # of the colour wheel: another hue


# --- training ---------------------------------------------------------------------------------


def test_the_answer_flips_between_steps_7_and_8():
    explorer = moved(simple_net.training)
    explorer.move(step_num=7)
    assert explorer.sentence == (
        "At step 7, with lr = 0.1, the loss is 0.8649 and the net says class 1; "
        "the flip from 1 to 2 comes at step 8."
    )
    explorer.move(step_num=8)
    assert "the loss is 0.8019 and the net says class 2" in explorer.sentence


def test_half_the_learning_rate_takes_twice_the_steps():
    explorer = moved(simple_net.training)
    explorer.move(lr=0.05)
    assert explorer.sentence.endswith("the flip from 1 to 2 comes at step 16.")


def test_one_learning_rate_of_the_slider_flips_the_answer_at_step_20():
    explorer = moved(simple_net.training)
    lr = explorer.controls["lr"]
    met = []
    for place in range(31):
        explorer.move(lr=10 ** (lr.min + place * lr.step))
        if "Challenge met." in explorer.sentence:
            met.append(round(lr.value, 4))
            assert "at step 20. Challenge met." in explorer.sentence
    assert met == [0.0398]
    assert "Challenge met." not in moved(simple_net.training).sentence


def test_the_flip_is_the_first_step_at_which_class_2_is_ahead_at_every_learning_rate():
    for lr in np.logspace(-2, 1, 13):
        y, losses = simple_net._run(lr)
        flip = int(np.argmax(y.argmax(axis=1) == 2))
        assert 0 < flip <= simple_net.STEPS
        assert (y[:flip].argmax(axis=1) == 1).all()
        assert (y[flip:].argmax(axis=1) == 2).all()
        assert (np.diff(losses) < 0).all() or lr > 5  # there the loss is down to its last digits


def test_a_sure_net_has_a_loss_of_0_not_of_minus_0():
    explorer = moved(simple_net.training)
    explorer.move(lr=10.0, step_num=100)
    assert "the loss is 0.0000 and the net says class 2" in explorer.sentence


def test_the_line_of_the_flip_stands_at_its_step():
    explorer = moved(simple_net.training)
    explorer.move(lr=0.05)
    upright = moving(explorer, 0, type(explorer.scene.figure.axes[0].lines[0]))[2]
    assert list(upright.get_xdata()) == [16, 16]
    assert upright.get_ydata()[1] == simple_net._run(explorer.controls["lr"].value)[1][16]


# --- sure and wrong ---------------------------------------------------------------------------


def test_from_30_the_loss_from_the_logits_learns_in_13_steps_and_the_other_not_at_all():
    explorer = moved(simple_net.sure)
    assert explorer.sentence == (
        "In 13 steps from z1 = 30, the loss from the logits goes from 30.0000 to 0.6472, "
        "and the net says class 2; the loss with 1e-7 goes from 16.1181 to 16.1181, "
        "and the net says class 1."
    )
    explorer.move(step_num=12)
    assert "and the net says class 1; the loss with" in explorer.sentence


@pytest.mark.parametrize("z1", range(31))
def test_the_loss_with_1e_7_gets_there_in_40_steps_up_to_a_z1_of_20(z1):
    explorer = moved(simple_net.sure)
    explorer.move(z1=z1, step_num=simple_net.SURE_STEPS)
    from_logits, with_tiny = re.findall(r"the net says class (\d)", explorer.sentence)
    assert from_logits == "2"
    assert with_tiny == ("2" if z1 <= 20 else "1")


def test_the_curves_are_both_losses_of_the_start():
    explorer = moved(simple_net.sure)
    dark, grey = moving(explorer, 0, Line2D)[:2]
    for z1, one, other in zip(dark.get_xdata(), dark.get_ydata(), grey.get_ydata(), strict=True):
        y = softmax([0, z1, 0])
        # z1 comes out of W with a rounding of 1e-14, and e^-30 is what is left of 1.
        assert one == pytest.approx(z1 + np.log1p(2 * np.exp(-z1)), abs=1e-12)
        assert other == pytest.approx(cross_entropy_error(y, 2), abs=1e-12)


def test_both_runs_end_where_their_points_are():
    explorer = moved(simple_net.sure)
    explorer.move(z1=5, step_num=7)
    *runs, first, second = moving(explorer, 1, Line2D)
    for run, point in zip(runs, (first, second), strict=True):
        assert (point.get_xdata()[0], point.get_ydata()[0]) == (7, run.get_ydata()[7])


# --- predictions ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in dir(simple_net) if name.startswith("predict_")])
def test_each_answer_of_a_prediction_has_a_reason_of_its_own(name):
    asked = getattr(simple_net, name)()
    reasons = getattr(asked, "answers", {"": asked.reason if hasattr(asked, "reason") else ""})
    assert all(reasons.values())
    assert len(set(reasons.values())) == len(reasons)


def test_the_numbers_to_predict_are_those_of_the_lesson():
    zeros, calls = simple_net.predict_zeros(), []
    assert zeros.value == pytest.approx(cross_entropy_error(softmax([0, 0, 0]), 2), abs=1e-6)
    numerical_gradient(lambda w: calls.append(w) or 0.0, simple_net.W)
    assert simple_net.predict_calls().value == len(calls)
    nearly = simple_net.predict_calls()
    nearly.typed.value = "11"
    assert nearly.verdict.kind == "not yet"
