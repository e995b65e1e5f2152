"""Lesson 01's own facts, as its explorers show them."""

import math
import re

import numpy as np
import pytest
from shown import moved

from gradlab import data
from gradlab.explore import derivative


def numbers(explorer):
    """Return the numbers that stand in the picture and move."""
    texts = (text for ax in explorer.scene.figure.axes for text in ax.texts)
    return [text.get_text() for text in texts if text.get_animated()]


def pointed(explorer, ax, share):
    """Press at a place of these Axes, given in shares of them."""
    place = explorer.scene.figure.transFigure.inverted().transform(ax.transAxes.transform(share))
    explorer._pointer.press(place[0], 1 - place[1])
    explorer._pointer.release(place[0], 1 - place[1])


def lines(explorer, panel=0):
    """Return the moving lines of a panel, the lowest first."""
    return [line for line in explorer.scene.figure.axes[panel].lines if line.get_animated()]


def test_the_first_sentence_of_the_secants():
    assert moved(derivative.secant).sentence == (
        "At x = 5, h = 5: forward slope 0.2500, central slope 0.2000, tangent 0.2000."
    )


def test_the_forward_secant_closes_in_on_the_tangent():
    explorer = moved(derivative.secant)
    explorer.move(h=0.01)
    assert "forward slope 0.2001, central slope 0.2000" in explorer.sentence


def test_each_secant_cuts_the_curve_where_it_is_marked():
    explorer = moved(derivative.secant)
    explorer.move(x=8.0, h=2.0)
    for line in (line for line in lines(explorer) if line.get_markevery()):
        x, y = (values[line.get_markevery()] for values in line.get_data())
        assert y == pytest.approx(0.01 * x**2 + 0.1 * x)  # default 1e-6: lines, not differences


def test_the_tangent_of_s3_has_slope_0_3_at_10():
    explorer = moved(derivative.tangent)
    explorer.move(x=10.0)
    assert explorer.sentence == "At x = 10 the tangent has slope 0.3000; f(x) is 2.0000."


def test_the_lower_point_is_as_high_as_the_upper_line_is_steep():
    explorer = moved(derivative.tangent)
    explorer.move(x=14.0)
    (x0, x1), (y0, y1) = lines(explorer)[0].get_data()
    height = lines(explorer, 1)[1].get_ydata()[0]
    assert (y1 - y0) / (x1 - x0) == pytest.approx(height)  # default 1e-6


def test_the_tangent_takes_a_function_and_a_window_of_the_readers():
    explorer = derivative.tangent(np.sin, window=(0, 10))
    assert explorer.scene.figure.axes[0].get_xlim() == (0, 10)
    explorer.move(x=0.0)
    assert "slope 1.0000" in explorer.sentence


def test_a_function_that_takes_no_array_is_told_what_to_do():
    for make in (derivative.secant, derivative.tangent):
        with pytest.raises(TypeError, match=r"use np\.sin for math\.sin"):
            make(math.sin)


def test_the_challenge_is_met_where_the_central_error_is_below_1e_11():
    explorer = moved(derivative.error)
    assert "Challenge met." not in explorer.sentence
    explorer.move(h=10**-5.2)
    assert explorer.sentence.endswith("Challenge met.")
    explorer.move(h=1e-4)
    assert explorer.sentence == (
        "With h = 1.0e-04 the forward error is 4.2e-05 and the central error 9.0e-10."
    )


def test_the_marks_lie_on_the_curves_of_the_error():
    explorer = moved(derivative.error)
    explorer.move(h=1e-2)
    curves = [line for line in explorer.scene.figure.axes[0].lines if len(line.get_xdata()) > 100]
    for curve, mark in zip(curves, lines(explorer), strict=True):
        nearest = np.argmin(np.abs(np.log(curve.get_xdata() / 1e-2)))
        assert mark.get_ydata()[0] == pytest.approx(curve.get_ydata()[nearest])  # same formula


def test_with_a_tiny_h_both_errors_are_as_large_as_the_slope():
    explorer = moved(derivative.error)
    explorer.move(h=1e-16)
    assert all(mark.get_ydata()[0] > 1e-3 for mark in lines(explorer))


@pytest.mark.parametrize("make", [derivative.secant, derivative.tangent])
@pytest.mark.parametrize("window", [(1, 0), (2, 2)])
def test_a_window_that_is_none_is_refused(make, window):
    with pytest.raises(ValueError, match="window must be"):
        make(window=window)


