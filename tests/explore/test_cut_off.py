"""Nothing of a picture lies beyond its edge, wherever the controls are."""

import io

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import RendererSVG
from test_explore import EXPLORERS, FIRST, ONCE
from test_wordless import far_ends

from gradlab import plots
from gradlab.plots.moving import Number

ROUNDING = 0.8  # pixels at 72 to the inch: the box of a text is that of its line, not of its ink


class Written(RendererSVG):
    """A renderer that keeps where each marker stands, and how far it reaches."""

    def __init__(self, figure):
        super().__init__(*figure.bbox.size, io.StringIO())
        self.written = []

    def draw_markers(self, context, marker, to_size, path, to_place, color=None):
        reach = marker.get_extents(to_size)
        self.written += [
            (place + reach.min, reach.size) for place in to_place.transform(path.vertices)
        ]


def numbers(figure):
    """Return the lower left corner and the size of each number that moves."""
    renderer = Written(figure)
    for number in figure.findobj(Number):
        if number.get_visible():
            number.draw(renderer)
    return renderer.written


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
        for corner, size in numbers(explorer.scene.figure):
            assert np.all(corner >= -ROUNDING), explorer.values
            assert np.all(corner + size <= explorer.scene.figure.bbox.size + ROUNDING)


def test_a_name_beyond_the_edge_is_found():
    figure, ax = plots.figure(height=2)
    ax.set_ylabel("a\n" * 40)
    assert beyond(figure) > 100
