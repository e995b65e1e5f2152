"""Four ways down, and what they cost in calls of f."""

import numpy as np
import pytest

from gradlab import hessian, numerical_gradient, race
from gradlab.functions import dome, himmelblau, rosenbrock
from gradlab.newton import backtracking

START = (-1.2, 1.0)


class Counted:
    """A function that counts its calls."""

    def __init__(self, f):
        self.f, self.calls = f, 0

    def __call__(self, x):
        self.calls += 1
        return self.f(x)


@pytest.mark.parametrize(
    ("run", "calls"),
    [
        (race.descent(rosenbrock, START, 0.002, 40_000), 29_972),
        (race.backtracked(rosenbrock, START, 100_000), 73_735),
        (race.momentum(rosenbrock, START, 0.0025, 0.95, 4_000), 1_004),
        (race.newton(rosenbrock, START, 4_000), 80),
    ],
    ids=["descent", "backtracking", "momentum", "newton"],
)
def test_each_way_costs_as_many_calls_as_the_lesson_says(run, calls):
    assert race.calls_needed(rosenbrock, run) == calls


def test_derivatives_cost_as_many_calls_as_are_counted():
    f = Counted(rosenbrock)
    numerical_gradient(f, [1.0, 2.0])
    assert f.calls == race.GRADIENT
    hessian(f, [1.0, 2.0])
    assert f.calls == race.GRADIENT + race.HESSIAN


def test_backtracking_costs_as_many_calls_as_are_counted():
    run = race.backtracked(rosenbrock, START, 400)
    for k, x in enumerate(run.points[:-1]):
        f, gradient = Counted(rosenbrock), rosenbrock.gradient(x)
        t = backtracking(f, x, -gradient, gradient)
        np.testing.assert_array_equal(run.points[k + 1], x - t * gradient)
        assert run.calls[k + 1] - run.calls[k] == f.calls + race.GRADIENT


def test_a_run_with_numerical_derivatives_is_nearly_the_same():
    x = np.array(START)
    for point in race.newton(rosenbrock, START, 80).points[:4]:
        # h²·f‴/6 is 5e-6 in the gradient; the Hessian, with κ up to 4000 on the way, makes it more.
        np.testing.assert_allclose(x, point, atol=1e-4)
        x = x + np.linalg.solve(hessian(rosenbrock, x), -numerical_gradient(rosenbrock, x))


@pytest.mark.parametrize("most", [0, 3, 4, 15, 16, 100])
def test_no_run_takes_more_calls_than_it_may(most):
    for run in (
        race.descent(rosenbrock, START, 0.001, most),
        race.backtracked(rosenbrock, START, most),
        race.momentum(rosenbrock, START, 0.001, 0.9, most),
        race.newton(rosenbrock, START, most),
    ):
        assert run.points[0].tolist() == list(START)
        assert run.calls[0] == 0
        assert run.calls[-1] <= most
        assert (np.diff(run.calls) > 0).all()
        assert len(run.points) == len(run.calls)


def test_a_run_that_never_arrives_needs_no_number():
    run = race.descent(rosenbrock, START, 0.01, 400)  # it runs away, to inf
    assert race.calls_needed(rosenbrock, run) is None


def test_newton_stops_where_it_stands_still():
    run = race.newton(himmelblau, (0.0, 0.0), 1000)
    assert len(run.points) < 12
    assert race.ways_down(himmelblau, run.points[-1]) == 2


def test_where_no_bowl_touches_newton_stops():
    f = type(rosenbrock)(  # x0⁴ + 1, which does not bend along x1
        lambda x, y: x**4 + 1 + 0 * y,
        lambda x, y: (4 * x**3, 0 * y),
        "x_0^4 + 1",
        bends=lambda x, y: (12 * x * x, 0.0, 0.0),
    )
    assert len(race.newton(f, (1.0, 1.0), 100).points) == 1


def test_many_ends_are_those_of_single_runs():
    starts = np.random.default_rng(9).uniform(-5, 5, (2, 20))
    ends = race.newton_ends(himmelblau, starts, 60)
    for start, end in zip(starts.T, ends.T, strict=True):
        run = race.newton(himmelblau, start, 16 * 60)
        # A single run stops at f < 1e-10: curvatures from 25 up, so x is within 3e-6.
        np.testing.assert_allclose(run.points[-1], end, atol=1e-5)


def test_shares_of_ends_are_those_of_the_lesson():
    side = np.linspace(-5, 5, 201)
    ends = race.newton_ends(himmelblau, np.meshgrid(side, side), 60)
    counts = np.bincount(race.ways_down(himmelblau, ends).ravel())
    # Some starts on the borders between two ends may go either way, by rounding.
    np.testing.assert_allclose(counts, [23428, 14508, 2465], atol=20)


def test_a_dome_bends_down_everywhere():
    assert race.ways_down(dome, np.zeros((2, 3))).tolist() == [2, 2, 2]
