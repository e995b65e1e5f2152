import numpy as np
import pytest
from matplotlib.patches import Rectangle
from matplotlib.quiver import Quiver

from gradlab import SimpleNet, numerical_gradient, softmax
from gradlab.explore import simple_net

ZEROS = dict.fromkeys(simple_net.NAMES, 0.0)


def moving(explorer, ax, kind):
    """The animated artists of one kind in one of the explorer's Axes, in the order they came."""
    children = explorer.scene.figure.axes[ax].get_children()
    return [child for child in children if isinstance(child, kind) and child.get_animated()]


def heights(explorer, ax):
    return [bar.get_height() for bar in moving(explorer, ax, Rectangle)]


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
    values = [control.value for control in simple_net.weights().controls.values()]
    np.testing.assert_allclose(values, simple_net.W.flat, rtol=0, atol=0.025)  # half a step
    assert simple_net.weights().sentence == (
        "The logits −0.600, 0.945 and −0.150 make the probabilities 0.14, 0.65 and 0.22: "
        "the net says class 1, and the loss is 1.5319."
    )


def test_with_all_weights_zero_the_net_cannot_choose_and_the_loss_is_log_3():
    explorer = simple_net.weights()
    press(explorer, "all zeros")
    assert {name: control.value for name, control in explorer.controls.items()} == ZEROS
    assert explorer.sentence == (
        "The logits 0.000, 0.000 and 0.000 make the probabilities 0.33, 0.33 and 0.33: "
        "the net says class 0 or 1 or 2, and the loss is 1.0986."
    )
    assert f"{np.log(3):.4f}" == "1.0986"


def test_the_trained_net_is_right_but_the_challenge_is_left_to_the_reader():
    explorer = simple_net.weights()
    press(explorer, "trained")
    assert "the net says class 2" in explorer.sentence
    assert "Challenge met." not in explorer.sentence


def test_the_button_of_the_notes_brings_back_the_start():
    explorer = simple_net.weights()
    first = explorer.sentence
    explorer.move(**ZEROS)
    assert explorer.sentence != first
    press(explorer, "W of the notes")
    assert explorer.sentence == first


def test_two_sliders_are_enough_to_bring_the_loss_below_a_tenth():
    explorer = simple_net.weights()
    explorer.move(w02=3.0, w12=1.5)
    assert explorer.sentence.endswith("the loss is 0.1255.")
    explorer.move(w02=3.0, w12=3.0)
    assert explorer.sentence.endswith("the loss is 0.0341. Challenge met.")


def test_the_bars_are_the_logits_and_their_softmax():
    explorer = simple_net.weights()
    explorer.move(w01=-1.0, w12=2.0)
    w = np.reshape([control.value for control in explorer.controls.values()], (2, 3))
    assert heights(explorer, 1) == [0.6 * first + 0.9 * second for first, second in w.T]
    assert heights(explorer, 2)[:3] == softmax(heights(explorer, 1)).tolist()


def test_the_mark_is_over_the_class_that_the_net_names():
    explorer = simple_net.weights()
    mark = explorer.scene.figure.axes[2].lines[-1]
    assert mark.get_xdata().tolist() == [1]
    explorer.move(w00=3.0)
    assert mark.get_xdata().tolist() == [0]
    explorer.move(**ZEROS)
    assert mark.get_xdata().tolist() == [0, 1, 2]


def test_the_arrow_is_twice_minus_the_gradient_for_the_weights_of_class_2():
    explorer = simple_net.weights()
    explorer.move(w02=-1.0, w10=2.0)
    w = np.reshape([control.value for control in explorer.controls.values()], (2, 3))
    slopes = numerical_gradient(lambda w: SimpleNet.loss_at(w, [0.6, 0.9], 2), w)
    (arrow,) = moving(explorer, 0, Quiver)
    along = np.array([arrow.U[0], arrow.V[0]])
    np.testing.assert_allclose(along, -2 * slopes[:, 2], rtol=0, atol=2e-9)  # 1e-9 as everywhere
    assert along[1] / along[0] == pytest.approx(0.9 / 0.6, rel=1e-12)  # rounding: it points along x


def test_a_drag_moves_the_two_weights_of_class_2():
    explorer = simple_net.weights()
    before = {name: control.value for name, control in explorer.controls.items()}
    x, y = explorer.scene.figure.axes[0].transData.transform((2.0, 1.0))
    box = explorer.scene.figure.bbox
    explorer._pointer.press(x / box.width, 1 - y / box.height)
    after = {name: control.value for name, control in explorer.controls.items()}
    assert after == {**before, "w02": 2.0, "w12": 1.0}


def test_the_six_sliders_stand_row_by_row_as_the_weights_do_in_w_above_the_presets():
    explorer = simple_net.weights()
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
    assert simple_net.nudge().sentence == (
        "With h = 1.0 added to w12 the loss goes from 1.5207 to 0.8976; "
        "the tangent, of slope −0.7033, says 0.8174, 0.0802 less."
    )


@pytest.mark.parametrize("i", range(2))
@pytest.mark.parametrize("k", range(3))
def test_without_a_nudge_curve_and_tangent_meet_for_every_weight(i, k):
    explorer = simple_net.nudge()
    explorer.move(h=0.0, i=i, k=k)
    assert explorer.sentence.startswith(
        f"With h = 0.0 added to w{i}{k} the loss goes from 1.5207 to 1.5207;"
    )
    assert explorer.sentence.endswith("says 1.5207, 0.0000 less.")


