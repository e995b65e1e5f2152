import io
import itertools
import sys

import numpy as np
import pytest
from colorspacious import cspace_convert
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.patches import PathPatch
from PIL import Image

from gradlab import plots
from gradlab.plots import (
    curvature,
    fitting_data,
    gradient_field,
    hidden_layer,
    learning_rate,
    moving,
    partials,
    simple_net,
)
from gradlab.widgets import rendering

ROLES = {
    "function": plots.FUNCTION["color"],
    "tangent": plots.TANGENT["color"],
    "forward": plots.FORWARD["color"],
    "central": plots.CENTRAL["color"],
    "x0": plots.X0["color"],
    "x1": plots.X1["color"],
    "data": plots.DATA["color"],
    "wrong": plots.WRONG["color"],
    "guide": plots.GUIDE["color"],
    "uphill": plots.UPHILL["edgecolor"],
    "ink": plots.NOTE["color"],
    "lowest contour": plots.HEIGHTS(0.0),
    "highest contour": plots.HEIGHTS(1.0),
}
# Lines and marks that appear in one picture, and what tells them apart besides colour. Blue and
# purple look alike to a colour-blind reader, as do green and grey, purple and some contours.
TRAITS = ("linestyle", "marker", "facecolor", "markerfacecolor", "markersize")
TOGETHER = [
    (plots.FUNCTION, plots.TANGENT, plots.FORWARD, plots.CENTRAL),
    (plots.FORWARD, plots.CENTRAL, plots.GUIDE),
    (plots.FUNCTION, plots.MISS, plots.DATA, plots.TANGENT),
    (plots.FUNCTION, plots.GUESS, plots.OFF, plots.GUIDE),
    (plots.X0, plots.X1, plots.WRONG, plots.FUNCTION),
    (learning_rate.PREDICTED, learning_rate.MEASURED),
    (*learning_rate.ALONG, plots.GUIDE),
    (learning_rate.EXACT, learning_rate.NUMERICAL, plots.GUIDE),
    (*learning_rate.OWN, plots.GUIDE),
    (learning_rate.CELL_SHOWN, learning_rate.KEPT_CELL),
    (plots.FUNCTION, curvature.TOUCHING, plots.GUIDE),
    (*curvature.OWN, curvature.TOUCHING, curvature.WAY),
    (curvature.FIRST, curvature.SECOND, plots.GUIDE),
    (*curvature.RUNS.values(), plots.GUIDE),
    (curvature.PAIR, curvature.PLAIN),
    curvature.POINTS,
    (*partials.SLICES, plots.TANGENT, partials.DROP),
    (plots.TANGENT, plots.WRONG),
    (plots.FUNCTION, fitting_data.LEAST_ABSOLUTE, plots.DATA, plots.GUIDE),
    (plots.FUNCTION, fitting_data.SURE, fitting_data.MISTAKEN, *fitting_data.FLOWERS),
    (plots.FUNCTION, fitting_data.ALL_POINTS, plots.TANGENT),
    (plots.DOWNHILL, plots.UPHILL, gradient_field.WAY),
    (*hidden_layer.MARKS, hidden_layer.MISSED, hidden_layer.UNIT),
    (hidden_layer.LAYERS, hidden_layer.SPREADS),
    (gradient_field.HIGHER, gradient_field.LOWER, gradient_field.LEVEL, plots.DOWNHILL),
]
# CAM02-UCS counts a just noticeable difference as 1. matplotlib's petroff6, made for colour-blind
# readers, keeps 15.1 between its closest two under the same simulation.
FAR = 15


def luminance(color):
    """Relative luminance, as WCAG 2.2 defines it."""
    rgb = np.array(to_rgb(color))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


@pytest.mark.parametrize("role", ROLES)
def test_every_line_keeps_a_contrast_of_3_to_1_on_white(role):
    # 3:1 is what WCAG 2.2 asks of graphics, criterion 1.4.11.
    assert 1.05 / (luminance(ROLES[role]) + 0.05) >= 3


def color(style):
    return style.get("color") or style["edgecolor"]


def distance(one, other, kind):
    """The distance in CAM02-UCS of two colours as someone sees them who lacks one kind of cone."""
    lacking = {"name": "sRGB1+CVD", "cvd_type": kind, "severity": 100}
    seen = [np.clip(cspace_convert(to_rgb(c), lacking, "sRGB1"), 0, 1) for c in (one, other)]
    return np.linalg.norm(np.subtract(*cspace_convert(seen, "sRGB1", "CAM02-UCS")))


