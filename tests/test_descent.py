import itertools
import linecache
import math
import tracemalloc
import warnings
from fractions import Fraction

import numpy as np
import pytest

from gradlab import SimpleNet, descent_path, gradient_descent, numerical_gradient
from gradlab.functions import dome, long_bowl, plateau, product, saddle

START = (-3.0, 4.0)


def bowl(x):
    return x[0] ** 2 + x[1] ** 2


def bowl_gradient(x):
    return 2 * x


def test_a_hundred_steps_of_0_1_print_as_in_the_book():
    end = gradient_descent(bowl, np.array(START), lr=0.1, step_num=100)
    assert str(end) == "[-6.11110793e-10  8.14814391e-10]"


def test_the_defaults_are_lr_0_01_and_100_steps():
    end = gradient_descent(bowl, np.array(START))
    assert end.tolist() == gradient_descent(bowl, START, 0.01, 100).tolist()
    assert descent_path(bowl, START).tolist() == descent_path(bowl, START, 0.01, 100).tolist()
    assert len(descent_path(bowl, START)) == 101
    # 100 steps, each with a gradient right to 1e-11 (degree 2), times lr.
    np.testing.assert_allclose(end, np.array(START) * 0.98**100, rtol=0, atol=1e-11)
    assert str(end) == "[-0.39785867  0.53047822]"


def test_a_tiny_lr_hardly_moves():
    end = gradient_descent(bowl, np.array(START), lr=1e-10, step_num=100)
    assert str(end) == "[-2.99999994  3.99999992]"


def test_lr_10_freezes_at_1e13_where_the_exact_gradient_runs_to_1e128():
    with pytest.warns(RuntimeWarning, match="try another lr"):
        frozen = gradient_descent(bowl, np.array(START), lr=10, step_num=100)
    assert str(frozen) == "[-2.58983747e+13 -1.29524862e+12]"
    path = descent_path(bowl, START, lr=10)
    assert (path[11:] == frozen).all()
    exact = descent_path(bowl, START, lr=10, grad=bowl_gradient)
    # Rounding: 100 products, half an ulp each, and as much again in 19**100.
    np.testing.assert_allclose(exact[-1], np.array(START) * 19.0**100, rtol=1e-13)


@pytest.mark.parametrize("lr", [0.01, 0.1, 0.5, 0.9, 1.0])
def test_every_step_multiplies_by_1_minus_2_lr(lr):
    path = descent_path(bowl, START, lr, 100, grad=bowl_gradient)
    k = np.arange(101)[:, None]
    # Rounding: up to 100 products, an ulp or two each.
    np.testing.assert_allclose(path, np.array(START) * (1 - 2 * lr) ** k, rtol=5e-14, atol=1e-15)


def test_on_the_long_bowl_every_coordinate_has_its_own_factor():
    path = descent_path(long_bowl, (-7, 2), 0.9, 20, grad=long_bowl.gradient)
    k = np.arange(21)
    np.testing.assert_allclose(path[:, 0], -7 * (1 - 0.9 * 0.1) ** k, rtol=1e-13)  # rounding
    np.testing.assert_allclose(path[:, 1], 2 * (1 - 0.9 * 2.0) ** k, rtol=1e-13)


def test_the_first_step_leaves_from_the_start_and_not_from_h_beside_it():
    path = descent_path(bowl, START, 0.1, 2)
    # A gradient that does not put x back starts [-2.4001 3.1999].
    assert str(path[0]) == "[-3.  4.]"
    assert str(path[1]) == "[-2.4  3.2]"
    assert str(path[2]) == "[-1.92  2.56]"


def test_a_path_has_the_start_every_step_and_the_end():
    path = descent_path(bowl, START, 0.1, 7)
    assert path.shape == (8, 2)
    assert path.dtype == np.float64
    assert path[-1].tolist() == gradient_descent(bowl, START, 0.1, 7).tolist()
    for before, after in itertools.pairwise(path):
        assert after.tolist() == (before - 0.1 * numerical_gradient(bowl, before)).tolist()


@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 3), (4, 1)])
def test_a_start_may_have_any_shape(shape):
    start = np.ones(shape)
    path = descent_path(lambda x: np.sum(x * x), start, 0.1, 5)
    assert path.shape == (6, *shape)
    seen = set()

    def f(x):
        seen.add((type(x), x.shape))
        return np.sum(x * x)

    end = gradient_descent(f, start, 0.1, 5)
    assert seen == {(np.ndarray, shape)}
    assert type(end) is np.ndarray
    assert end.shape == shape
    np.testing.assert_allclose(end, 0.8**5, rtol=0, atol=1e-10)  # rounding of each gradient


@pytest.mark.parametrize("start", [[-3, 4], (-3, 4), np.array([-3, 4]), np.float32([-3, 4])])
def test_lists_and_integers_start_in_float64(start):
    end = gradient_descent(bowl, start, lr=0.1, step_num=100)
    assert str(end) == "[-6.11110793e-10  8.14814391e-10]"


