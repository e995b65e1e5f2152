import io
import re
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from gradlab.widgets import rendering


def two_lines():
    """A figure with a blue line that stands still and a red one that moves."""
    figure = Figure(figsize=(4, 3), dpi=rendering.SVG_DPI, layout="constrained")
    ax = figure.subplots()
    ax.plot([0, 1], [0, 0], color="blue")
    moving = ax.plot([0, 1], [1, 1], color="red", animated=True)[0]
    return figure, moving


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), int)


def has(picture, red, blue):
    """Whether a picture has pixels that are clearly red, or clearly blue."""
    r, _, b = np.moveaxis(picture, -1, 0)
    return (r - b > 200).any() == red and (b - r > 200).any() == blue


def test_the_background_shows_what_stands_still_alone():
    figure, _ = two_lines()
    assert has(pixels(rendering.background(figure)), red=False, blue=True)


def test_the_still_picture_shows_all():
    figure, _ = two_lines()
    assert has(pixels(rendering.still(figure)), red=True, blue=True)


def test_the_foreground_shows_what_moves_alone():
    figure, moving = two_lines()
    rendering.background(figure)
    svg = rendering.foreground(figure, [moving])
    assert "#ff0000" in svg
    assert "#0000ff" not in svg


def test_the_background_is_two_dots_a_css_pixel_and_the_foreground_as_large(monkeypatch):
    monkeypatch.setattr(rendering, "BACKGROUND_DPI", 2 * rendering.CSS_DPI)
    figure, moving = two_lines()
    assert pixels(rendering.background(figure)).shape == (3 * 192, 4 * 192, 3)
    assert 'width="288pt" height="216pt"' in rendering.foreground(figure, [moving])


def test_after_the_background_the_figure_is_not_stale_and_what_moves_leaves_it_so():
    figure, moving = two_lines()
    rendering.background(figure)
    assert not figure.stale
    moving.set_ydata([0.5, 0.5])
    assert not figure.stale
    figure.axes[0].set_title("$f$")
    assert figure.stale


def test_the_still_picture_moves_no_axes():
    figure, moving = two_lines()
    rendering.moving_artists(figure)
    rendering.background(figure)
    before = figure.axes[0].get_position(original=True).bounds
    moving.set_data([5], [5])
    rendering.still(figure)
    assert figure.axes[0].get_position(original=True).bounds == before
    assert not figure.stale


def test_the_fonts_of_formulas_are_emptied_after_each_picture(monkeypatch):
    emptied = []

    class Font:
        def __init__(self, path):
            self.name = Path(path).stem

        def clear(self):
            emptied.append(self.name)

    figure, _ = two_lines()
    monkeypatch.setattr(rendering, "get_font", Font)
    for draw in (rendering.background, rendering.still):
        draw(figure)
        assert emptied == ["DejaVuSans", "DejaVuSans-Oblique", "DejaVuSansDisplay"]
        emptied.clear()


def test_what_moves_is_drawn_from_the_lowest_to_the_highest():
    figure, moving = two_lines()
    higher = figure.axes[0].plot([], [], animated=True, zorder=9)[0]
    lower = figure.axes[0].plot([], [], animated=True, zorder=1)[0]
    assert rendering.moving_artists(figure) == [lower, moving, higher]


def test_a_failure_while_drawing_leaves_the_figure_in_points():
    figure, _ = two_lines()
    figure.axes[0].set_title("$\\nonsense$")
    try:
        rendering.background(figure)
    except ValueError:
        assert figure.dpi == rendering.SVG_DPI
    else:
        raise AssertionError("matplotlib drew what is no formula")


def test_what_a_still_leaves_behind_is_given_back_to_the_system(monkeypatch):
    given_back = []
    monkeypatch.setattr(rendering, "_give_back", given_back.append)
    rendering.still(two_lines()[0])
    assert given_back == [0]
    monkeypatch.setattr(rendering, "_give_back", None)  # where there is no such function
    assert rendering.still(two_lines()[0])


def test_dots_of_one_colour_are_one_path_of_round_ends():
    figure, line = two_lines()
    line.set(data=([0, np.nan, 0.5, 1], [1, 1, 1, 1]), marker=".", markersize=8, linestyle="")
    svg = rendering.foreground(figure, [line])
    assert "<use" not in svg
    assert re.search(r'd="(M \S+ \S+ \s*L \S+ \S+ \s*){3}"', svg)
    assert "stroke-linecap: round" in svg
    assert "stroke-width: 5" in svg  # half of the size, and an edge of 1


def test_a_marker_with_another_edge_or_shape_stands_at_each_place():
    figure, line = two_lines()
    for look in ({"marker": "o", "markerfacecolor": "white"}, {"marker": "s"}):
        line.set(**look)
        assert rendering.foreground(figure, [line]).count("<use") == 2
    line.set(marker="o", markerfacecolor="red", data=([np.nan], [np.nan]))
    assert "<use" not in rendering.foreground(figure, [line])
