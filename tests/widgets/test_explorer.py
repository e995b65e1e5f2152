import gc
import sys

import ipywidgets
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from shown import shown

from gradlab import plots
from gradlab.widgets.controls import log_slider, slider
from gradlab.widgets.explorer import Explorer


def dot_explorer(f=np.sin, **options):
    """An explorer as small as can be: a dot that follows x and k."""
    figure, ax = plots.figure(height=3)
    ax.set(xlim=(0, 10), ylim=(-1, 1))
    dot = plots.moving_point(ax)

    def update(x, k):
        dot.set_data([x], [f(x) / k])
        return f"x = {x:.1f}, k = {k}"

    options.setdefault("drag", {ax: ("x", None)})
    return Explorer(figure, update, {"x": slider(0, 10, 2.0), "k": slider(1, 5, 1, 1)}, **options)


def pictures(explorer):
    return shown(explorer)[1:]


def widgets_alive():
    return ipywidgets.widgets.widget._instances


def press(button):
    """As Button.click(), which would swallow an exception."""
    for callback in button._click_handlers.callbacks:
        callback(button)


def buttons(explorer):
    row = explorer.children[0].children[0].children[-1]
    return dict(zip(("play", "back", "step"), row.children, strict=True))


def test_it_starts_with_the_picture_and_the_sentence_of_its_first_values():
    explorer = dot_explorer()
    assert explorer.sentence == "x = 2.0, k = 1"
    background, foreground = pictures(explorer)
    assert background.startswith(b"\x89PNG")
    assert foreground.startswith("<?xml")


def test_a_slider_that_moves_changes_the_sentence_and_the_foreground_alone():
    explorer = dot_explorer()
    background, foreground = pictures(explorer)
    explorer.controls["x"].value = 3.0
    assert explorer.sentence == "x = 3.0, k = 1"
    assert pictures(explorer)[0] == background
    assert pictures(explorer)[1] != foreground


def test_the_same_position_gives_the_same_pictures():
    explorer = dot_explorer()
    before = pictures(explorer)
    explorer.move(x=7.0)
    explorer.move(x=2.0)
    assert pictures(explorer) == before


def test_a_change_of_what_stands_still_sends_the_background_again():
    explorer = dot_explorer()
    background, _ = pictures(explorer)
    explorer.scene.figure.axes[0].set_ylim(-2, 2)
    explorer.move(x=3.0)
    assert pictures(explorer)[0] != background


def test_a_background_that_failed_is_drawn_at_the_next_move(monkeypatch):
    def interrupted(*_args, **_options):
        raise KeyboardInterrupt

    explorer = dot_explorer()
    background, _ = pictures(explorer)
    explorer.scene.figure.axes[0].set_ylim(-2, 2)
    with monkeypatch.context() as patch:
        patch.setattr(FigureCanvasAgg, "draw", interrupted)
        with pytest.raises(KeyboardInterrupt):
            explorer.move(x=3.0)
    explorer.move(x=4.0)
    assert pictures(explorer)[0] != background


def test_several_controls_move_in_one_drawing():
    explorer = dot_explorer()
    drawn = []
    explorer.picture.observe(drawn.append, "foreground")
    explorer.move(x=5.0, k=3)
    assert explorer.sentence == "x = 5.0, k = 3"
    assert len(drawn) == 1


def test_sliders_follow_while_they_are_dragged():
    assert all(control.continuous_update for control in dot_explorer().controls.values())


def test_controls_are_named_as_the_arguments_of_update():
    assert [control.description for control in dot_explorer().controls.values()] == ["x", "k"]


def test_a_slider_of_whole_numbers_is_whole():
    assert isinstance(slider(0, 10, 3, 1), ipywidgets.IntSlider)
    assert isinstance(slider(0, 10, 3, 0.5), ipywidgets.FloatSlider)


def test_a_log_slider_runs_over_powers_of_ten():
    h = log_slider(-16, -1, 1e-4)
    assert (h.base**h.min, h.base**h.max, h.value) == pytest.approx((1e-16, 0.1, 1e-4))


def test_the_mimebundle_has_the_live_view_the_still_picture_and_the_sentence():
    data, metadata = dot_explorer()._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/plain"] == "x = 2.0, k = 1"
    assert data["image/png"].startswith(b"\x89PNG")
    assert metadata["image/png"] == {"width": 586, "alt": "x = 2.0, k = 1"}


def test_the_still_picture_leaves_the_live_one_as_it_was():
    explorer = dot_explorer()
    before = pictures(explorer)
    explorer._repr_mimebundle_()
    explorer.move(x=3.0)
    explorer.move(x=2.0)
    assert pictures(explorer) == before


def test_the_still_picture_shows_what_moves():
    explorer = dot_explorer()
    first = explorer._repr_mimebundle_()[0]["image/png"]
    explorer.move(x=8.0)
    assert explorer._repr_mimebundle_()[0]["image/png"] != first