@pytest.mark.parametrize("kind", ["deuteranomaly", "protanomaly"])  # of severity 100: -anopia
def test_colour_blind_readers_tell_apart_what_appears_together(kind):
    for styles in TOGETHER:
        for one, other in itertools.combinations(styles, 2):
            differs = any(one.get(trait) != other.get(trait) for trait in TRAITS)
            assert differs or distance(color(one), color(other), kind) >= FAR


@pytest.mark.parametrize("kind", ["deuteranomaly", "protanomaly"])
def test_colour_blind_readers_tell_paths_and_arrows_from_contours(kind):
    for share in np.linspace(0, 1, 11):
        assert distance(plots.TANGENT["color"], plots.HEIGHTS(share)[:3], kind) >= FAR


def test_contours_grow_lighter_with_height():
    shares = np.linspace(0, 1, 11)
    assert np.all(np.diff([luminance(plots.HEIGHTS(share)) for share in shares]) > 0)


def test_a_line_on_a_surface_has_a_white_border():
    _, ax = plots.figure()
    (border,) = plots.moving_line(ax, plots.on_surface(plots.TANGENT)).get_path_effects()
    assert border._gc["foreground"] == "w"
    assert border._gc["linewidth"] == plots.TANGENT["linewidth"] + 3


def test_numbers_in_a_matrix_can_be_read():
    _, ax = plots.figure()
    simple_net.matrix(ax, np.array([[-2.0, 0.0, 2.0]]), ["i"], ["a", "b", "c"], "")
    image = ax.images[0]
    for cell in image.cmap(image.norm(image.get_array())).reshape(-1, 4):
        # 4.5:1 is what WCAG 2.2 asks of text, criterion 1.4.3; the numbers are black.
        assert (luminance(cell) + 0.05) / 0.05 >= 4.5


@pytest.mark.parametrize("cell", [*learning_rate.COLORS, learning_rate.ARRIVED(1.0)])
def test_the_mark_in_every_cell_of_a_map_can_be_read(cell):
    # 4.5:1 is what WCAG 2.2 asks of text, criterion 1.4.3.
    assert (luminance(cell) + 0.05) / (luminance(learning_rate.CELL["color"]) + 0.05) >= 4.5


def test_the_two_secants_differ_in_line_and_mark_as_well_as_in_colour():
    for trait in ("color", "linestyle", "marker"):
        assert plots.FORWARD[trait] != plots.CENTRAL[trait]


def test_uphill_and_downhill_differ_in_fill_as_well_as_in_colour():
    assert plots.UPHILL["facecolor"] == "white"
    assert plots.DOWNHILL["color"] != plots.UPHILL["edgecolor"]


def test_a_figure_is_not_pyplots():
    figure, _ = plots.figure()
    assert "matplotlib.pyplot" not in sys.modules
    assert figure.get_figwidth() == 6.1


