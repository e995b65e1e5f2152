"""One colour, one meaning: no explorer draws in a colour of its own."""

import pytest
from matplotlib.cm import ScalarMappable
from matplotlib.collections import Collection
from matplotlib.colors import to_hex, to_rgba_array
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from shown import figure
from test_explore import EXPLORERS, ONCE

from gradlab import plots
from gradlab.plots import learning_rate, style

# White grounds and borders; black edges and numbers of the Axes; the grid.
GROUND = {"#ffffff", "#000000", to_hex(style.GRID)}
ROLES = {
    to_hex(value)
    for role in vars(style).values()
    if isinstance(role, dict)
    for key, value in role.items()
    if key.endswith("color")
}
ROLES |= {to_hex(plots.DARK), *map(to_hex, learning_rate.COLORS)}  # and what becomes of a run


def painted(artist):
    """Return the colours of an artist that is seen; those that stand for numbers are left out."""
    if isinstance(artist, Line2D):
        its = [artist.get_color() if artist.get_linestyle() != "None" else "none"]
        if artist.get_marker() not in ("", "None", None):
            its += [artist.get_markerfacecolor()]
            its += [artist.get_markeredgecolor()] * (artist.get_markeredgewidth() > 0)
    elif isinstance(artist, Text):
        its = [artist.get_color()] * bool(artist.get_text())
    elif isinstance(artist, Patch):
        its = [artist.get_facecolor()] + [artist.get_edgecolor()] * (artist.get_linewidth() > 0)
    elif isinstance(artist, Collection):
        its = [*artist.get_facecolor(), *artist.get_edgecolor()]
    else:
        its = []
    rgba = [row for color in its for row in to_rgba_array(color)]
    return {to_hex(row) for row in rgba if row[3] > 0}


def is_numbers(artist):
    return isinstance(artist, ScalarMappable) and artist.get_array() is not None


@pytest.mark.few(10)
@pytest.mark.parametrize("name", EXPLORERS)
def test_an_explorer_draws_in_the_colours_of_the_course(name):
    artists = figure(ONCE[name]).findobj(lambda artist: artist.get_visible())
    used = set().union(*(painted(artist) for artist in artists if not is_numbers(artist)))
    assert used - GROUND - ROLES == set()