@pytest.mark.parametrize("i", range(2))
@pytest.mark.parametrize("k", range(3))
def test_the_loss_lies_above_its_tangent_on_both_sides(i, k):
    explorer = simple_net.nudge()
    explorer.move(i=i, k=k)
    curve, tangent, _ = explorer.scene.figure.axes[2].lines
    below = np.interp(curve.get_xdata(), *tangent.get_data())
    assert (
        np.array(curve.get_ydata()) - below >= -1e-9
    ).all()  # the tangent's own slope is that exact
    assert curve.get_ydata()[0] - below[0] > 0.1
    assert curve.get_ydata()[-1] - below[-1] > 0.1


def test_w00_stays_closest_to_its_tangent():
    explorer, gaps = simple_net.nudge(), {}
    for i, k in np.ndindex(2, 3):
        explorer.move(i=i, k=k)
        curve, tangent, _ = explorer.scene.figure.axes[2].lines
        gaps[i, k] = max(np.array(curve.get_ydata())[[0, -1]] - tangent.get_ydata())
    assert min(gaps, key=gaps.get) == (0, 0)


def test_the_sentence_tells_how_far_the_loss_is_above_its_tangent():
    explorer, ends = simple_net.nudge(), []
    for k in range(2):
        explorer.move(h=3.0, i=0, k=k)
        ends.append(explorer.sentence.rpartition(", ")[2])
    assert ends == ["0.2792 less.", "0.2879 less."]


def test_the_matrices_are_w_its_gradient_and_the_same_as_a_table_of_products():
    above, gradient, products = matrices(simple_net.nudge())
    np.testing.assert_allclose(above, simple_net.W, rtol=0, atol=5e-4)  # written with 3 decimals
    exact = SimpleNet(simple_net.W).gradient([0.6, 0.9], [0, 0, 1])
    np.testing.assert_allclose(gradient, exact, rtol=0, atol=5.1e-4)
    assert gradient.tolist() == products.tolist()
    assert (gradient[:, 2] < 0).all()
    assert (gradient[:, :2] > 0).all()


def test_the_frames_are_around_the_chosen_weight_in_all_three():
    explorer = simple_net.nudge()
    explorer.move(i=0, k=1)
    assert [moving(explorer, ax, Rectangle)[0].get_xy() for ax in (0, 1, 3)] == [(0.5, -0.5)] * 3


def test_a_press_in_a_matrix_chooses_the_weight():
    explorer = simple_net.nudge()
    for ax in (0, 1, 3):
        explorer.move(i=1, k=2)
        x, y = explorer.scene.figure.axes[ax].transData.transform((1.2, -0.3))
        box = explorer.scene.figure.bbox
        explorer._pointer.press(x / box.width, 1 - y / box.height)
        assert (explorer.controls["i"].value, explorer.controls["k"].value) == (0, 1)


# --- training ---------------------------------------------------------------------------------


def test_the_answer_flips_between_steps_7_and_8():
    explorer = simple_net.training()
    explorer.move(step_num=7)
    assert explorer.sentence == (
        "At step 7, with lr = 0.1, the loss is 0.8649 and the net says class 1; "
        "the flip from 1 to 2 comes at step 8."
    )
    explorer.move(step_num=8)
    assert "the loss is 0.8019 and the net says class 2" in explorer.sentence


def test_half_the_learning_rate_takes_twice_the_steps():
    explorer = simple_net.training()
    explorer.move(lr=0.05)
    assert explorer.sentence.endswith("the flip from 1 to 2 comes at step 16.")


def test_one_learning_rate_of_the_slider_flips_the_answer_at_step_20():
    explorer = simple_net.training()
    lr = explorer.controls["lr"]
    met = []
    for place in range(31):
        explorer.move(lr=10 ** (lr.min + place * lr.step))
        if "Challenge met." in explorer.sentence:
            met.append(round(lr.value, 4))
            assert "at step 20. Challenge met." in explorer.sentence
    assert met == [0.0398]
    assert "Challenge met." not in simple_net.training().sentence


def test_the_flip_is_the_first_step_at_which_class_2_is_ahead_at_every_learning_rate():
    for lr in np.logspace(-2, 1, 13):
        y, losses = simple_net._run(lr)
        flip = int(np.argmax(y.argmax(axis=1) == 2))
        assert 0 < flip <= simple_net.STEPS
        assert (y[:flip].argmax(axis=1) == 1).all()
        assert (y[flip:].argmax(axis=1) == 2).all()
        assert (np.diff(losses) < 0).all() or lr > 5  # there the loss is down to its last digits


def test_a_sure_net_has_a_loss_of_0_not_of_minus_0():
    explorer = simple_net.training()  # log(1 + 1e-7) makes the loss -1e-7
    explorer.move(lr=10.0, step_num=100)
    assert "the loss is 0.0000 and the net says class 2" in explorer.sentence


def test_the_line_of_the_flip_stands_at_its_step():
    explorer = simple_net.training()
    explorer.move(lr=0.05)
    upright = moving(explorer, 0, type(explorer.scene.figure.axes[0].lines[0]))[2]
    assert list(upright.get_xdata()) == [16, 16]
    assert upright.get_ydata()[1] == simple_net._run(explorer.controls["lr"].value)[1][16]
