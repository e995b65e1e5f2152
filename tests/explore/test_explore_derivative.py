"""Lesson 01's own facts, as its explorers show them."""

import math

import numpy as np
import pytest

from gradlab.explore import derivative


def lines(explorer, panel=0):
    """Return the moving lines of a panel, the lowest first."""
    return [line for line in explorer.scene.figure.axes[panel].lines if line.get_animated()]


def test_the_first_sentence_of_the_secants():
    assert derivative.secant().sentence == (
        "At x = 5, h = 5: forward slope 0.2500, central slope 0.2000, tangent 0.2000."
    )


def test_the_forward_secant_closes_in_on_the_tangent():
    explorer = derivative.secant()
    explorer.move(h=0.01)
    assert "forward slope 0.2001, central slope 0.2000" in explorer.sentence


def test_each_secant_cuts_the_curve_where_it_is_marked():
    explorer = derivative.secant()
    explorer.move(x=8.0, h=2.0)
    for line in lines(explorer)[1:3]:
        x, y = (values[line.get_markevery()] for values in line.get_data())
        assert y == pytest.approx(0.01 * x**2 + 0.1 * x)  # default 1e-6: lines, not differences


def test_the_tangent_of_s3_has_slope_0_3_at_10():
    explorer = derivative.tangent()
    explorer.move(x=10.0)
    assert explorer.sentence == "At x = 10 the tangent has slope 0.3000; f(x) is 2.0000."


def test_the_lower_point_is_as_high_as_the_upper_line_is_steep():
    explorer = derivative.tangent()
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
    explorer = derivative.error()
    assert "Challenge met." not in explorer.sentence
    explorer.move(h=10**-5.2)
    assert explorer.sentence.endswith("Challenge met.")
    explorer.move(h=1e-4)
    assert explorer.sentence == (
        "With h = 1.0e-04 the forward error is 4.2e-05 and the central error 9.0e-10."
    )


def test_the_marks_lie_on_the_curves_of_the_error():
    explorer = derivative.error()
    explorer.move(h=1e-2)
    curves = [line for line in explorer.scene.figure.axes[0].lines if len(line.get_xdata()) > 100]
    for curve, mark in zip(curves, lines(explorer), strict=True):
        nearest = np.argmin(np.abs(np.log(curve.get_xdata() / 1e-2)))
        assert mark.get_ydata()[0] == pytest.approx(curve.get_ydata()[nearest])  # same formula


def test_with_a_tiny_h_both_errors_are_as_large_as_the_slope():
    explorer = derivative.error()
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
