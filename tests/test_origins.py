"""The descents on the loss of the Olympic line, by their own axes."""

import numpy as np
import pytest

from gradlab import descent_path
from gradlab.data import SECONDS, line_gradient
from gradlab.functions import turned_bowl
from gradlab.origins import ORIGINS, own_axes

EPS = np.finfo(float).eps


def test_the_own_axes_of_the_turned_bowl_are_those_that_its_sentence_names():
    curvatures, axes = own_axes(turned_bowl.gradient)
    # eigh rounds a few times, at numbers up to 3.
    np.testing.assert_allclose(curvatures, [1, 3], rtol=8 * EPS)
    for axis, along in zip(axes.T, ([1, -1], [1, 1]), strict=True):
        assert abs(axis @ along) == pytest.approx(np.sqrt(2), rel=8 * EPS)


@pytest.mark.parametrize(
    ("name", "kappa", "edge", "steps"),
    [
        ("decades since 1896", 241, 0.01661, 384),
        ("decades since 1960", 15.2, 0.06623, 25),
        ("standard deviations from the mean year", 1, 1, 1),
    ],
)
def test_each_origin_has_the_condition_the_edge_and_the_steps_of_the_lesson(
    name, kappa, edge, steps
):
    origin = ORIGINS[name]
    assert origin.kappa == pytest.approx(kappa, rel=5e-3)  # three digits are quoted
    assert origin.edge == pytest.approx(edge, rel=5e-4)  # four
    assert origin.steps_needed(2 / origin.curvatures.sum()) == steps


@pytest.mark.parametrize("name", ORIGINS)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.996, 1.0, 1.05])
def test_the_path_by_own_axes_is_that_of_descent_step_by_step(name, share):
    origin = ORIGINS[name]
    lr = share * origin.edge
    stepped = descent_path(
        origin.loss, [0, 10], lr, 400, grad=lambda wb: line_gradient(wb, origin.x, SECONDS)
    )
    # A step rounds a sum of 30 misses, at the size of the largest of the path, and there are 400.
    bar = 400 * 30 * EPS * abs(stepped).max()
    np.testing.assert_allclose(origin.path(lr, 400), stepped, rtol=0, atol=bar)


@pytest.mark.parametrize("name", ORIGINS)
@pytest.mark.parametrize("share", [0.1, 0.3, 0.9, 0.998])
def test_the_steps_needed_are_the_first_within_one_percent_of_the_least_loss(name, share):
    origin = ORIGINS[name]
    steps = origin.steps_needed(share * origin.edge)
    losses = origin.loss(origin.path(share * origin.edge, steps + 10).T)
    assert np.argmax(losses <= 1.01 * origin.loss(origin.best)) == steps > 0


@pytest.mark.parametrize("name", ORIGINS)
@pytest.mark.parametrize("share", [1 - 1e-12, 1.0, 1 + 1e-12, 1.05])
def test_at_the_edge_however_it_is_rounded_no_number_of_steps_is_enough(name, share):
    assert ORIGINS[name].steps_needed(share * ORIGINS[name].edge) is None
