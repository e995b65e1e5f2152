import pytest
from ipywidgets import Dropdown

from gradlab import plots
from gradlab.widgets.controls import log_slider, nearest, slider
from gradlab.widgets.explorer import Explorer
from gradlab.widgets.pointer import Pointer


def plane(**controls):
    """Two Axes above each other: the upper moves x and y, the lower x alone."""
    figure, (upper, lower) = plots.figure(2)
    upper.set(xlim=(0, 10), ylim=(-1, 1))
    lower.set(xlim=(0, 10), ylim=(-1, 1))
    dot = plots.moving_point(upper)

    def update(x, y):
        dot.set_data([x], [y])
        return f"({x:.1f}, {y:.2f})"

    controls = {"x": slider(0, 10, 2.0), "y": slider(-1.0, 1.0, 0.0, 0.01), **controls}
    explorer = Explorer(figure, update, controls, drag={upper: ("x", "y"), lower: ("x", None)})
    return explorer, explorer._pointer, upper, lower


def on_page(explorer, ax, x, y):
    """Where a point of the data lies, in shares of the picture from its upper left."""
    across, up = explorer.scene.figure.transFigure.inverted().transform(
        ax.transData.transform((x, y))
    )
    return across, 1 - up


def say(explorer, kind, place=(None, None)):
    """Send a message as the browser does."""
    message = dict(zip("xy", place, strict=True), kind=kind, view="a")
    explorer.picture._handle_custom_msg(message, [])


def test_a_press_moves_both_controls_to_the_place():
    explorer, pointer, upper, _ = plane()
    pointer.press(*on_page(explorer, upper, 7.3, 0.25))
    assert explorer.sentence == "(7.3, 0.25)"


def test_a_press_moves_only_the_controls_of_its_axes():
    explorer, pointer, _, lower = plane()
    pointer.press(*on_page(explorer, lower, 4.0, 0.9))
    assert explorer.sentence == "(4.0, 0.00)"


def test_a_press_may_also_choose_a_value_for_a_control_that_no_place_moves():
    figure, (left, right) = plots.figure(1, 2)
    dot = plots.moving_point(left)

    def update(x, f):
        dot.set_data([x], [0.5])
        return f"{f} at {x:.1f}"

    controls = {"x": slider(0.0, 1.0, 0.5), "f": Dropdown(options=["bowl", "saddle"])}
    places = {left: ("x", None, {"f": "bowl"}), right: ("x", None, {"f": "saddle"})}
    explorer = Explorer(figure, update, controls, drag=places)
    explorer._pointer.press(*on_page(explorer, right, 0.8, 0.5))
    assert explorer.sentence == "saddle at 0.8"
    explorer._pointer.release(*on_page(explorer, right, 0.2, 0.5))
    assert explorer.sentence == "saddle at 0.2"


def test_while_it_is_dragged_a_slider_sends_no_echo_to_the_kernel():
    explorer, pointer, _, lower = plane()
    x, y = explorer.controls.values()
    pointer.press(*on_page(explorer, lower, 4.0, 0.9))
    assert (x.continuous_update, y.continuous_update) == (False, True)
    pointer.release(*on_page(explorer, lower, 5.0, 0.9))
    assert x.continuous_update


def test_a_press_beside_the_axes_moves_nothing():
    explorer, pointer, upper, _ = plane()
    pointer.press(0.001, 0.001)
    assert explorer.sentence == "(2.0, 0.00)"
    pointer.drag(*on_page(explorer, upper, 5, 0.5))
    assert explorer.sentence == "(2.0, 0.00)"


def test_a_drag_follows_until_the_button_is_let_go():
    explorer, pointer, upper, _ = plane()
    pointer.press(*on_page(explorer, upper, 2, 0))
    pointer.drag(*on_page(explorer, upper, 5, 0.5))
    assert explorer.sentence == "(5.0, 0.50)"
    pointer.release(*on_page(explorer, upper, 6, 0.6))
    assert explorer.sentence == "(6.0, 0.60)"
    pointer.drag(*on_page(explorer, upper, 8, -0.5))
    assert explorer.sentence == "(6.0, 0.60)"


