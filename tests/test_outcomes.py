"""Many descents at once, and what is said of each."""

import numpy as np
import pytest

from gradlab import descent_path
from gradlab.functions import bowl, rosenbrock
from gradlab.outcomes import (
    ARRIVES,
    CRAWLS,
    FLIPS,
    FREEZES,
    RUNS_AWAY,
    many_paths,
    what_became,
)


@pytest.mark.parametrize("f", [bowl, rosenbrock])
def test_each_of_many_paths_is_that_of_its_own_descent(f):
    starts = np.array(np.meshgrid([-1.5, 0.5, 1e13], [0.0, 2.0]))
    lr = np.array([1e-3, 0.2, 10.0])
    paths = many_paths(f, starts, lr, 6)
    assert paths.shape == (7, 2, 2, 3)
    for row, column in np.ndindex(2, 3):
        own = descent_path(f, starts[:, row, column], lr[column], 6)
        np.testing.assert_array_equal(paths[:, :, row, column], own)


def test_the_starts_are_not_changed():
    starts = np.ones((2, 3))
    many_paths(bowl, starts, 0.1, 2)
    assert (starts == 1).all()


@pytest.mark.parametrize(
    ("lr", "x", "outcome", "steps"),
    [
        (0.1, 4.0, CRAWLS, -1),  # 4·0.8^20 is 0.046, and its square above 1e-3
        (0.3, 4.0, ARRIVES, 6),  # 4·0.4^k is below 0.0316 from k = 5.3 on
        (0.5, 4.0, ARRIVES, 1),
        (0.3, 0.01, ARRIVES, 0),  # it is there from the start
        (1.0, 4.0, FLIPS, -1),
        (1.2, 4.0, RUNS_AWAY, -1),  # 1.4^20 is 837
        (1.2, 0.01, RUNS_AWAY, -1),  # it was there, and left
        (10.0, 4.0, FREEZES, -1),
        (0.1, 1e13, FREEZES, -1),
    ],
)
def test_a_run_on_the_bowl_is_called_what_its_factor_makes_of_it(lr, x, outcome, steps):
    path = many_paths(bowl, [[x], [0.0]], lr, 20)
    found = what_became(path, np.array([bowl(point) for point in path]), 1e-3)
    assert [part.tolist() for part in found] == [[outcome], [steps]]


def test_a_run_that_overflows_has_run_away():
    path = np.array([[1.0], [np.inf], [np.nan]])
    outcome, steps = what_became(path[:, :, None], path, 1e-3)
    assert (outcome.tolist(), steps.tolist()) == ([RUNS_AWAY], [-1])