def test_a_small_window_has_as_many_positions_as_a_large_one():
    explorer = derivative.tangent(np.sin, window=(0, 0.001))
    explorer.move(x=0.0005)
    assert explorer.sentence.startswith("At x = 0.0005 the tangent has slope 1.0000")


def test_a_slope_of_300_digits_is_said_shortly():
    explorer = derivative.tangent(lambda x: 1e300 * x**2)
    assert "slope 1.0000e+301" in explorer.sentence


@pytest.mark.parametrize("make", [derivative.secant, derivative.tangent])
def test_a_function_with_a_gap_is_drawn_without_a_warning(make):
    explorer = make(np.log, window=(0, 4))
    explorer.move(x=0.0)
    assert explorer.sentence


@pytest.mark.parametrize("make", [derivative.secant, derivative.tangent])
@pytest.mark.parametrize("f", [lambda x: 1 / x, lambda x: 1 / x**2, np.log, lambda x: 0 * x / x])
def test_where_f_has_no_value_the_curve_has_a_gap_and_the_sentence_says_so(make, f):
    explorer = make(f, window=(-1, 3))  # begins at a quarter of the window, 0
    assert explorer.sentence == "At x = 0 f has no value."
    for ax in explorer.scene.figure.axes:
        (curve,) = (line for line in ax.lines if len(line.get_xdata()) == 301)
        x, y = curve.get_data()
        assert not np.isfinite(y[np.abs(x) < 1e-9]).any()
        assert np.isfinite(y[x > 0.1]).all()
    explorer.move(x=2.5)
    assert "slope" in explorer.sentence
    assert "nan" not in explorer.sentence


def test_the_triangle_of_the_secant_has_its_run_and_rise():
    explorer = moved(derivative.secant)
    assert numbers(explorer) == ["1.25", "5"]
    explorer.move(x=12.0, h=1.5)
    rise, run = map(float, numbers(explorer))
    slope = float(re.search(r"forward slope ([\d.]+),", explorer.sentence)[1])
    assert rise / run == pytest.approx(slope, rel=0.01)  # three digits are shown of each
    explorer.move(h=0.5)  # too narrow for numbers: they would lie on each other
    assert not any(numbers(explorer))


@pytest.mark.parametrize("f", [np.sin, lambda x: 5 - x])
def test_one_to_the_right_the_tangent_rises_by_the_height_below(f):
    explorer = derivative.tangent(f, window=(0, 10))
    for x in (0.0, 3.0, 7.5):
        explorer.move(x=x)
        above, run, below = numbers(explorer)
        assert (above, run) == (below, "1")
        rise, height = (
            next(line for line in lines(explorer, panel) if line.get_linewidth() > 4).get_ydata()
            for panel in (0, 1)
        )
        assert np.diff(rise) == pytest.approx(np.diff(height))


def test_ten_times_nearer_the_gap_is_a_hundred_times_smaller():
    explorer = moved(derivative.microscope)
    gaps = []
    for zoom in (10, 100, 1000):
        explorer.move(zoom=zoom)
        gaps.append(float(numbers(explorer)[1].replace("−", "-")))
    # The gap has a part in s³, too: s·f‴/(3·f″), 0.4 % at the first; and three digits are shown.
    assert gaps[0] / gaps[1] == pytest.approx(100, rel=0.01)
    assert gaps[1] / gaps[2] == pytest.approx(100, rel=0.01)
    assert explorer.sentence == (
        "At s = 0.0015 the gap between curve and tangent is 1.12e-06: 0.0748 % of s."
    )


def test_the_curve_in_the_lens_is_as_high_as_in_the_window_on_the_whole():
    explorer = moved(derivative.microscope, x=3.0, zoom=2)
    box = lines(explorer)[0].get_xdata(), lines(explorer)[0].get_ydata()
    (left, right), (low, high) = ((min(side), max(side)) for side in box)
    curve = lines(explorer, 1)[0]
    x = left + (curve.get_xdata() + 1) / 2 * (right - left)
    y = low + (curve.get_ydata() + 1) / 2 * (high - low)
    assert y == pytest.approx(np.sin(x))
    assert (right - left) / 2 == pytest.approx(float(numbers(explorer)[0]), abs=5e-4)  # 3 digits