@pytest.mark.parametrize("descend", [gradient_descent, descent_path])
@pytest.mark.parametrize("grad", [None, bowl_gradient])
def test_every_run_starts_afresh_and_leaves_the_start_alone(descend, grad):
    start = np.array(START)
    before = start.tobytes()
    first = descend(bowl, start, 0.1, 10, grad=grad)
    assert start.tobytes() == before
    assert descend(bowl, start, 0.1, 10, grad=grad).tobytes() == first.tobytes()
    assert not np.shares_memory(first, start)
    first[...] = 99
    assert start.tobytes() == before


def test_no_steps_end_at_a_copy_of_the_start_without_a_warning():
    start = np.array([0.0, 0.0])
    end = gradient_descent(bowl, start, step_num=0)
    assert end.tolist() == [0, 0]
    assert not np.shares_memory(end, start)
    assert descent_path(bowl, START, step_num=0).tolist() == [list(START)]


def test_a_given_gradient_is_the_one_that_is_followed():
    path = descent_path(bowl, START, 0.1, 3, grad=lambda x: np.array([1.0, 0.0]))
    np.testing.assert_allclose(path[:, 0], [-3, -3.1, -3.2, -3.3], rtol=1e-15)  # an ulp
    assert path[:, 1].tolist() == [4, 4, 4, 4]


def test_a_given_gradient_may_keep_the_points_it_saw():
    seen = []

    def grad(x):
        seen.append(x)
        return 2 * x

    path = descent_path(bowl, START, 0.1, 5, grad=grad)
    assert np.array(seen).tolist() == path[:-1].tolist()


def test_a_given_gradient_gets_float64_from_the_first_step_on():
    seen = []
    descent_path(bowl, [1, 2], 0.1, 3, grad=lambda x: seen.append(x.dtype) or 2 * x)
    assert seen == [np.float64] * 3


def test_a_given_gradient_of_float32_is_followed_in_float64():
    slopes = np.float32([0.1, 0.3])
    end = gradient_descent(lambda x: x.sum(), START, 0.7, 1, grad=lambda x: slopes)
    assert end.tolist() == (np.array(START) - 0.7 * slopes.astype(float)).tolist()


def test_a_given_gradient_may_be_a_list():
    end = gradient_descent(bowl, START, 0.5, 1, grad=lambda x: [2 * x[0], 2 * x[1]])
    assert end.tolist() == [0, 0]


@pytest.mark.parametrize("descend", [gradient_descent, descent_path])
@pytest.mark.parametrize("slopes", [1.0, [1.0], [1.0, 2.0, 3.0], [[1.0, 2.0]]])
def test_a_given_gradient_of_another_shape_is_named(descend, slopes):
    with pytest.raises(ValueError, match=r"grad must return shape \(2,\)"):
        descend(bowl, START, grad=lambda x: slopes)


def test_descending_on_minus_f_climbs():
    end = gradient_descent(lambda x: -dome(x), START, 0.1, 100)
    np.testing.assert_allclose(end, 0, rtol=0, atol=1e-8)  # 4·0.8**100 = 8e-10


# --- runs that go nowhere or too far ----------------------------------------------------------