def test_a_release_without_a_press_moves_nothing():
    explorer, pointer, upper, _ = plane()
    pointer.release(*on_page(explorer, upper, 6, 0.6))
    assert explorer.sentence == "(2.0, 0.00)"


def test_a_drag_out_of_the_axes_stops_at_the_ends_of_the_sliders():
    explorer, pointer, upper, _ = plane()
    pointer.press(*on_page(explorer, upper, 9, 0.9))
    pointer.drag(20, -20)
    assert explorer.sentence == "(10.0, 1.00)"


def test_the_browser_says_press_drag_release():
    explorer, _, upper, _ = plane()
    for kind, x in (("press", 3), ("drag", 4), ("release", 5), ("drag", 6)):
        say(explorer, kind, on_page(explorer, upper, x, 0))
        assert explorer.sentence == f"({min(x, 5):.1f}, 0.00)"


def test_a_press_whose_release_was_lost_is_let_go_by_the_next():
    explorer, pointer, upper, lower = plane()
    pointer.press(*on_page(explorer, upper, 3, 0.5))
    pointer.press(*on_page(explorer, lower, 4, 0.9))
    assert explorer.controls["y"].continuous_update
    pointer.release(*on_page(explorer, lower, 5, 0.9))
    assert all(control.continuous_update for control in explorer.controls.values())


def test_the_areas_are_where_a_press_takes_hold():
    explorer, _, upper, lower = plane()
    for ax, (left, top, width, height) in zip((upper, lower), explorer.picture.areas, strict=True):
        corners = on_page(explorer, ax, 0, 1), on_page(explorer, ax, 10, -1)
        # 1e-4: they are rounded to four decimals, a twentieth of a pixel.
        assert (left, top) == pytest.approx(corners[0], abs=1e-4)
        assert (left + width, top + height) == pytest.approx(corners[1], abs=1e-4)


def test_without_places_to_drag_there_are_no_areas_and_a_press_moves_nothing():
    figure, ax = plots.figure()
    dot = plots.moving_point(ax)

    def update(x):
        dot.set_data([x], [x])
        return f"{x}"

    explorer = Explorer(figure, update, {"x": slider(0, 1, 0.5)})
    assert explorer.picture.areas == []
    say(explorer, "press", (0.5, 0.5))
    assert explorer.sentence == "0.5"


@pytest.mark.parametrize(
    ("control", "value", "expected"),
    [
        (slider(0, 20, 5.0), 5.26, 5.3),
        (slider(0, 20, 5.0), -3.0, 0.0),
        (slider(0, 20, 5.0), 99.0, 20.0),
        (slider(1, 9, 3, 2), 6.2, 7),
        (log_slider(-4, 1, 1.0), 0.0123, 10**-1.9),
        (log_slider(-4, 1, 1.0), 1e-9, 1e-4),
    ],
)
def test_nearest_is_a_position_that_the_slider_has(control, value, expected):
    found = nearest(control, value)
    assert found == pytest.approx(expected, rel=1e-12)  # exact but for the power's rounding
    assert type(found) is type(control.value)


def test_a_press_on_a_log_axis_is_read_on_that_axis():
    figure, ax = plots.figure()
    ax.set(xscale="log", xlim=(1e-6, 1), ylim=(0, 1))
    dot = plots.moving_point(ax)

    def update(h):
        dot.set_data([h], [0.5])
        return f"h = {h:.1e}"

    explorer = Explorer(figure, update, {"h": log_slider(-6, 0, 1.0)}, drag={ax: ("h", None)})
    explorer._pointer.press(*on_page(explorer, ax, 1e-3, 0.5))
    assert explorer.sentence == "h = 1.0e-03"


def test_the_pointer_belongs_to_its_own_explorer():
    one, pointer, upper, _ = plane()
    other, *_ = plane()
    pointer.press(*on_page(one, upper, 9, 0))
    assert other.sentence == "(2.0, 0.00)"
    assert isinstance(pointer, Pointer)
