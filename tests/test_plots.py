import sys

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from gradlab import plots

ROLES = {
    "function": plots.FUNCTION["color"],
    "tangent": plots.TANGENT["color"],
    "forward": plots.FORWARD["color"],
    "central": plots.CENTRAL["color"],
    "guide": plots.GUIDE["color"],
    "uphill": plots.UPHILL["edgecolor"],
}


def luminance(color):
    """Relative luminance, as WCAG 2.2 defines it."""
    rgb = np.array(to_rgb(color))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


@pytest.mark.parametrize("role", ROLES)
def test_every_line_keeps_a_contrast_of_3_to_1_on_white(role):
    # 3:1 is what WCAG 2.2 asks of graphics, criterion 1.4.11.
    assert 1.05 / (luminance(ROLES[role]) + 0.05) >= 3


def test_the_two_secants_differ_in_line_and_mark_as_well_as_in_colour():
    for trait in ("color", "linestyle", "marker"):
        assert plots.FORWARD[trait] != plots.CENTRAL[trait]


def test_uphill_and_downhill_differ_in_fill_as_well_as_in_colour():
    assert plots.UPHILL["facecolor"] == "white"
    assert plots.DOWNHILL["color"] != plots.UPHILL["edgecolor"]


def test_a_figure_is_not_pyplots():
    figure, _ = plots.figure()
    assert "matplotlib.pyplot" not in sys.modules
    assert figure.get_figwidth() == 7.5


def test_what_moves_is_animated():
    _, ax = plots.figure()
    moving = [
        plots.moving_line(ax, plots.FORWARD),
        plots.moving_marker(ax, plots.CENTRAL),
        plots.moving_point(ax),
        plots.moving_arrow(ax, plots.UPHILL),
    ]
    assert all(artist.get_animated() for artist in moving)


def test_a_moving_point_is_whole_at_the_edge_of_its_axes():
    _, ax = plots.figure()
    assert not plots.moving_point(ax).get_clip_on()


def test_an_arrow_goes_where_it_is_told():
    _, ax = plots.figure()
    arrow = plots.moving_arrow(ax, plots.DOWNHILL)
    plots.set_arrow(arrow, [1, 2], [3, -4])
    assert arrow.get_offsets().tolist() == [[1, 2]]
    assert (arrow.U.tolist(), arrow.V.tolist()) == ([3], [-4])


def test_a_path_begins_at_its_ring_and_ends_at_its_star():
    _, ax = plots.figure()
    path = plots.MovingPath(ax)
    path.set_data(np.array([0.0, 1, 2]), np.array([5.0, 4, 3]))
    assert path.start.get_xydata().tolist() == [[0, 5]]
    assert path.end.get_xydata().tolist() == [[2, 3]]
    assert len(path.way.get_xdata()) == 3


def test_contours_have_equal_axes():
    _, ax = plots.figure()
    x0, x1 = np.meshgrid(np.linspace(-1, 1, 9), np.linspace(-1, 1, 9))
    plots.contours(ax, x0, x1, x0**2 + x1**2)
    assert ax.get_aspect() == 1