def test_what_moves_is_animated():
    _, ax = plots.figure()
    moving = [
        plots.moving_line(ax, plots.FORWARD),
        plots.moving_marker(ax, plots.CENTRAL),
        plots.moving_point(ax),
        plots.moving_arrow(ax, plots.UPHILL),
        plots.moving_note(ax),
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


def test_a_note_stands_beside_the_place_that_it_is_told():
    _, ax = plots.figure()
    note = plots.moving_note(ax, (6, 4))
    plots.set_note(note, (1, 2), "0.5")
    assert (note.xy, note.get_text(), note.xyann) == ((1, 2), "0.5", (6, 4))


@pytest.mark.parametrize("side", ["left", "center", "right"])
def test_a_note_is_drawn_where_matplotlib_would_write_it(side):
    fig, ax = plots.figure()
    ax.set(xlim=(0, 2), ylim=(0, 2))
    options = {"ha": side, "va": "center" if side == "center" else "baseline"}
    notes = [plots.moving_note(ax, (-10, 8), **options)]
    notes.append(ax.annotate("", (0, 0), (-10, 8), **{**plots.NOTE, **options}, animated=True))
    for note in notes:
        plots.set_note(note, (1, 1), "-1.25e+3")
    ours, theirs = (_drawn(fig, note) for note in notes)
    # Ours has its digits in the middle, matplotlib's the room below them for a g too; edges are
    # drawn at whole pixels.
    assert np.abs(ours - theirs).max() <= (3 if side == "center" else 1)


def test_a_ground_is_around_all_of_its_note():
    fig, ax = plots.figure()
    note = plots.moving_note(ax, bbox={"facecolor": "black"})
    plots.set_note(note, (0.5, 0.5), "-1.5")
    ground = _drawn(fig, note)
    note.set_bbox(None)
    beyond = np.abs(ground - _drawn(fig, note))
    assert beyond.min() >= 1
    assert beyond.max() <= 5  # a tenth of 17 pixels, and what is left free beside a digit


def test_a_note_is_not_drawn_outside_the_axes_nor_without_a_text():
    fig, ax = plots.figure()
    note = plots.moving_note(ax)
    for place, text in (((2, 0.5), "1"), ((np.nan, 0.5), "1"), ((0.5, 0.5), "")):
        plots.set_note(note, place, text)
        assert not _drawn(fig, note).size
    plots.set_note(note, (1, 0), "1")  # in the corner: still inside
    assert _drawn(fig, note).size


def _drawn(fig, artist):
    """Return the box of pixels in which an artist is drawn: top, left, bottom, right."""
    canvas = FigureCanvasAgg(fig)
    renderer = canvas.get_renderer()
    renderer.clear()
    artist.draw(renderer)
    shown = np.argwhere(np.asarray(canvas.buffer_rgba())[..., 3] > 128)
    return np.ravel([shown.min(axis=0), shown.max(axis=0)]) if len(shown) else shown


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


def test_the_misses_of_a_line_go_from_each_point_to_the_line_and_nowhere_else():
    _, ax = plots.figure()
    x, t = np.array([0.0, 2.0]), np.array([1.0, 5.0])
    fitted = plots.FittedLine(ax, x, t)
    ax.set_xlim(-1, 3)
    fitted.set(2.0, -1.0)
    assert np.transpose(fitted.line.get_data()).tolist() == [[-1, -3], [3, 5]]
    misses = np.transpose(fitted.misses.get_data()).reshape(2, 3, 2)
    assert misses[:, :2].tolist() == [[[0, 1], [0, -1]], [[2, 5], [2, 3]]]
    assert np.isnan(misses[:, 2, 1]).all()


def test_the_years_of_the_games_stand_at_their_decades():
    _, ax = plots.figure()
    plots.games_axes(ax, since=1960)
    years = {
        text.get_text(): place
        for text, place in zip(ax.get_xticklabels(), ax.get_xticks(), strict=True)
    }
    assert years["1960"] == 0
    assert years["1980"] == 2


def test_a_weight_plane_shows_the_whole_mesh_and_names_its_axes():
    _, ax = plots.figure()
    w, b = np.meshgrid(np.linspace(-1, 0, 5), np.linspace(9, 12, 6))
    plots.weight_plane(ax, w, b, w**2 + b, levels=[10, 11])
    assert (ax.get_xlim(), ax.get_ylim()) == ((-1, 0), (9, 12))
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("$w$", "$b$")
    assert {text.get_text() for text in ax.texts} <= {"10", "11"}


def test_many_numbers_are_drawn_where_one_path_of_them_would_be():
    fig, ax = plots.figure()
    ax.set(xlim=(0, 10), ylim=(0, 6), aspect="equal")
    texts, places = ["-0.250", "13.7"], [(3, 1), (7, 4)]
    numbers = moving.MovingNumbers(ax, plots.DARK, 1.0)
    path = ax.add_patch(PathPatch(moving.written(texts, places, 1.0), linewidth=0, animated=True))
    inked = []
    for show in (True, False):
        numbers.set_numbers(*((texts, places) if show else ([], [])))
        path.set_visible(not show)
        picture = Image.open(io.BytesIO(rendering.still(fig))).convert("L")
        inked.append(np.asarray(picture.point(lambda grey: 255 * (grey < 128))).astype(bool))
    assert inked[0].any()
    differing = (inked[0] ^ inked[1]).sum() / inked[0].sum()
    assert differing < 0.2  # a digit may lie half a pixel beside, and has strokes some pixels wide


def test_of_many_numbers_the_svg_holds_each_digit_once():
    fig, ax = plots.figure()
    numbers = moving.MovingNumbers(ax, plots.DARK, 0.05)
    numbers.set_numbers(["0.111"] * 9, [(0.5, 0.1 * k) for k in range(9)])
    fig.draw_without_rendering()
    svg = rendering.foreground(fig, [numbers])
    assert svg.count("<path") == 3  # 0, the point, and 1
    assert svg.count("<use") == 9 * 5
