"""Lines through points by other ways than a descent on all of them at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradlab.data import DECADES, SECONDS, Standard, batches, line_gradient, line_loss
from gradlab.lines import batch_path, least_absolute_line

EPS = np.finfo(float).eps
X = Standard(DECADES)(DECADES)


def size(wb, x, t):
    return np.mean(abs(wb[0] * x + wb[1] - t))


def test_the_line_of_the_least_absolute_misses_is_that_of_the_lesson():
    wb, through = least_absolute_line(DECADES, SECONDS)
    np.testing.assert_allclose(wb, [-0.11, 10.976], rtol=8 * EPS)  # (10.14 - 10.8) / 6, and back
    assert DECADES[list(through)].tolist() == [1.6, 7.6]
    np.testing.assert_allclose(wb[0] * DECADES[[4, 16]] + wb[1], SECONDS[[4, 16]], rtol=4 * EPS)


@given(
    st.lists(
        st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=2, max_size=8
    ).filter(lambda points: len({x for x, _ in points}) > 1),
    st.integers(-90, 90),
    st.integers(-90, 90),
)  # fmt: skip
def test_no_other_line_has_smaller_absolute_misses(points, w, b):
    x, t = np.array(points, float).T
    best, through = least_absolute_line(x, t)
    # Numbers up to 9, of misses up to some hundreds: a few roundings of these.
    assert size(best, x, t) <= size((w / 10, b / 10), x, t) + 1e-12
    assert x[through[0]] != x[through[1]]


def test_a_point_that_stays_on_its_side_does_not_move_the_line():
    first, _ = least_absolute_line(DECADES, SECONDS)
    for seconds in (11.0, 14.0, 112.0):
        times = np.append(seconds, SECONDS[1:])
        assert least_absolute_line(DECADES, times)[0].tolist() == first.tolist()


def test_points_above_each_other_have_no_line():
    with pytest.raises(ValueError, match=r"^x must hold two numbers that differ: a line needs two"):
        least_absolute_line([2, 2], [3, 4])
    with pytest.raises(ValueError, match=r"^x and t must be rows of as many numbers"):
        least_absolute_line([2, 3], [3])


@pytest.mark.parametrize("batch", [1, 4, 7, 29, 30, 99])
@pytest.mark.parametrize("fall", [None, 30])
def test_the_path_is_that_of_the_steps_of_the_lesson(batch, fall):
    path, seen = batch_path([0, 10], X, SECONDS, batch, 0.1, 3, seed=4, fall=fall)
    random, places, count = np.random.default_rng(4), [np.array([0.0, 10.0])], 0
    for _ in range(3):
        for x, t in batches(X, SECONDS, batch, random):
            lr = 0.1 if fall is None else 0.1 / (1 + count / fall)
            places.append(places[-1] - lr * line_gradient(places[-1], x, t))
            count += len(x)
            assert seen[len(places) - 1] == count
    assert path.shape == (len(places), 2) == (len(seen), 2)
    assert seen[0] == 0
    # Up to 90 steps, each with sums of at most 30 numbers near 10.
    np.testing.assert_allclose(path, places, rtol=0, atol=90 * 30 * 10 * EPS)


def test_no_epoch_leaves_the_start_alone():
    path, seen = batch_path([0.5, 10], X, SECONDS, 5, 0.1, 0)
    assert (path.tolist(), seen.tolist()) == ([[0.5, 10.0]], [0])


def test_a_run_with_all_points_is_a_descent():
    path, _ = batch_path([0, 10], X, SECONDS, 30, 0.5, 1, seed=0)
    # The bowl is round with the curvature 2: lr = 0.5 arrives in one jump.
    best = np.polyfit(X, SECONDS, 1)
    np.testing.assert_allclose(path[1], best, rtol=0, atol=30 * 10 * EPS)


def test_single_points_are_ahead_after_an_epoch_and_behind_after_twenty():
    """The numbers that lesson 07 prints, and its noise floor."""
    least = line_loss(np.polyfit(X, SECONDS, 1), X, SECONDS)
    above = {
        batch: np.mean(
            [
                [line_loss(path[seen == m][0], X, SECONDS) - least for m in (30, 600)]
                for path, seen in (
                    batch_path([0, 10], X, SECONDS, batch, 0.1, 20, seed=seed) for seed in range(20)
                )
            ],
            axis=0,
        )
        for batch in (1, 30)
    }
    # As printed, six digits.
    np.testing.assert_allclose(above[1], [0.012168, 0.013622], rtol=0, atol=5e-7)
    np.testing.assert_allclose(above[30], [0.18464, 0.000038], rtol=0, atol=5e-7)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"size": 0}, "^size must be a whole number from 1 up, not 0$"),
        ({"epochs": -1}, "^epochs must be a whole number from 0 up, not -1$"),
        ({"epochs": 1.5}, "^epochs must be a whole number from 0 up, not 1.5$"),
        ({"lr": 0.0}, "^lr must be finite and positive, not 0.0$"),
        ({"lr": np.nan}, "^lr must be finite and positive, not nan$"),
        ({"fall": -30}, "^fall must be positive, not -30.0$"),
        ({"wb": [0.0]}, r"^wb must hold w and b, not shape \(1,\)$"),
        ({"t": [1.0]}, "^x and t must be rows of as many numbers"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_named(changed, words):
    right = {"wb": [0, 10], "x": X, "t": SECONDS, "size": 5, "lr": 0.1, "epochs": 1}
    with pytest.raises(ValueError, match=words):
        batch_path(**{**right, **changed})


def test_a_seed_that_is_none_is_named():
    with pytest.raises(TypeError, match=r"^seed must be a whole number from 0 up, or a Generator"):
        batch_path([0, 10], X, SECONDS, 5, 0.1, 1, seed="seven")


def test_a_run_that_diverges_is_a_result():
    path, _ = batch_path([0, 10], X, SECONDS, 30, 10.0, 400, seed=0)
    assert path.shape == (401, 2)
    assert not np.isfinite(path[-1]).any()


def test_the_callers_start_is_not_changed():
    start = np.array([0.0, 10.0])
    path, _ = batch_path(start, X, SECONDS, 5, 0.1, 1, seed=0)
    path[0] = 99
    assert start.tolist() == [0.0, 10.0]
