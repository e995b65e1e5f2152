"""The table of an explorer against its states."""

import gzip
import io
import json
import re

import numpy as np
import pytest
import tables
from PIL import Image

from gradlab.explore import descent, learning_rate, simple_net
from gradlab.plots import figure, moving_point
from gradlab.widgets.controls import log_slider, slider
from gradlab.widgets.explorer import Explorer, explorer
from gradlab.widgets.rendering import LENGTH

NUMBER = re.compile(r"-?\d+\.?\d*")
TENTH = 0.05 + 1e-6  # a number that is rounded to a tenth is off by half a tenth


@explorer
def small():
    """Return an explorer with a point that two sliders move."""
    drawn, ax = figure()
    ax.set(xlim=(0, 4), ylim=(0.1, 1000), yscale="log")
    point = moving_point(ax)

    def update(x, y):
        point.set_data([x], [y])
        return f"The point is at x = {x:.1f}, y = {y:.3g}."

    controls = {"x": slider(0.0, 4.0, 1.0, 0.5), "y": log_slider(-1, 3, 10.0, 2)}
    return Explorer(drawn, update, controls, drag={ax: ("x", "y")})


@pytest.fixture(scope="module")
def table():
    return tables.Table(small())


def unpacked(table):
    """Return all rows of a table, as a page reads them."""
    rows = []
    for name in table.spec["parts"]:
        part = json.loads(gzip.decompress(table.files[name]))
        rows += [["".join(part["pieces"][k] for k in f), *rest] for f, *rest in part["rows"]]
    return rows


def test_a_row_is_what_the_explorer_shows_there(table):
    rows = unpacked(table)
    states = [at for sheet in table.sheets for at in tables.grids.states(sheet)]
    assert len(rows) == len(states) == table.spec["count"] == 9 * 9
    for at, (foreground, sentence, _) in zip(states, rows, strict=True):
        state = table.explorer.scene.state(**tables.values(table.explorer, at))
        assert (foreground, sentence) == (tables.tidy(state.foreground), state.sentence)


def test_a_background_has_the_same_pixels_in_fewer_bytes(table):
    state = table.explorer.scene.state(**table.explorer.values)
    (told,) = table.spec["backgrounds"]
    kept = table.files[told["file"]]
    assert len(kept) < len(state.background)
    pixels = [np.asarray(Image.open(io.BytesIO(png)).convert("RGB")) for png in
              (kept, state.background)]  # fmt: skip
    assert np.array_equal(*pixels)


def test_an_area_says_what_its_edges_mean(table):
    (told,) = table.spec["backgrounds"]
    (area,) = told["areas"]
    assert area["box"] == table.explorer.picture.areas[0]
    assert area["sides"] == [
        {"control": "x", "ends": [0, 4], "log": False},
        {"control": "y", "ends": [0.1, 1000], "log": True},
    ]


def test_the_same_table_has_the_same_bytes(table):
    again = tables.Table(small())
    assert again.files == table.files
    assert again.spec == table.spec


def test_a_tidy_foreground_is_the_same_picture_to_a_tenth_of_a_point():
    explorer = descent.path()
    whole = explorer.scene.state(**explorer.values).foreground
    tidy = tables.tidy(whole)
    assert len(tidy) < 0.85 * len(whole)
    tidy = re.sub(r"M (\S+) (\S+)h\.01", r"M \1 \2 L \1 \2", tidy)  # dots
    for name in ("d", "transform", "style"):
        before, after = (re.findall(rf' {name}="([^"]*)"', text) for text in (whole, tidy))
        assert len(before) == len(after)
        for one, other in zip(before, after, strict=True):
            places = [[float(n) for n in NUMBER.findall(text)] for text in (one, other)]
            assert np.allclose(*places, rtol=0, atol=TENTH + LENGTH)


def test_a_scale_keeps_all_its_digits():
    assert "scale(0.015625)" in tables.tidy('<g transform="translate(1.26 2) scale(0.015625)"/>')
    assert tables.tidy('<g transform="translate(1.26 2)"/>') == '<g transform="translate(1.3 2)"/>'


def test_a_button_says_what_it_sets():
    made = tables.Table.__new__(tables.Table)
    made.explorer = simple_net.weights()
    made._places = {n: tables.grids.places(c) for n, c in made.explorer.controls.items()}
    acts = [made._act(button) for button in tables._buttons(made.explorer)]
    assert [act["name"] for act in acts] == ["W of the notes", "all zeros", "trained"]
    assert set(acts[1]["set"].values()) == {60}
    assert not any(act["copy"] for act in acts)


def test_a_button_says_what_it_copies():
    made = tables.Table.__new__(tables.Table)
    made.explorer = learning_rate.outcomes()
    made._places = {n: tables.grids.places(c) for n, c in made.explorer.controls.items()}
    (act,) = [made._act(button) for button in tables._buttons(made.explorer)]
    assert act == {"name": "Keep this run", "set": {}, "copy": {"kept_d": "d", "kept_lr": "lr"}}


@pytest.mark.parametrize(
    ("control", "value", "words"),
    [
        (slider(-1.0, 1.0, 0.0), -0.5, "−0.5"),
        (slider(0, 9, 3, 1), 3, "3"),
        (slider(0.0, 1.0, 0.5, 0.002), 0.5, "0.500"),
        (log_slider(-3, 0, 0.1), 0.1, "0.1"),
        (log_slider(-16, -1, 0.1), 1e-8, "1.0e-08"),
    ],
)
def test_a_value_reads_as_beside_the_slider_of_the_notebook(control, value, words):
    assert tables.label(control, value) == words


def test_each_dot_of_a_path_is_a_piece_of_its_own():
    dots = '<path d="M 1.26 2.04 \nL 1.27 2.04 \nM 3 4 \nL 3.01 4 \nM 5 6 \nL 7 6 \n"/>'
    tidy = tables.tidy(dots)
    assert tidy == '<path d="M 1.3 2h.01 M 3 4h.01 M 5 6 L 7 6"/>'
    pieces = tables.CUTS.split(tidy)
    assert pieces == ['<path d="M 1.3 2h.01', " M 3 4h.01", ' M 5 6 L 7 6"/>']


def test_a_level_line_to_the_left_is_no_dot():
    assert tables.tidy('<path d="M 7 6 \nL 5 6 \n"/>') == '<path d="M 7 6 L 5 6"/>'


def test_markers_of_one_style_have_it_together():
    use = '<use xlink:href="#m" x="1.5" y="{y}" style="{style}"/>'
    red = [use.format(y=y, style="fill: #d55e00") for y in (1, 2)]
    bare = [mark.replace(' style="fill: #d55e00"', "") for mark in red]
    tidy = tables.tidy(f'<g clip-path="url(#p)">{red[0]} {red[1]}</g>')
    assert tidy == f'<g clip-path="url(#p)" style="fill: #d55e00">{bare[0]}{bare[1]}</g>'


@pytest.mark.parametrize(
    "styles", [["fill: red", "fill: blue"], ["opacity: 0.5"] * 2, ["fill: red; opacity: 0.5"] * 2]
)
def test_markers_of_two_styles_and_those_that_let_shine_through_keep_their_own(styles):
    uses = "".join(f'<use xlink:href="#m" x="1" y="1" style="{style}"/>' for style in styles)
    assert tables.tidy(f"<g>{uses}</g>") == f"<g>{uses}</g>"