def complaints(*args, **kwargs):
    """Return the end of a run and what it warned of."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        end = gradient_descent(*args, **kwargs)
    assert all(warning.category is RuntimeWarning for warning in caught)
    lines = [linecache.getline(warning.filename, warning.lineno) for warning in caught]
    assert all("end = gradient_descent(" in line for line in lines)  # the caller's own line
    return end, [str(warning.message) for warning in caught]


@pytest.mark.parametrize("lr", [0.1, 0.01, 1e-10, 0.9])
def test_a_run_that_goes_down_is_silent(lr):
    assert complaints(bowl, START, lr)[1] == []


@pytest.mark.parametrize(
    ("lr", "step_num"), [(1.1, 100), (10, 100), (10, 150), (10, 1000), (1e200, 50)]
)
@pytest.mark.parametrize("grad", [None, bowl_gradient])
def test_a_run_away_is_returned_with_one_warning(lr, step_num, grad):
    end, said = complaints(bowl, START, lr, step_num, grad=grad)
    assert not bowl_is_lower(end)
    assert len(said) == 1
    assert "f went from 25 to" in said[0]
    assert "try another lr" in said[0]


def bowl_is_lower(x):
    with np.errstate(over="ignore"):
        return bowl(x) < 25


def test_an_f_that_is_inf_minus_inf_at_the_end_gets_one_warning_and_none_of_numpys():
    _, said = complaints(saddle, (1.0, 1.0), 1e200, 1)
    assert said == ["f went from 0 to nan: try another lr"]


@pytest.mark.parametrize("kind", [np.array, np.float32, Fraction])
def test_the_warning_names_the_heights_whatever_kind_of_number_f_returns(kind):
    _, said = complaints(lambda x: kind(int(x[0]) ** 2), [5.0], 2.0, 1, grad=lambda x: 2 * x)
    assert said == ["f went from 25 to 225: try another lr"]


def test_flipping_for_ever_is_not_going_down():
    _, said = complaints(bowl, START, 1.0, grad=bowl_gradient)
    assert said == ["f went from 25 to 25: try another lr"]


def test_a_path_that_runs_away_is_silent_and_ends_in_inf_or_nan():
    path = descent_path(bowl, START, 1e200, 5, grad=bowl_gradient)
    assert np.isfinite(path[1]).all()
    assert not np.isfinite(path[-1]).any()


@pytest.mark.parametrize("bad", [math.nan, -math.inf])
def test_ending_at_nan_or_minus_inf_warns(bad):
    def cliff(x):
        return float(x[0]) if x[0] > 0.5 else bad

    _, said = complaints(cliff, [1.0], 1.0, 1)
    assert len(said) == 1
    assert f"to {bad}" in said[0]


@pytest.mark.parametrize(
    ("f", "start"), [(saddle, (0, 0)), (product, (0, 0)), (plateau, (40, 40)), (bowl, (0, 0))]
)
def test_a_flat_start_has_a_warning_of_its_own(f, start):
    end, said = complaints(f, start)
    assert end.tolist() == list(start)
    assert len(said) == 1
    assert "exactly zero" in said[0]
    assert "flat" in said[0]
    assert "ignores its argument" in said[0]


def test_a_loss_that_ignores_its_argument_is_warned_of():
    net = SimpleNet(seed=0)
    before = net.W.tobytes()
    end, said = complaints(lambda w: net.loss([0.6, 0.9], 2), net.W)
    assert end.tobytes() == before
    assert net.W.tobytes() == before
    assert len(said) == 1
    assert "ignores its argument" in said[0]


def test_a_step_too_small_to_move_is_not_called_flat():
    _, said = complaints(bowl, START, 1e-30)
    assert said == ["f went from 25 to 25: try another lr"]


# --- arguments that make no sense -------------------------------------------------------------


@pytest.mark.parametrize("descend", [gradient_descent, descent_path])
@pytest.mark.parametrize("lr", [0, -0.1, math.nan, math.inf, -math.inf])
def test_an_lr_that_makes_no_sense_is_named(descend, lr):
    with pytest.raises(ValueError, match=r"lr must be finite and positive.*descend on -f"):
        descend(bowl, START, lr)


@pytest.mark.parametrize("descend", [gradient_descent, descent_path])
@pytest.mark.parametrize("step_num", [-1, 2.5, 100.0, math.nan, math.inf, "3", None, [3]])
def test_a_step_num_that_is_no_count_is_named(descend, step_num):
    with pytest.raises(ValueError, match="step_num must be a whole number from 0 up"):
        descend(bowl, START, 0.1, step_num)


@pytest.mark.parametrize("step_num", [np.int64(3), np.uint8(3), np.array(3)])
def test_a_whole_number_of_numpy_will_do(step_num):
    assert len(descent_path(bowl, START, 0.1, step_num)) == 4


@pytest.mark.parametrize("descend", [gradient_descent, descent_path])
@pytest.mark.parametrize("error", [ValueError("my own"), KeyboardInterrupt("my own")], ids=repr)
def test_an_error_inside_f_comes_through_and_the_start_stays(descend, error):
    start = np.array(START)
    calls = []

    def f(x):
        calls.append(1)
        if len(calls) > 6:
            raise error
        return bowl(x)

    with pytest.raises(type(error), match="my own"):
        descend(f, start)
    assert start.tolist() == list(START)


@pytest.mark.parametrize("grad", [None, bowl_gradient])
def test_an_f_that_returns_no_number_is_a_type_error(grad):
    with pytest.raises(TypeError, match="f must return one number"):
        gradient_descent(lambda x: x**2, START, grad=grad)


def test_a_descent_keeps_the_last_point_alone():
    start = np.zeros(10_000)
    run = {"step_num": 200, "grad": lambda x: x - 1}
    tracemalloc.start()
    gradient_descent(lambda x: np.sum((x - 1) ** 2), start, 0.1, **run)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # A handful of arrays at a time, of 80 kB each; all 201 points would take 16 MB.
    assert most < 15 * start.nbytes
    assert descent_path(lambda x: 0.0, start, 0.1, **run).nbytes == 201 * start.nbytes


def test_a_path_calls_f_2n_times_a_step_and_never_with_a_given_gradient():
    calls = []

    def f(x):
        calls.append(1)
        return bowl(x)

    descent_path(f, START, 0.1, 10)
    assert len(calls) == 40
    calls.clear()
    descent_path(f, START, 0.1, 10, grad=bowl_gradient)
    assert len(calls) == 0
