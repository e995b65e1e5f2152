"""Where f has no value: one warning, or a note on f's own error, and the value stays."""

import math
import warnings

import numpy as np
import pytest

from gradlab import (
    descent_path,
    functions,
    gradient_descent,
    gradient_field,
    numerical_diff,
    numerical_gradient,
    tangent_line,
)


def heard(call):
    """Return what a call gives, and the sentences it warns of."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = call()
    assert all(warning.category is RuntimeWarning for warning in caught)
    assert {warning.filename for warning in caught} <= {__file__}  # the caller's own line
    return result, [str(warning.message) for warning in caught]


INSIDE = "take a smaller h, or an x farther inside the domain of f"
LOG_AT_0 = "f has no value at x - h (it is -inf), where x = 0.0001 and h = 0.0001: " + INSIDE
LOG_BELOW_0 = "f has no value at x - h (it is nan), where {} = 1e-05 and h = 0.0001: " + INSIDE


def test_the_logarithm_h_from_0_is_inf_with_one_warning_of_ours():
    slope, said = heard(lambda: numerical_diff(np.log, 1e-4))
    assert slope == math.inf
    assert said == [LOG_AT_0]


def test_the_logarithm_nearer_to_0_is_nan_with_one_warning_of_ours():
    slope, said = heard(lambda: numerical_diff(np.log, 1e-5))
    assert math.isnan(slope)
    assert said == [LOG_BELOW_0.format("x")]


def test_a_smaller_h_is_the_cure_that_the_warning_says_it_is():
    slope, said = heard(lambda: numerical_diff(np.log, 1e-5, 1e-8))
    assert slope == pytest.approx(1e5, rel=1e-6)  # h²/6·f‴ is h²/(3x²) of 1/x, 3e-7
    assert said == []


@pytest.mark.parametrize(
    ("x", "method", "words"),
    [
        (1.0 - 5e-5, "central", "f has no value at x + h (it is nan), where"),
        (1.0 - 5e-5, "forward", "f has no value at x + h (it is nan), where"),
        (-1.0 + 5e-5, "central", "f has no value at x - h (it is nan), where"),
        (-1.0 - 5e-5, "forward", "f has no value at x (it is nan), where"),
        (
            2.0,
            "central",
            "f has no value at x - h (it is nan) and none at x + h (it is nan), where",
        ),
        (2.0, "forward", "f has no value at x (it is nan) and none at x + h (it is nan), where"),
    ],
)
def test_the_warning_names_the_side_for_either_method(x, method, words):
    for call in (
        lambda: numerical_diff(np.arcsin, x, method=method),
        lambda: gradient_field(lambda X: np.arcsin(X[0]), [x], method=method),
    ):
        _, (sentence,) = heard(lambda call=call: call())
        assert sentence.startswith(words)
        assert f" = {x} and h = 0.0001: {INSIDE}" in sentence


def half(x):
    """Return a root where there is one, and nan, without numpy's words, where there is none."""
    return math.sqrt(x) if x >= 0 else math.nan


@pytest.mark.parametrize(("method", "sign", "side"), [("central", 1, "-"), ("forward", -1, "+")])
@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 2), (60,)])
def test_a_gradient_names_the_number_and_its_place(shape, method, sign, side):
    x = np.full(shape, 2.0 * sign)
    x.flat[-1] = sign * 5e-5
    before = x.tobytes()

    def f(x):
        return sum(half(sign * value) for value in x.flat)

    gradient, said = heard(lambda: numerical_gradient(f, x, method=method))
    assert np.isfinite(gradient.flat).tolist() == [True] * (x.size - 1) + [False]
    at = [n - 1 for n in shape]
    place = f"x{at}" if at else "x"
    assert said == [
        f"f has no value at x {side} h (it is nan), "
        f"where {place} = {sign * 5e-5} and h = 0.0001: {INSIDE}"
    ]
    assert x.tobytes() == before


def test_an_array_and_a_mesh_name_the_first_place():
    slopes, said = heard(lambda: numerical_diff(np.log, [[1.0, 1e-4], [1e-5, 2.0]]))
    assert np.isfinite(slopes).tolist() == [[True, False], [False, True]]
    assert said == [LOG_AT_0.replace("x = ", "x[0, 1] = ")]
    X = np.array([[1.0, 2.0], [1.0, 1e-5]])
    field, said = heard(lambda: gradient_field(lambda X: X[0] + np.log(X[1]), X))
    assert np.isfinite(field).tolist() == [[True, True], [True, False]]
    assert said == [LOG_BELOW_0.format("X[1][1]")]


def test_who_tells_numpy_to_say_nothing_hears_nothing():
    calls = [
        lambda: numerical_diff(np.log, 1e-5),
        lambda: numerical_gradient(lambda x: np.log(x[0]), [1e-5]),
        lambda: gradient_field(lambda X: np.log(X[0]), [[1e-5]]),
        lambda: tangent_line(np.log, 1e-5),
        lambda: descent_path(lambda x: x[0] - np.log(x[0]), [5e-5], 0.1, 3),
    ]
    for call in calls:
        with np.errstate(invalid="ignore"):
            assert heard(lambda call=call: call())[1] == []