def test_two_of_a_kind_do_not_disturb_each_other():
    one, other = dot_explorer(), dot_explorer()
    before = (other.sentence, *pictures(other))
    one.move(x=9.0, k=5)
    assert (other.sentence, *pictures(other)) == before


def test_an_error_of_the_readers_f_shows_in_one_line_and_is_raised():
    def inverse(x):
        return 1 / (x - 4)

    explorer = dot_explorer(inverse)
    before = pictures(explorer)
    with pytest.raises(ZeroDivisionError):
        explorer.controls["x"].value = 4.0
    assert explorer.picture.kind == "error"
    assert explorer.picture.sentence.startswith("⚠ ZeroDivisionError: ")
    assert pictures(explorer) == before
    assert explorer.sentence == "x = 2.0, k = 1"


def test_after_an_error_the_next_good_position_is_shown():
    def inverse(x):
        return 1 / (x - 4)

    explorer = dot_explorer(inverse)
    with pytest.raises(ZeroDivisionError):
        explorer.move(x=4.0)
    explorer.move(x=5.0)
    assert explorer.sentence == "x = 5.0, k = 1"
    assert explorer.picture.sentence == "x = 5.0, k = 1"
    assert explorer.picture.kind == "shows"


def test_the_picture_gets_a_sentence_as_it_is_and_makes_no_html_of_it():
    def angry(x):
        raise ValueError("a < b & <script>")

    explorer = dot_explorer()
    explorer.scene._update = lambda x, k: angry(x)
    with pytest.raises(ValueError, match="script"):
        explorer.move(x=1.0)
    assert explorer.picture.sentence == "⚠ ValueError: a < b & <script>"


def test_without_steps_there_are_no_buttons():
    aside = dot_explorer().children[0].children[0]
    assert [type(child) for child in aside.children] == [
        ipywidgets.FloatSlider,
        ipywidgets.IntSlider,
    ]


def test_step_goes_one_step_and_stops_at_the_end():
    explorer = dot_explorer(steps="k")
    press(buttons(explorer)["step"])
    assert explorer.sentence == "x = 2.0, k = 2"
    explorer.move(k=5)
    press(buttons(explorer)["step"])
    assert explorer.sentence == "x = 2.0, k = 5"


def test_reset_brings_every_control_back_and_stops_playing():
    explorer = dot_explorer(steps="k")
    explorer.move(x=9.0, k=4)
    buttons(explorer)["play"].playing = True
    explorer.picture._handle_custom_msg({"kind": "reset", "view": "a"}, [])
    assert explorer.sentence == "x = 2.0, k = 1"
    assert not buttons(explorer)["play"].playing


def test_play_counts_over_the_range_of_its_slider():
    play = buttons(dot_explorer(steps="k"))["play"]
    assert (play.min, play.max, play.step, play.show_repeat) == (1, 5, 1, False)


def test_moves_make_no_new_widgets_and_open_no_figures():
    explorer = dot_explorer(steps="k")
    before = set(widgets_alive())
    for x in np.linspace(0, 10, 50):
        explorer.move(x=x)
        press(buttons(explorer)["step"])
    assert set(widgets_alive()) == before
    assert "matplotlib.pyplot" not in sys.modules


def renderers():
    """Count the pictures in memory, those of other tests too."""
    gc.collect()
    return sum(isinstance(thing, RendererAgg) for thing in gc.get_objects())


def test_it_does_not_hold_on_to_the_pixels_of_its_pictures():
    before = renderers()
    explorer = dot_explorer()
    explorer._repr_mimebundle_()
    assert renderers() <= before


def test_play_starts_where_its_slider_is():
    figure, ax = plots.figure()
    dot = plots.moving_point(ax)
    update = lambda n: dot.set_data([n], [0]) or f"{n}"  # noqa: E731
    counting = Explorer(figure, update, {"n": slider(0, 100, 30, 1)}, steps="n")
    assert buttons(counting)["play"].value == 30


def test_play_stops_when_it_is_shown_nowhere():
    play = buttons(dot_explorer(steps="k"))["play"]
    play._view_count = 1
    play.playing = True
    play._view_count = 0
    assert not play.playing


def test_an_error_in_drawing_shows_too():
    explorer = dot_explorer()
    (dot,) = explorer.scene._moving
    explorer.scene._update = lambda x, k: dot.set_data([[1, 2]], [[1], [2], [3]]) or "."
    with pytest.raises(ValueError, match="shape"):
        explorer.move(x=3.0)
    assert explorer.picture.kind == "error"
    assert explorer.sentence == "x = 2.0, k = 1"


def test_a_place_where_f_has_no_value_is_a_gap_and_not_a_warning():
    explorer = dot_explorer(np.sqrt)
    explorer.scene._update = lambda x, k: f"{np.log(-x):.1f}"
    explorer.move(x=3.0)
    assert explorer.sentence == "nan"
