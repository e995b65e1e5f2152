"""Points that no straight border can part."""

import numpy as np
import pytest

from gradlab.logistic import border_loss
from gradlab.newton import newton_path
from gradlab.toy_data import RINGS, XOR


def test_xor_is_1_where_exactly_one_input_is():
    x, t = XOR
    assert [a != b for a, b in x.tolist()] == t.tolist()


def test_the_rings_are_thirty_points_near_radius_1_and_thirty_near_2():
    x, t = RINGS
    radius = np.hypot(*x.T)
    assert (x.shape, np.bincount(t).tolist()) == ((60, 2), [30, 30])
    assert radius[t == 0].max() < radius[t == 1].min()
    assert abs(radius - 1 - t).max() < 0.5  # three deviations of 0.15, and rounding
    assert x[[0, 1, 2, 30]].tolist() == [[1.02, -0.02], [1.07, 0.22], [0.83, 0.46], [1.93, -0.18]]


@pytest.mark.parametrize(("x", "t"), [XOR, RINGS], ids=["XOR", "rings"])
def test_nobody_changes_them(x, t):
    for array in (x, t):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


@pytest.mark.parametrize(("data", "share"), [(XOR, 0.75), (RINGS, 0.75)], ids=["XOR", "rings"])
def test_no_straight_border_parts_them(data, share):
    x, t = data
    best = 0
    for angle in np.linspace(0, np.pi, 181):
        along = x @ [np.cos(angle), np.sin(angle)]
        for b in along:
            right = np.mean((along > b) == t)
            best = max(best, right, 1 - right)
    assert best <= share


def test_the_least_loss_of_one_layer_on_xor_is_log_2_at_0():
    x, t = XOR
    end = newton_path(lambda wb: border_loss(wb, x, t), [1, 1, -0.5], 8)[-1]
    assert abs(end).max() < 1e-4  # of a Hessian by differences, h = 1e-4
    assert border_loss(np.zeros(3), x, t) == pytest.approx(np.log(2), rel=1e-15)