@pytest.mark.parametrize("x", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_none_has_no_warning(x):
    assert heard(lambda: numerical_diff(np.square, x))[1] == []
    assert heard(lambda: numerical_gradient(lambda v: (v * v).sum(), [x, 1.0]))[1] == []
    assert heard(lambda: gradient_field(lambda v: v[0] + v[1], [[x], [1.0]]))[1] == []


def test_a_rise_beyond_the_largest_float_has_no_warning():
    def cliff(x):
        return 1.7e308 if x > 0 else -1.7e308

    assert heard(lambda: numerical_diff(cliff, 0.0)) == (math.inf, [])
    assert heard(lambda: numerical_gradient(lambda x: cliff(x[0]), [0.0]))[1] == []


def test_a_steep_slope_has_no_warning():
    for n in (2, 200):  # their squares are beyond the largest float
        assert heard(lambda n=n: numerical_gradient(lambda x: 1e300 * x.sum(), np.ones(n)))[1] == []
    assert heard(lambda: numerical_diff(lambda x: 1e300 * x, [1.0, 2.0]))[1] == []


def test_what_overflows_is_said_in_our_words():
    slope, said = heard(lambda: numerical_diff(np.exp, 1000.0))
    assert math.isnan(slope)
    assert len(said) == 1
    assert "at x - h (it is inf) and none at x + h (it is inf), where x = 1000.0" in said[0]


def test_where_only_x_has_no_value_the_tangent_says_so_once():
    line, said = heard(lambda: tangent_line(lambda x: 1 / x, 0))
    assert said == [f"f has no value at x (it is inf), where x = 0.0 and h = 0.0001: {INSIDE}"]
    assert heard(lambda: [line(1.0), line([1.0, 2.0]).tolist()]) == ([math.inf, [math.inf] * 2], [])
    assert len(heard(lambda: tangent_line(np.log, 1e-5))[1]) == 1


# --- f raises -----------------------------------------------------------------------------------

LOGS = {
    "a number": lambda x: numerical_diff(math.log, x),
    "an array": lambda x: numerical_diff(np.vectorize(math.log), [1.0, x]),
    "a tangent": lambda x: tangent_line(math.log, x),
    "a gradient": lambda x: numerical_gradient(lambda v: math.log(v[1]), [1.0, x]),
    "a mesh": lambda x: gradient_field(lambda X: np.vectorize(math.log)(X[0]), [[1.0, x]]),
    "a descent": lambda x: gradient_descent(lambda v: math.log(v[0]), [x]),
    "a path": lambda x: descent_path(lambda v: math.log(v[0]), [x]),
}


@pytest.mark.parametrize("call", LOGS.values(), ids=LOGS)
def test_an_error_that_h_alone_brings_about_is_told_so(call):
    with pytest.raises(ValueError, match=r"domain|positive") as caught:
        call(1e-5)
    (note,) = caught.value.__notes__
    assert note.startswith("f has a value at x")
    assert note.endswith(f"but raised this within h = 0.0001 of it: {INSIDE}")
    if call in (LOGS["a number"], LOGS["a tangent"]):
        assert "at x = 1e-05, but" in note


@pytest.mark.parametrize("call", LOGS.values(), ids=LOGS)
def test_an_error_of_f_at_x_itself_has_no_note(call):
    with pytest.raises(ValueError, match=r"domain|positive") as caught:
        call(-1.0)
    assert not hasattr(caught.value, "__notes__")


def test_an_error_that_has_nothing_to_do_with_h_has_no_note():
    for call in (
        lambda: gradient_field(lambda X: X, [[1.0, 2.0]]),
        lambda: numerical_diff(lambda x: np.ones((3, 3)) @ x, [1.0, 2.0]),
        lambda: numerical_gradient(lambda v: v.fill(0) or 1.0, [1.0, 2.0]),
        lambda: numerical_gradient(lambda v: v.fill(0) or 1.0, [1.0]),
    ):
        with pytest.raises(ValueError, match=r".") as caught:
            call()
        assert not hasattr(caught.value, "__notes__")


# --- descents -----------------------------------------------------------------------------------

ROOT_OUT = (lambda x: np.sqrt(x[0]), [0.5], 0.9)  # the first step overshoots 0
LOG_OUT = (lambda x: np.log(x[0]), [0.5], 0.3)
H_OUT = (lambda x: x[0] - np.log(x[0]), [5e-5], 0.1)  # x is in the domain, x - h is not


@pytest.mark.parametrize("run", [ROOT_OUT, LOG_OUT, H_OUT], ids=["root", "log", "h"])
@pytest.mark.parametrize("descend", [gradient_descent, descent_path])
def test_a_descent_out_of_the_domain_ends_in_nan_with_one_warning(descend, run):
    points, said = heard(lambda: descend(*run, 5))
    assert np.isnan(points).any()
    assert len(said) == 1
    assert said[0].startswith("f has no value at x - h (it is nan)")
    assert f" and h = 0.0001: {INSIDE}" in said[0]
    assert ("none at x + h" in said[0]) == (run is not H_OUT)


def test_the_warning_names_the_point_that_the_descent_had_reached():
    path, (sentence,) = heard(lambda: descent_path(*LOG_OUT, 5))
    assert f"where x[0] = {path[1, 0]} and" in sentence
    _, (sentence,) = heard(lambda: descent_path(*H_OUT, 5))
    assert "where x[0] = 5e-05 and" in sentence


DIVERGING = ("cubic", "quartic", "quintic", "saddle", "product", "square_times", "himmelblau")


@pytest.mark.parametrize("name", [*DIVERGING, "beale", "rosenbrock", "bowl", "dome"])
@pytest.mark.parametrize("lr", [1.5, 10, 1e100, 1e200])
def test_a_run_that_diverges_is_a_result_without_a_new_warning(name, lr):
    f, start = getattr(functions, name), (-3.0, 4.0)
    path, said = heard(lambda: descent_path(f, start, lr, 40))
    assert said == []
    end, said = heard(lambda: gradient_descent(f, start, lr, 40))
    assert np.array_equal(end, path[-1], equal_nan=True)
    assert all(sentence.startswith("f went from ") for sentence in said)
    assert len(said) <= 1
