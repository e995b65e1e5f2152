"""Nothing of a picture lies beyond its edge, wherever the controls are."""

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from test_explore import EXPLORERS, FIRST, ONCE
from test_wordless import far_ends

from gradlab import plots

ROUNDING = 0.8  # pixels at 72 to the inch: the box of a text is that of its line, not of its ink


def beyond(figure):
    """Return by how much the Axes with their numbers and names reach beyond the figure."""
    width, height = figure.bbox.size
    boxes = [ax.get_tightbbox(FigureCanvasAgg(figure).get_renderer()) for ax in figure.axes]
    return max(max(-b.x0, -b.y0, b.x1 - width, b.y1 - height) for b in boxes if b)


@pytest.mark.drawn
@pytest.mark.parametrize("name", EXPLORERS)
@pytest.mark.few(3)
def test_nothing_lies_beyond_the_edge_of_a_picture(name):
    explorer = ONCE[name]
    explorer.move(**FIRST[name])
    for _ in far_ends(explorer):
        assert beyond(explorer.scene.figure) <= ROUNDING, explorer.values


def test_a_name_beyond_the_edge_is_found():
    figure, ax = plots.figure(height=2)
    ax.set_ylabel("a\n" * 40)
    assert beyond(figure) > 100
