"""Which states stand in a table."""

from itertools import pairwise

import grids
import pytest

from gradlab.explore import (
    curvature,
    descent,
    gradient_field,
    hidden_layer,
    partials,
    simple_net,
    start_here,
)
from gradlab.widgets.controls import log_slider, slider

SOME = {
    "two sliders": start_here.fit,
    "many sliders": simple_net.weights,
    "a checkbox": partials.readings,
    "steps": descent.path,
    "a backdrop that sliders draw": gradient_field.compass,
    "a drop-down": gradient_field.zeros,
}


@pytest.mark.parametrize("make", SOME.values(), ids=SOME)
def test_a_table_holds_the_start_and_both_ends_of_every_control(make):
    explorer = make()
    sheets, begin = grids.sheets(explorer, size=400), grids.start(explorer)
    assert any(all(begin[name] in sheet[name] for name in sheet) for sheet in sheets)
    for name, control in explorer.controls.items():
        held = {place for sheet in sheets for place in sheet[name]}
        assert {0, len(grids.places(control)) - 1} <= held


@pytest.mark.parametrize("make", SOME.values(), ids=SOME)
def test_a_sheet_holds_the_start_of_each_control(make):
    """So that a control which comes to rest at its start always finds a state."""
    explorer = make()
    begin = grids.start(explorer)
    for sheet in grids.sheets(explorer, size=400):
        assert all(begin[name] in places for name, places in sheet.items())


def test_a_choice_stands_in_every_sheet_in_full():
    explorer = gradient_field.zeros()
    for sheet in grids.sheets(explorer, size=400):
        assert sheet["f"] == list(range(len(explorer.controls["f"].options)))


@pytest.mark.parametrize("make", [descent.one_step, curvature.parabola, hidden_layer.graph])
def test_no_step_is_left_out_where_each_says_something_of_its_own(make):
    explorer = make()
    steps = len(grids.places(explorer.controls[explorer._steps]))
    assert {len(sheet[explorer._steps]) for sheet in grids.sheets(explorer, size=400)} <= {1, steps}


def test_the_graph_holds_every_slope_where_an_input_is_0():
    explorer = hidden_layer.graph()
    nought = grids.places(explorer.controls["x0"]).index(0)
    (sheet,) = (
        sheet
        for sheet in grids.sheets(explorer, size=400)
        if len(sheet["step_num"]) > 1 and len(sheet["x0"]) > 1
    )
    assert nought in sheet["x0"]
    assert nought in sheet["x1"]


def test_the_places_of_a_slider_are_what_its_handle_stops_at():
    assert grids.places(slider(0.0, 0.5, 0.2)) == [0, 0.1, 0.2, 0.3, 0.4, 0.5]
    assert grids.places(log_slider(-2, 0, 0.1, 1)) == pytest.approx([0.01, 0.1, 1])


@pytest.mark.parametrize(("count", "begin", "most"), [(101, 30, 11), (61, 60, 5), (7, 3, 7)])
def test_places_are_even_and_hold_both_ends_and_the_start(count, begin, most):
    places = grids.some(count, begin, most)
    assert {0, begin, count - 1} <= set(places)
    steps = {b - a for a, b in pairwise(places[1:-1])}
    assert len(steps) <= 1
    assert len(places) <= most + 2  # the two ends may lie between


def test_more_room_makes_a_finer_table():
    explorer = start_here.fit()
    fine, coarse = (grids.sheets(explorer, size) for size in (500, 20_000))
    assert len(grids.states(fine[0])) > 4 * len(grids.states(coarse[0]))