@pytest.mark.parametrize("zoom", [1, 30, 1000])
def test_a_corner_stays_a_corner_under_the_microscope(zoom):
    explorer = derivative.microscope(np.abs, window=(-1, 1), x=0, zoom=zoom)
    assert explorer.sentence.endswith(": 100 % of s.")


def test_where_f_has_no_value_the_microscope_shows_nothing_and_says_so():
    explorer = derivative.microscope(np.log, window=(-1, 3))
    assert explorer.sentence == "At x = 0 f has no value."
    assert numbers(explorer) == ["1", ""]
    explorer.move(x=2.0)
    assert "gap" in explorer.sentence


def test_a_level_line_has_no_gap():
    explorer = derivative.microscope(lambda x: 0 * x + 2)
    assert ": 0 % of s." in explorer.sentence
    assert not lines(explorer, 1)[0].get_ydata().any()  # at height 0 of the lens, and no nan


def test_w_is_turned_by_the_end_of_the_line_and_by_the_ring_on_the_loss():
    explorer = moved(derivative.along_w)
    games, loss, pull = explorer.scene.figure.axes
    pointed(explorer, pull, (0.9, 0.1))
    w = explorer.values["w"]
    # The pointer is at this height, up to half a step of w at the last of the Games.
    pointer = games.get_ylim()[0] + 0.1 * np.ptp(games.get_ylim())
    assert 11.07 + 12.8 * w == pytest.approx(pointer, abs=0.001 * 12.8 + 1e-9)
    pointed(explorer, loss, (0.5, 0.5))
    assert explorer.values["w"] == pytest.approx(-0.1, abs=0.001)


@pytest.mark.parametrize(
    ("w", "word"),
    [
        *((-0.25, "turn w up."), (-0.12, "turn w up.")),
        (-0.118, "no other w here is better."),
        *((-0.116, "turn w down."), (0.05, "turn w down.")),
    ],
)
def test_the_slope_along_w_says_which_way_to_turn_it(w, word):
    explorer = moved(derivative.along_w, w=w)
    assert explorer.sentence.endswith(word)
    losses = [data.line_loss([there, 11.07], data.DECADES, data.SECONDS) for there in every_w()]
    best = every_w()[np.argmin(losses)]
    assert ("up" in word, "down" in word) == (best - w > 1e-9, w - best > 1e-9)


def every_w():
    return np.round(np.arange(-0.25, 0.0501, 0.002), 3)


def test_the_slopes_in_the_questions_on_w_are_those_of_the_loss():
    loss = data.line_loss([0, 11.07], data.DECADES, data.SECONDS)
    slope = data.line_gradient([0, 11.07], data.DECADES, data.SECONDS)[0]
    question = derivative.predict_loss()
    assert f"{loss:.4f}" in question.question
    assert f"{slope:.2f}" in question.question
    assert f"{slope:.1f}" in derivative.predict_turn().question
    linear = loss - 0.01 * slope
    assert f"{linear:.4f}" in question.reason
    question.typed.value = f"{linear:.4f}"
    assert question.verdict.kind == "correct"
    for guess in (loss, linear - 0.03, loss + 0.01 * slope):
        question.typed.value = f"{guess:.4f}"
        assert question.verdict.kind == "not yet"
    share = f"{100 * (1 - linear / question.value):.1f} %"
    assert share in question.reason


def test_the_numbers_that_are_asked_for_are_right():
    slope = 0.02 * 10 + 0.1
    assert derivative.predict_slope().value == pytest.approx(slope)
    assert derivative.predict_height().value == pytest.approx(2 + slope)
    gaps = [abs(np.sin(1 + s) - np.sin(1) - s * np.cos(1)) for s in (0.01, 0.001)]
    assert derivative.predict_gap().value == pytest.approx(gaps[0] / gaps[1], rel=0.01)  # its s³


@pytest.mark.parametrize(
    "make", [derivative.predict_secants, derivative.predict_turn, derivative.predict_smaller_h]
)
def test_each_answer_has_a_reason_of_its_own(make):
    answers = make().answers
    assert len(set(answers.values())) == len(answers)


def test_the_slope_of_the_hill_is_0_at_its_top_and_above_it_on_the_way_up():
    sketch = derivative.sketch_slope()
    assert sketch.truth(5.0) == pytest.approx(0, abs=1e-9)  # rounding
    assert sketch.truth(3.5) == pytest.approx(-sketch.truth(6.5))
    assert sketch.truth(3.5) > 0.5
