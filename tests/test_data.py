"""The data of the course, and what a straight line makes of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradlab import SimpleNet, data, descent_path, numerical_gradient
from gradlab.data import (
    PETALS,
    SECONDS,
    SPECIES,
    YEARS,
    Standard,
    batches,
    line_gradient,
    line_loss,
)  # fmt: skip

ORIGINS = {  # how x is counted: w, b, the eigenvalues of the Hessian, as least squares gives them
    "year": (YEARS, -0.01185, 33.54058, 7.8e-4, 7.707e6),
    "years since 1896": (YEARS - 1896, -0.01185, 11.06849, 0.5052, 11894.8),
    "decades since 1896": ((YEARS - 1896) / 10, -0.11852, 11.06849, 0.4989, 120.434),
    "decades since 1960": ((YEARS - 1960) / 10, -0.11852, 10.30994, 1.9899, 30.1968),
    "standardised": ((YEARS - YEARS.mean()) / YEARS.std(), -0.45938, 10.27833, 2, 2),
}
STEPS = {  # at the best lr from (0, 10), to within 1 % of the least loss
    "decades since 1896": 384,
    "decades since 1960": 25,
    "standardised": 1,
}
LEAST = 0.04998  # s²
HALF = 0.5  # of the last digit that is quoted
each_origin = pytest.mark.parametrize("origin", ORIGINS)


def least_squares(x):
    return np.polynomial.polynomial.polyfit(x, SECONDS, 1)[::-1]


def hessian(x):
    """The matrix of second derivatives of the loss of a line: it does not depend on w and b."""
    return 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1]])


def test_the_arrays_have_a_row_for_each_winner_and_each_flower_and_cannot_be_changed():
    assert (YEARS.shape, SECONDS.shape) == ((30,), (30,))
    assert (PETALS.shape, SPECIES.shape) == ((150, 2), (150,))
    assert np.all(np.diff(YEARS) >= 4)
    assert np.bincount(SPECIES).tolist() == [50, 50, 50]
    for array in (YEARS, SECONDS, PETALS, SPECIES):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_the_petals_are_those_that_fisher_measured():
    means = [PETALS[50 * k : 50 * k + 50].mean(axis=0).round(3).tolist() for k in range(3)]
    assert means == [[1.462, 0.246], [4.26, 1.326], [5.552, 2.026]]
    assert data.NAMES[SPECIES[-1]] == "virginica"


@each_origin
def test_least_squares_and_the_curvatures_are_those_that_the_lessons_quote(origin):
    x, w, b, low, high = ORIGINS[origin]
    # The digits that are quoted: five decimals of the line, three or more of the eigenvalues.
    np.testing.assert_allclose(least_squares(x), [w, b], rtol=0, atol=HALF * 1e-5)
    np.testing.assert_allclose(np.linalg.eigvalsh(hessian(x)), [low, high], rtol=7e-3)
    assert line_loss(least_squares(x), x, SECONDS) == pytest.approx(LEAST, abs=HALF * 1e-5)


@pytest.mark.parametrize(
    ("origin", "kappa"),
    [("year", 9.9e9), ("years since 1896", 23546), ("decades since 1896", 241),
     ("decades since 1960", 15.2), ("standardised", 1)],
)  # fmt: skip
def test_the_valley_is_as_long_as_the_lessons_say(origin, kappa):
    low, high = np.linalg.eigvalsh(hessian(ORIGINS[origin][0]))
    assert high / low == pytest.approx(kappa, rel=5e-3)  # two digits or more are quoted


@pytest.mark.parametrize(("origin", "steps"), STEPS.items())
def test_descent_takes_as_many_steps_as_the_lessons_say(origin, steps):
    x = ORIGINS[origin][0]
    lr = 2 / np.linalg.eigvalsh(hessian(x)).sum()
    path = descent_path(
        lambda wb: line_loss(wb, x, SECONDS), [0, 10], lr, steps + 5,
        grad=lambda wb: line_gradient(wb, x, SECONDS),
    )  # fmt: skip
    is_near = line_loss(path.T, x, SECONDS) < 1.01 * line_loss(least_squares(x), x, SECONDS)
    assert np.argmax(is_near) == steps


def test_the_line_says_what_the_lessons_quote_for_2028_and_2830():
    w, b = least_squares((YEARS - 1896) / 10)
    assert round(w * 13.2 + b, 3) == 9.504
    assert round(1896 - 10 * b / w) == 2830
    without = np.polynomial.polynomial.polyfit((YEARS[1:] - 1896) / 10, SECONDS[1:], 1)
    assert without.round(5).tolist() == [10.92689, -0.10265]


LINES = st.tuples(*2 * [st.floats(-3, 3)])


@given(wb=LINES)
def test_the_gradient_is_that_of_the_loss(wb):
    x = (YEARS - 1960) / 10
    numerical = numerical_gradient(lambda wb: line_loss(wb, x, SECONDS), wb)
    # The loss is of degree 2: all that is left is rounding, eps·f/h, with f below 1e3.
    np.testing.assert_allclose(line_gradient(wb, x, SECONDS), numerical, rtol=0, atol=1e-8)


@given(wb=LINES, shift=st.floats(-50, 50))
def test_to_count_x_from_elsewhere_shifts_b_and_nothing_else(wb, shift):
    x, (w, b) = (YEARS - 1960) / 10, wb
    moved = line_loss((w, b + w * shift), x - shift, SECONDS)
    assert moved == pytest.approx(line_loss(wb, x, SECONDS), rel=1e-9)  # rounding, at |w·x| ≤ 200


def test_a_mesh_of_lines_has_a_loss_and_a_gradient_at_every_point():
    mesh = np.array(np.meshgrid(np.linspace(-1, 1, 4), np.linspace(8, 12, 3)))
    x = (YEARS - 1896) / 10
    loss, gradient = line_loss(mesh, x, SECONDS), line_gradient(mesh, x, SECONDS)
    assert (loss.shape, gradient.shape) == ((3, 4), (2, 3, 4))
    for place in np.ndindex(3, 4):
        wb = mesh[(slice(None), *place)]
        assert loss[place] == pytest.approx(line_loss(wb, x, SECONDS), rel=1e-14)
        np.testing.assert_allclose(gradient[(slice(None), *place)], line_gradient(wb, x, SECONDS))


def test_one_line_has_one_number_for_a_loss():
    assert type(line_loss([0, 10], [1.0, 2.0], [10, 12])) is float
    assert line_loss([0, 10], [1, 2], [10, 12]) == 2.0


@pytest.mark.parametrize(("x", "t"), [([], []), ([1, 2], [1]), ([[1, 2]], [[1, 2]]), (1, 1)])
def test_points_that_are_none_or_do_not_fit_are_named(x, t):
    for f in (line_loss, line_gradient):
        with pytest.raises(ValueError, match="x and t must be rows of as many numbers"):
            f([0, 10], x, t)


def trained(petals):
    """Every net of a descent from zeros on the irises, with lr = 1: 1000 steps."""
    return descent_path(
        lambda w: SimpleNet.loss_at(w, petals, SPECIES),
        np.zeros((2, 3)),
        lr=1,
        step_num=1000,
        grad=lambda w: SimpleNet(w).gradient(petals, SPECIES),
    )


def share_right(W, petals):
    return np.mean((petals @ W).argmax(axis=1) == SPECIES)


def test_without_a_bias_a_net_is_right_about_three_of_four_irises_at_most():
    petals = PETALS - PETALS.mean(axis=0)
    W = trained(petals)[-1]
    assert share_right(W, petals) == 115 / 150
    assert SimpleNet.loss_at(W, petals, SPECIES) == pytest.approx(0.3999, abs=HALF * 1e-4)


def test_on_petals_as_they_are_a_net_without_a_bias_swings_from_side_to_side():
    last = trained(PETALS)[-3:]
    assert [round(share_right(W, PETALS), 2) for W in last] == [0.67, 0.63, 0.67]
    losses = [SimpleNet.loss_at(W, PETALS, SPECIES) for W in last]
    # A thousand steps of a run that swings enlarge the last bits, in which processors differ.
    assert losses == pytest.approx([1.59, 1.86, 1.59], abs=0.02)


# --- batches ----------------------------------------------------------------------------------


@given(n=st.integers(1, 40), size=st.integers(1, 45), seed=st.integers(0, 10**6))
def test_every_sample_comes_once_an_epoch_with_its_target_the_last_short_batch_too(n, size, seed):
    x = np.arange(n)
    epoch = list(batches(np.column_stack([x, x]), 10 * x, size, seed))
    sizes = [len(t) for _, t in epoch]
    assert sizes == [size] * (n // size) + [n % size] * (n % size > 0)
    order = np.concatenate([t for _, t in epoch]) // 10
    assert sorted(order) == x.tolist()
    assert order.tolist() == np.random.default_rng(seed).permutation(n).tolist()
    assert all((xs == np.column_stack([t, t]) // 10).all() for xs, t in epoch)


@given(wb=LINES, size=st.integers(1, 30), seed=st.integers(0, 99))
def test_the_gradients_of_the_batches_average_to_that_of_the_whole(wb, size, seed):
    x = (YEARS - 1960) / 10
    parts = [(len(t), line_gradient(wb, x, t)) for x, t in batches(x, SECONDS, size, seed)]
    mean = sum(n * gradient for n, gradient in parts) / len(x)
    # Rounding, eps times slopes below 1e3.
    np.testing.assert_allclose(mean, line_gradient(wb, x, SECONDS), rtol=1e-12, atol=1e-11)


def test_a_generator_goes_on_from_epoch_to_epoch_and_a_seed_begins_anew():
    def epoch(seed):
        return [t.tolist() for _, t in batches(YEARS, SECONDS, 4, seed)]

    rng = np.random.default_rng(0)
    assert epoch(rng) == epoch(0) == epoch(0)
    assert epoch(rng) != epoch(0)
    assert YEARS[0] == 1896


@pytest.mark.parametrize(
    ("x", "t", "size", "sentence"),
    [
        ([], [], 1, "x and t must hold as many samples, one or more"),
        ([1, 2], [1], 1, "x and t must hold as many samples, one or more"),
        (1, 1, 1, "x and t must hold as many samples, one or more"),
        ([1], [1], 0, "size must be a whole number from 1 up, not 0"),
        ([1], [1], 1.5, "size must be a whole number from 1 up, not 1.5"),
    ],
)
def test_batches_of_nothing_are_named_at_once(x, t, size, sentence):
    with pytest.raises(ValueError, match=f"^{sentence}"):
        batches(x, t, size)
    with pytest.raises(ValueError, match=r"^seed must be a whole number from 0 up, or a Generator"):
        batches([1], [1], 1, -1)


GAPS = {  # s17's twelve points, standardised: gap after each epoch, from zeros, lr 0.1, seed 0
    1: [0.361, 0.0268, 0.0503, 0.0009, 0.156],
    4: [33.11, 8.36, 2.26, 0.514, 0.179],
    12: [81.33, 52.05, 33.31, 21.32, 13.64],
}
TWELVE = np.array([1, 3, 6, 8, 11, 13, 16, 18, 21, 24, 27, 30.0])
SEEN = np.array([3.7, 4.3, 7.0, 7.2, 7.7, 10.0, 13.0, 13.4, 12.4, 13.1, 15.6, 18.1])


@pytest.mark.parametrize("size", GAPS)
def test_mini_batches_come_as_near_as_the_lesson_says(size):
    z, rng, wb, found = Standard(TWELVE)(TWELVE), np.random.default_rng(0), np.zeros(2), []
    for _ in GAPS[size]:
        for x, t in batches(z, SEEN, size, rng):
            wb = wb - 0.1 * line_gradient(wb, x, t)
        found.append(line_loss(wb, z, SEEN) - 1.026980)
    np.testing.assert_allclose(found, GAPS[size], rtol=5e-3, atol=1e-4)  # three digits are quoted


# --- the scale --------------------------------------------------------------------------------

COLUMNS = st.lists(st.tuples(*2 * [st.floats(-1e3, 1e3)]), min_size=3, max_size=9, unique=True)


@given(COLUMNS)
def test_a_scale_has_mean_0_and_deviation_1_and_goes_back(rows):
    x = np.array(rows)
    if (np.ptp(x, axis=0) < 1e-3).any():
        return
    scale = Standard(x)
    z = scale(x)
    # Rounding: eps times a mean of 1e3 over a deviation of 3e-4 or more.
    np.testing.assert_allclose(z.mean(axis=0), 0, atol=1e-8)
    np.testing.assert_allclose(z.std(axis=0), 1, rtol=1e-8)
    np.testing.assert_allclose(scale.back(z), x, rtol=0, atol=1e-9)


def test_a_line_on_the_scale_goes_back_to_the_line_of_the_lesson():
    scale = Standard(TWELVE)
    z = scale(TWELVE)
    wb = -line_gradient((0, 0), z, SEEN) / 2  # the Hessian is 2 along both: one step of Newton
    assert wb.round(6).tolist() == [4.206794, 10.458333]
    assert scale.line_back(wb).round(5).tolist() == [0.46417, 3.57315]
    other = Standard(PETALS)
    wb = np.array([1.0, 2.0, 3.0])
    lines = (
        other(PETALS) @ wb[:2] + wb[2],
        PETALS @ other.line_back(wb)[:2] + other.line_back(wb)[2],
    )
    np.testing.assert_allclose(*lines, rtol=0, atol=1e-13)  # rounding


@given(shift=st.floats(-50, 50))
def test_shifting_x_shifts_b_and_nothing_else(shift):
    w, b = Standard(TWELVE).line_back([4.206794, 10.458333])
    moved = Standard(TWELVE + shift).line_back([4.206794, 10.458333])
    assert moved == pytest.approx([w, b - w * shift], rel=1e-11, abs=1e-11)  # rounding


@pytest.mark.parametrize("x", [[2, 2, 2], [5], [[1, 2], [1, 3]], [0.1] * 3])
def test_a_column_that_does_not_differ_has_no_scale(x):
    with pytest.raises(ValueError, match=r"^x must differ from sample to sample"):
        Standard(x)


@pytest.mark.parametrize("x", [1.0, [], np.ones((1, 2, 3))])
def test_data_of_another_shape_have_no_scale(x):
    with pytest.raises(ValueError, match=r"^x must have shape \(n,\) or \(n, d\)"):
        Standard(x)


def test_the_loss_of_the_courses_line_is_the_one_over_decades_since_1896():
    mesh = np.array([[-0.2, 0.0], [11.0, 10.5]])
    np.testing.assert_array_equal(data.games_loss(mesh), line_loss(mesh, data.DECADES, SECONDS))
