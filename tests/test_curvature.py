"""Second derivatives, Newton's steps, backtracking and momentum, with the numbers of the lesson."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradlab import backtracking, descent_path, hessian, momentum_path, newton_path, newton_step
from gradlab.functions import (
    bowl,
    dome,
    himmelblau,
    long_bowl,
    plane,
    plateau,
    quartic,
    rosenbrock,
    saddle,
)  # fmt: skip
from gradlab.momentum import fastest_pair, long_run_factor, steps_down

USUAL = (-1.2, 1.0)  # where runs on Rosenbrock's function usually start
START = (-3.0, 4.0)


def exact(f):
    return {"grad": f.gradient, "hess": f.hessian}


def first(is_met):
    assert is_met.any()
    return int(is_met.argmax())


# --- hessian ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("f", "x", "h", "bar"),
    [  # about twice the error seen at the best h: 7.3e-6 (4e-6 at 4.5e-5), 1.1e-6, 4.7e-9
        (rosenbrock, USUAL, 1e-4, 1.5e-5),
        (rosenbrock, USUAL, 4.5e-5, 1e-5),
        (himmelblau, START, 1e-4, 2.5e-6),
        (plateau, (0.5, 0.3), 1e-4, 1e-8),
        (himmelblau, (3, 2), 7.9e-6, 5e-9),  # f is 0 there, and with it most of the rounding
    ],
)
def test_the_hessian_is_near_the_exact_one_at_its_best_h(f, x, h, bar):
    assert np.abs(hessian(f, x, h) - f.hessian(x)).max() <= bar


@pytest.mark.parametrize(
    ("h", "error"),
    [(1, 800), (0.1, 8.0), (1e-2, 8.0e-2), (1e-3, 8.0e-4), (1e-4, 7.3e-6)],
)
def test_above_its_best_h_the_error_falls_a_hundredfold_a_decade(h, error):
    found = np.abs(hessian(rosenbrock, USUAL, h) - rosenbrock.hessian(USUAL)).max()
    assert found == pytest.approx(error, rel=0.02)  # two digits are quoted


def test_below_its_best_h_the_hessian_is_soon_noise():
    errors = [
        np.abs(hessian(rosenbrock, USUAL, h) - rosenbrock.hessian(USUAL)).max()
        for h in (1e-5, 1e-6, 1e-7, 1e-8)
    ]
    assert errors == pytest.approx([5.5e-5, 1.8e-3, 0.515, 33], rel=0.03)  # two digits are quoted


def test_the_hessian_of_rosenbrock_prints_the_digits_of_the_lesson():
    found = hessian(rosenbrock, USUAL)
    assert [f"{y:.10f}" for y in (found[0, 0], found[0, 1], found[1, 1])] == [
        *("1330.0000072825", "480.0000000138", "199.9999998503"),
    ]


@pytest.mark.parametrize(
    ("f", "x", "eigenvalues"),
    [
        (bowl, START, (2, 2)),
        (long_bowl, START, (0.1, 2)),
        (rosenbrock, USUAL, (23.633, 1506.367)),
        (rosenbrock, (1, 1), (0.39936, 1001.60)),
        (himmelblau, START, (81.78, 154.22)),
        (himmelblau, (1, 2), (-24.83, 28.83)),
        (himmelblau, (3, 2), (25.716, 82.284)),
    ],
)
def test_the_curvatures_along_the_axes_of_a_bowl_are_those_of_the_lesson(f, x, eigenvalues):
    # The digits that are quoted.
    np.testing.assert_allclose(np.linalg.eigvalsh(f.hessian(x)), eigenvalues, rtol=3e-4)


@pytest.mark.parametrize(("n", "calls"), [(1, 4), (2, 12), (10, 220)])
def test_a_hessian_takes_2n_times_n_plus_1_calls(n, calls):
    seen = []
    hessian(lambda x: seen.append(1) or 0.0, np.zeros(n))
    assert len(seen) == calls


@given(st.integers(1, 4), st.integers(0, 10**6))
def test_a_hessian_is_symmetric_and_that_of_any_quadratic(n, seed):
    rng = np.random.default_rng(seed)
    A, x = rng.normal(size=(n, n)), rng.normal(size=n)
    found = hessian(lambda x: x @ A @ x, x)
    assert (found == found.T).all()
    # Rounding alone, four times eps·|f|/h² with f below 100.
    np.testing.assert_allclose(found, A + A.T, rtol=0, atol=4 * 2.2e-16 * 100 / 1e-8)


@pytest.mark.parametrize("shape", [(), (1,), (3,), (2, 2), (3, 1)])
def test_the_elements_of_any_shape_are_the_rows_and_columns(shape):
    x = np.ones(shape)
    np.testing.assert_allclose(hessian(lambda x: np.sum(x * x), x), 2 * np.eye(x.size), atol=1e-6)
    assert newton_step(lambda x: np.sum(x * x), x) == pytest.approx(-x, abs=1e-6)
    assert newton_path(lambda x: np.sum(x * x), x, 3).shape == (4, *shape)


@pytest.mark.parametrize("order", ["C", "F", "strided"])
def test_x_is_nudged_in_place_and_put_back(order):
    x = np.arange(24.0).reshape(4, 6)[::2, ::3] if order == "strided" else np.array(
        [[0.3, 0.1], [1e9, 7.0]], order=order
    )  # fmt: skip
    before, seen = x.tobytes(), []
    hessian(lambda v: seen.append(v is x) or float(np.sum(v)), x)
    assert all(seen)
    assert x.tobytes() == before


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt])
def test_x_is_put_back_where_f_raises(error):
    x, calls = np.array([1.0, 2.0]), []

    def f(x):
        calls.append(1)
        if len(calls) == 7:
            raise error
        return 0.0

    with pytest.raises(error):
        hessian(f, x)
    assert x.tolist() == [1, 2]


def test_an_f_that_changes_its_argument_is_refused():
    x = np.array([1.0, 2.0])

    def f(x):
        x *= 2
        return x.sum()

    with pytest.raises(ValueError, match=r"^f changes its argument"):
        hessian(f, x)
    assert x.tolist() == [1, 2]


def test_where_f_has_no_value_one_warning_of_ours_says_where():
    with pytest.warns(
        RuntimeWarning, match=r"^f has no value at x \+ \[-0\.0002, 0\.0\]"
    ) as caught:
        found = hessian(lambda x: np.log(x[0]) + x[1], [1e-4, 1])
    assert len(caught) == 1
    assert not np.isfinite(found[0, 0])
    with pytest.warns(RuntimeWarning, match=r"^f has no value at x"):
        newton_path(lambda x: np.log(x[0]) + x[1] ** 2, [1e-4, 1], 2)
    with np.errstate(invalid="ignore"):
        hessian(lambda x: np.log(x[0]) + x[1], [1e-4, 1])


# --- Newton -----------------------------------------------------------------------------------


@given(st.integers(1, 4), st.integers(0, 10**6))
def test_one_newton_step_solves_any_quadratic(n, seed):
    rng = np.random.default_rng(seed)
    B, least, x = rng.normal(size=(n, n)), rng.normal(size=n), 5 * rng.normal(size=n)
    A = B @ B.T + 0.1 * np.eye(n)
    step = newton_step(
        lambda x: (x - least) @ A @ (x - least),
        x, grad=lambda x: 2 * A @ (x - least), hess=lambda x: 2 * A,
    )  # fmt: skip
    # Rounding: a few eps times the condition, below 1e3, times the size of x.
    np.testing.assert_allclose(x + step, least, rtol=0, atol=1e-10)


@pytest.mark.parametrize("f", [bowl, long_bowl, saddle, dome])
def test_one_newton_step_leads_to_the_level_point_minimum_or_not(f):
    np.testing.assert_allclose(START + newton_step(f, START, **exact(f)), 0, atol=1e-15)
    # By differences: H is right to 1e-6 of 0.1, and x is 3 (seen 2.5e-7).
    np.testing.assert_allclose(START + newton_step(f, START), 0, atol=5e-6)


def test_on_the_quartic_a_newton_step_keeps_two_thirds():
    path = newton_path(quartic, START, 10, **exact(quartic))
    expected = np.array(START) * (2 / 3) ** np.arange(11)[:, None]
    np.testing.assert_allclose(path, expected, rtol=1e-13)  # rounding


def test_newton_on_rosenbrock_climbs_first_and_arrives_in_five_steps():
    path = newton_path(rosenbrock, USUAL, 7, **exact(rosenbrock))
    heights = rosenbrock(path.T)
    quoted = [24.2, 4.7318843, 1411.845, 0.0559655, 0.3131891, 1.853e-11]
    np.testing.assert_allclose(heights[:6], quoted, rtol=2e-4)  # the digits that are quoted
    assert first(heights < 1e-6) == 5
    assert path[2].round(7).tolist() == [0.7631149, -3.1750339]
    assert path[7].tolist() == [1, 1]


def test_newton_by_differences_stops_beside_the_minimum():
    end = newton_path(rosenbrock, USUAL, 30)[-1]
    assert end.round(6).tolist() == [0.999998, 0.999996]
    assert rosenbrock(end) == pytest.approx(4.0e-12, rel=0.02)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((0, 0), (-0.2708, -0.9230)),
        ((-1, 0), (-0.2708, -0.9230)),
        ((1, 2), (0.0867, 2.8843)),
        ((3, 0), (3.3852, 0.0739)),
        ((4, 0), (3.3852, 0.0739)),
        ((0, 3), (0.0867, 2.8843)),
        ((2, -2), (-3.0730, -0.0814)),
        ((1, 1), (-3.7793, -3.2832)),
        ((-3, 4), (-2.8051, 3.1313)),
    ],
)
def test_newton_on_himmelblau_ends_at_minima_saddles_and_the_top(start, end):
    path = newton_path(himmelblau, start, 20, **exact(himmelblau))
    np.testing.assert_allclose(path[-1], end, atol=6e-5)  # four decimals are quoted


def test_newton_from_a_grid_of_starts_ends_at_minima_saddles_and_the_top_as_often_as_quoted():
    side, ends = np.linspace(-4, 4, 9), [0, 0, 0]
    for start in np.array(np.meshgrid(side, side)).reshape(2, -1).T:
        end = newton_path(himmelblau, start, 40, **exact(himmelblau))[-1]
        ends[int(np.sum(np.linalg.eigvalsh(himmelblau.hessian(end)) < 0))] += 1
    assert ends == [43, 32, 6]


@pytest.mark.parametrize(
    ("f", "x", "along"),
    [(saddle, (1, 3), 16), (himmelblau, (0, 0), 23.28), (himmelblau, (-1, 0), 37.5),
     (himmelblau, (1, 2), -23.0), (himmelblau, (1, 1), 442)],
)  # fmt: skip
def test_a_newton_step_may_lead_uphill(f, x, along):
    step = newton_step(f, x, **exact(f))
    assert f.gradient(x) @ step == pytest.approx(along, rel=2e-3)  # three digits are quoted


@pytest.mark.parametrize(
    ("f", "x"),
    [(plane, START), (lambda x: x[0] ** 2, START), (lambda x: (x[0] + x[1]) ** 2, START)],
)
def test_a_singular_hessian_is_named(f, x):
    for call in (newton_step, newton_path):
        with pytest.raises(ValueError, match=r"^the Hessian is singular at x = \["):
            call(f, x)
    with pytest.raises(ValueError, match=r"^the Hessian is singular"):
        newton_step(f, x, grad=lambda x: x, hess=lambda x: np.ones((2, 2)))
    with pytest.raises(ValueError, match=r"^the Hessian is singular"):
        newton_step(quartic, (0, 0), **exact(quartic))


def test_a_newton_path_that_diverges_is_a_result():
    # With the slope ∛x a step leads from x to -2x.
    grad, hess = np.cbrt, lambda x: np.diag(np.cbrt(x) / x / 3)
    path = newton_path(lambda x: float(np.sum(x)), [1.0], 1100, grad=grad, hess=hess)
    np.testing.assert_allclose(path[:9, 0], (-2.0) ** np.arange(9), rtol=1e-13)  # rounding
    assert not np.isfinite(path[-1]).all()


# --- backtracking -----------------------------------------------------------------------------


def test_newton_with_backtracking_never_climbs_and_takes_19_steps():
    x, ts = np.array(USUAL), []
    heights = [rosenbrock(x)]
    while heights[-1] >= 1e-6:
        step = newton_step(rosenbrock, x, **exact(rosenbrock))
        ts.append(backtracking(rosenbrock, x, step, rosenbrock.gradient(x)))
        x = x + ts[-1] * step
        heights.append(rosenbrock(x))
    assert len(ts) == 19
    assert ts[:14] == [1, 1 / 8, 1, 1, 1, 1 / 4, 1, 1, 1, 1 / 2, 1, 1, 1, 1 / 2]
    assert np.all(np.diff(heights) < 0)


@pytest.mark.parametrize(("c", "steps", "trials"), [(0.5, 1088, 10012)])
def test_descent_with_backtracking_takes_as_many_steps_as_the_lesson_says(c, steps, trials):
    x, found, k = np.array(USUAL), 0, 0
    while rosenbrock(x) >= 1e-6:
        gradient = rosenbrock.gradient(x)
        t = backtracking(rosenbrock, x, -gradient, gradient, c=c)
        found, k = found + 1 - int(np.log2(t)), k + 1
        x = x - t * gradient
    assert (k, found) == (steps, trials)


def test_backtracking_names_a_step_that_leads_uphill_and_ends_where_there_is_none():
    with pytest.raises(ValueError, match=r"^step must lead downhill, but gradient·step is 16$"):
        backtracking(saddle, (1, 3), (-1, -3), saddle.gradient((1, 3)))
    with pytest.raises(ValueError, match=r"^x, step and gradient must have one shape"):
        backtracking(saddle, (1, 3), [1], (0, 0))
    with pytest.raises(ValueError, match=r"^c must lie between 0 and 1"):
        backtracking(saddle, (1, 3), (0, 1), (0, -1), c=1)
    assert backtracking(lambda x: x[0], [1.0], [1.0], [-1.0]) < 1e-15  # the gradient is wrong
    assert backtracking(lambda x: np.nan, [1.0], [1.0], [-1.0]) == 0
    assert backtracking(lambda x: np.log(x[0]), [1.0], [-2.0], [1.0]) == 0.25


# --- momentum ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kappa", "plain", "ball"), [(2, 8, 6), (10, 42, 18), (20, 84, 27), (100, 415, 66)]
)
def test_momentum_takes_as_many_steps_as_the_lesson_says(kappa, plain, ball):
    f, curvatures = lambda x: x[0] ** 2 / kappa + x[1] ** 2, np.array([2 / kappa, 2])
    grad, root = lambda x: curvatures * x, np.sqrt(kappa)
    lr, beta = 4 / np.sqrt(curvatures).sum() ** 2, ((root - 1) / (root + 1)) ** 2
    path = momentum_path(f, START, lr, beta, ball + 5, grad)
    assert first(f(path.T) < 1e-6) == ball
    path = descent_path(f, START, 2 / curvatures.sum(), plain + 5, grad=grad)
    assert first(f(path.T) < 1e-6) == plain


@pytest.mark.parametrize("kappa", [2, 10, 20, 1000])
def test_the_fastest_pair_has_the_smallest_factor_and_it_is_the_root_of_beta(kappa):
    own = np.array([2 / kappa, 2])
    lr, beta = fastest_pair(own)
    least = long_run_factor(own, lr, beta)
    # Both roots of each axis meet here, and a root near 0 of a number rounds to its root: 1e-8.
    assert least == pytest.approx(beta**0.5, abs=1e-7)
    for share in (0.97, 1.03):
        assert long_run_factor(own, share * lr, beta) > least
        assert long_run_factor(own, lr, share * beta) > least


@pytest.mark.parametrize(("lr", "beta"), [(0.3, 0.0), (0.94, 0.0), (1.2, 0.3), (1.5, 0.9)])
def test_in_the_long_run_the_factor_is_what_a_step_multiplies_the_distance_by(lr, beta):
    own = np.array([0.1, 2.0])
    path = momentum_path(bowl, START, lr, beta, 400, lambda x: own * x)
    distance = np.linalg.norm(path, axis=1)
    # Complex roots let the distance swing: over 200 steps that is less than 2 % of a step's factor.
    mean = (distance[350] / distance[150]) ** (1 / 200)
    assert mean == pytest.approx(float(long_run_factor(own, lr, beta)), rel=0.02)


@pytest.mark.parametrize(("kappa", "plain", "ball"), [(2, 8, 6), (20, 84, 27), (1000, 4148, 228)])
def test_steps_down_counts_what_the_lesson_says(kappa, plain, ball):
    own = [2 / kappa, 2]
    assert steps_down(own, START, 2 / sum(own), 0, 1e-6) == plain
    assert steps_down(own, START, *fastest_pair(own), 1e-6) == ball


def test_steps_down_of_a_run_that_does_not_come_down_is_none():
    assert steps_down([0.1, 2], START, 1.01, 0, 1e-6) is None


def test_with_momentum_f_rises_first():
    path = momentum_path(long_bowl, START, 1.335815, 0.402605, 7, long_bowl.gradient)
    quoted = [16.45, 45.05, 47.48, 36.52, 23.96, 14.28, 7.98, 4.26]
    np.testing.assert_allclose(long_bowl(path.T), quoted, rtol=0, atol=0.006)  # as quoted


@pytest.mark.parametrize(
    ("beta", "lr", "steps"), [(0.9, 1e-3, 1386), (0.9, 5e-4, 2906), (0.9, 2e-4, 7435)]
)
def test_momentum_on_rosenbrock_takes_as_many_steps_as_the_lesson_says(beta, lr, steps):
    path = momentum_path(rosenbrock, USUAL, lr, beta, steps + 5, rosenbrock.gradient)
    assert first(rosenbrock(path.T) < 1e-6) == steps


@pytest.mark.parametrize("lr", [0.1, 10])
def test_without_momentum_the_path_is_that_of_descent(lr):
    path = momentum_path(bowl, START, lr, 0, 50)
    assert path.tolist() == descent_path(bowl, START, lr, 50).tolist()


@pytest.mark.parametrize("beta", [-0.1, 1.1, np.nan])
def test_a_beta_outside_0_to_1_is_named(beta):
    with pytest.raises(ValueError, match=r"^beta must lie between 0 and 1, not"):
        momentum_path(bowl, START, 0.1, beta, 5)


def test_momentum_that_diverges_is_a_result():
    path = momentum_path(bowl, START, 10, 0.9, 400, bowl.gradient)
    assert not np.isfinite(path[-1]).all()


# --- what all of them share -------------------------------------------------------------------

CALLS = {
    "hessian": lambda f, x: hessian(f, x),
    "newton_step": lambda f, x: newton_step(f, x),
    "newton_path": lambda f, x: newton_path(f, x),
    "momentum_path": lambda f, x: momentum_path(f, x, 0.1, 0.5, 5),
    "backtracking": lambda f, x: backtracking(f, x, (0, -1), (0, 1)),
}
each_call = pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)


@each_call
def test_f_must_be_a_function_and_x_real_numbers(call):
    with pytest.raises(TypeError, match=r"^f must be a function, not 3"):
        call(3, START)
    with pytest.raises(TypeError, match=r"^(init_)?x must be a real number, or a list or array"):
        call(bowl, "no number")
    with pytest.raises(TypeError, match=r"^f must return one number"):
        call(lambda x: x, START)


@each_call
def test_the_callers_array_is_never_changed_and_lists_and_integers_will_do(call):
    x = np.array(START)
    expected = np.asarray(call(bowl, x)).tolist()
    assert x.tolist() == list(START)
    for other in (list(START), np.int64(START), np.float32(START)):
        assert np.asarray(call(bowl, other)).tolist() == expected


def test_what_grad_and_hess_return_must_fit():
    with pytest.raises(ValueError, match=r"^hess must return shape \(2, 2\), not \(2,\)"):
        newton_step(bowl, START, hess=bowl.gradient)
    with pytest.raises(ValueError, match=r"^grad must return shape \(2,\), not \(2, 2\)"):
        newton_step(bowl, START, grad=bowl.hessian)
    with pytest.raises(TypeError, match=r"^hess must be a function"):
        newton_step(bowl, START, hess=3)
    with pytest.raises(ValueError, match=r"^step_num must be a whole number from 0 up"):
        newton_path(bowl, START, 1.5)


def test_nan_passes_without_a_word():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert np.isnan(hessian(bowl, (np.nan, 1))).any()
        assert np.isnan(newton_step(bowl, (np.nan, 1))).all()
