import base64
import io

import numpy as np
import pytest
from PIL import Image
from test_pointer import on_page, say

from gradlab import plots
from gradlab.widgets.controls import slider
from gradlab.widgets.sketch import Guess, Sketch


def falling(x):
    """The true curve: the slope of 10·x − x²."""
    return 10 - 2 * x


def sketch(truth=falling, **options):
    figure, ax = plots.figure(height=3)
    x, y = slider(0.0, 10.0, 0.0, 0.25), slider(-12.0, 12.0, 0.0, 0.5)
    options = {"reason": "It falls evenly.", **options}
    return Sketch("How steep & where?", figure, ax, truth, x=x, y=y, **options)


def move(made, **values):
    """Move sliders one after the other, as a reader does."""
    for name, value in values.items():
        made.pad.controls[name].value = value


def stroke(made, *points):
    """Draw through these points with the pointer."""
    ax = made._point.axes
    kinds = ["press", *["drag"] * (len(points) - 2), "release"]
    for kind, point in zip(kinds, points, strict=True):
        say(made.pad, kind, on_page(made.pad, ax, *point))


def press_show(made):
    (button,) = made.pad.children[0].children[0].children[2:]
    for callback in button._click_handlers.callbacks:
        callback(button)


def text(made):
    return made._line.value


def line(artist):
    return [np.asarray(values).tolist() for values in artist.get_data()]


# The curve, without a widget.


def test_a_guess_is_straight_between_the_places_that_the_pen_was_led_to():
    guess = Guess(np.linspace(0, 10, 11))
    guess.draw(2, 1.0)
    guess.draw(6, 3.0)
    assert guess(4) == 2.0
    assert guess(np.array([2.0, 3.0, 6.0])).tolist() == [1.0, 1.5, 3.0]


def test_a_guess_has_no_height_where_nothing_is_drawn():
    guess = Guess(np.linspace(0, 10, 11))
    assert np.isnan(guess(3))
    guess.draw(2, 1.0)
    guess.draw(6, 3.0)
    assert np.isnan(guess(np.array([1.0, 7.0]))).all()


@pytest.mark.parametrize("way", [1, -1])
def test_a_quick_stroke_replaces_all_that_it_passes_over(way):
    guess = Guess(np.linspace(0, 10, 11))
    for x in range(11):
        guess.draw(x, 5.0)
    guess.lift()
    for x in (3, 7)[::way]:
        guess.draw(x, 0.0)
    assert guess(np.array([2.0, 3.0, 5.0, 7.0, 8.0])).tolist() == [5, 0, 0, 0, 5]


def test_a_pen_that_is_lifted_draws_over_nothing_on_its_way():
    guess = Guess(np.linspace(0, 10, 11))
    for x in range(11):
        guess.draw(x, 5.0)
    guess.lift()
    guess.draw(2, 0.0)
    assert guess(np.arange(11.0)).tolist() == [5, 5, 0, *[5] * 8]


@pytest.mark.parametrize(
    ("places", "is_whole"),
    [((0, 10), True), ((0.5, 9.5), True), ((0.75, 10), False), ((0, 9.25), False), ((0,), False)],
)
def test_a_guess_is_whole_if_it_reaches_within_a_twentieth_of_both_ends(places, is_whole):
    guess = Guess(np.linspace(0, 10, 41))
    for x in places:
        guess.draw(x, 1.0)
    assert guess.is_whole() == is_whole


def test_an_empty_guess_is_not_whole():
    assert not Guess(np.linspace(0, 10, 41)).is_whole()


# What a reader sees.


def test_at_first_it_asks_and_neither_a_guess_nor_the_truth_is_seen():
    made = sketch()
    assert made.verdict.kind == "to do"
    assert "Draw it from x = 0 to x = 10, in the picture or with the two sliders; then" in text(
        made
    )
    assert made.guess.is_empty()
    assert line(made._true) == line(made._off) == [[], []]


def test_its_text_is_the_question_alone_and_it_stores_no_picture():
    data = sketch()._repr_mimebundle_()
    assert data["text/plain"] == "Predict. How steep & where?\n  [ a curve ]"
    assert "image/png" not in data


def test_the_sentences_before_the_truth_is_shown_do_not_tell_it():
    one, other = sketch(falling), sketch(lambda x: 0 * x + 3)
    for made in (one, other):
        stroke(made, (0, 1), (4, 7), (7, 2))
        move(made, x=8.0, y=5.0)
    assert (one.pad.sentence, text(one)) == (other.pad.sentence, text(other))
    assert one.pad.picture.foreground == other.pad.picture.foreground
    assert one.pad.picture.background == other.pad.picture.background


def test_the_pointer_draws_and_the_pen_is_where_it_was_let_go():
    made = sketch()
    stroke(made, (0, 10), (5, 0), (10, -10))
    assert line(made._drawn) == [[0, 5, 10], [10, 0, -10]]
    assert made.pad.values == {"x": 10.0, "y": -10.0}
    assert made.pad.sentence == "The pen is at x = 10, height −10."


def test_a_press_elsewhere_begins_a_new_stroke():
    made = sketch()
    stroke(made, (0, 10), (2, 6), (4, 2), (10, -10))
    stroke(made, (1, 0), (3, 0))
    assert made.guess(np.array([0.0, 1, 2, 3, 4])).tolist() == [10, 0, 0, 0, 2]


def test_a_press_beside_the_panel_draws_nothing():
    made = sketch()
    say(made.pad, "press", (0.001, 0.001))
    say(made.pad, "release", (0.001, 0.001))
    assert made.guess.is_empty()


def test_the_sliders_alone_draw_the_whole_curve():
    made = sketch()
    made.pad.controls["y"].value = 10.0
    for x in np.arange(0.25, 10.1, 0.25):
        move(made, x=float(x), y=float(np.round(2 * falling(x)) / 2))
    press_show(made)
    assert made.verdict.kind == "correct"


def test_the_slider_of_x_goes_on_from_where_the_pen_was_when_nothing_is_drawn():
    made = sketch()
    move(made, x=4.0)
    assert line(made._drawn) == [[0, 4], [0, 0]]


def test_going_back_with_the_slider_of_x_spoils_nothing_and_y_follows_the_curve():
    made = sketch()
    stroke(made, (0, 10), (5, 0), (10, -10))
    for x in (9.0, 7.5, 0.0, 2.5):
        move(made, x=x)
        assert line(made._drawn) == [[0, 5, 10], [10, 0, -10]]
        assert made.pad.values == {"x": x, "y": falling(x)}
    move(made, y=6.0)
    assert line(made._drawn) == [[0, 2.5, 5, 10], [10, 6, 0, -10]]


def test_after_going_back_the_slider_of_x_goes_on_at_the_end_and_spoils_nothing():
    made = sketch()
    stroke(made, (0, 10), (3, 4), (6, -2))
    move(made, x=2.0, y=0.0)
    move(made, x=6.0)
    move(made, x=6.25)
    assert line(made._drawn) == [[0, 2, 3, 6, 6.25], [10, 0, 4, -2, -2]]


def test_the_slider_that_follows_sends_nothing_back_before_and_after_a_press():
    made = sketch()
    assert not made.pad.controls["y"].continuous_update
    stroke(made, (0, 10), (5, 0), (10, -10))
    assert not made.pad.controls["y"].continuous_update
    assert made.pad.controls["x"].continuous_update


def test_a_move_of_a_slider_that_the_curve_does_not_follow_is_one_picture():
    made, drawn = sketch(), []
    stroke(made, (0, 10), (5, 0), (10, -10))
    made.pad.picture.observe(drawn.append, "foreground")
    move(made, x=7.5)
    assert len(drawn) == 1


def test_show_asks_for_the_missing_part_before_it_shows_anything():
    made = sketch()
    press_show(made)
    assert str(made.verdict) == "○ To do. Draw it from x = 0 to x = 10 first: a part is missing."
    stroke(made, (0, 10), (5, 0))
    press_show(made)
    assert made.verdict.kind == "to do"
    assert line(made._true) == [[], []]


def test_show_says_where_the_curve_is_off_most_and_by_how_much():
    made = sketch()
    stroke(made, (0, 10), (2.5, 9), (5, 0), (10, -10))
    press_show(made)
    assert str(made.verdict) == (
        "✗ Not yet. Your curve is off most at x = 2.5, by 4: you drew 9, and it is 5; "
        "up to 2.4 counts as right. It falls evenly."
    )
    assert line(made._off) == [[2.5, 2.5], [9, 5]]


def test_the_guess_stays_dashed_when_the_truth_appears_over_it():
    made = sketch()
    stroke(made, (0, 10), (2.5, 9), (5, 0), (10, -10))
    press_show(made)
    assert line(made._drawn) == [[0, 2.5, 5, 10], [10, 9, 0, -10]]
    assert made._drawn.is_dashed()
    across, up = made._true.get_data()
    assert up == pytest.approx(falling(across))


@pytest.mark.parametrize(("off", "kind"), [(2.0, "correct"), (2.5, "not yet")])
def test_a_curve_that_is_off_by_less_than_a_tenth_of_the_panel_is_right(off, kind):
    made = sketch()  # the panel is 24 high
    stroke(made, (0, 10 - off), (10, -10 - off))
    press_show(made)
    assert made.verdict.kind == kind


def test_the_lesson_may_ask_for_more():
    made = sketch(near=0.02)
    stroke(made, (0, 9.5), (10, -10.5))
    press_show(made)
    assert made.verdict.kind == "not yet"
    assert "up to 0.48 counts as right" in made.verdict.reason


def test_of_a_curve_that_begins_a_little_late_the_drawn_part_is_judged():
    made = sketch()
    stroke(made, (0.5, 9), (9.5, -9))
    press_show(made)
    assert made.verdict.kind == "correct"


def test_the_rounding_of_a_slider_is_not_told_as_an_error():
    made = sketch()
    stroke(made, (0, 10), (10, -10))
    move(made, x=4.0, y=2.0000000000000036)  # as the browser sends it
    press_show(made)
    assert "off most at x = 0, by 0:" in made.verdict.reason


def test_after_show_the_pen_reads_both_curves_and_draws_no_more():
    made = sketch()
    stroke(made, (0, 8), (10, -8))
    press_show(made)
    verdict = made.verdict
    move(made, x=5.0, y=9.0)
    stroke(made, (2, 11), (5, 11))
    move(made, x=2.5)
    assert line(made._drawn) == [[0, 10], [8, -8]]
    assert made.pad.sentence == "At x = 2.5 you drew 4, and it is 5."
    assert made.pad.values == {"x": 2.5, "y": 4.0}
    assert made.verdict is verdict


def test_reset_begins_anew():
    made = sketch()
    first = made.pad.sentence, made.pad.picture.foreground, text(made)
    stroke(made, (0, 8), (10, -8))
    press_show(made)
    say(made.pad, "reset")
    assert (made.pad.sentence, made.pad.picture.foreground, text(made)) == first
    assert made.guess.is_empty()
    stroke(made, (0, 10), (10, -10))
    press_show(made)
    assert made.verdict.kind == "correct"


def test_what_the_lesson_draws_follows_the_pen():
    places = []
    made = sketch(follow=places.append)
    move(made, x=4.0)
    assert places[-1] == 4.0


def test_a_true_curve_may_be_one_number_everywhere():
    made = sketch(lambda x: 2.0)
    stroke(made, (0, 2), (10, 2))
    press_show(made)
    assert made.verdict.kind == "correct"


@pytest.mark.parametrize("truth", [lambda x: 3 * x, lambda x: np.where(x == 5, np.nan, x)])
def test_a_true_curve_that_cannot_be_drawn_is_refused(truth):
    with pytest.raises(ValueError, match="y must reach all of the true curve"):
        sketch(truth)


def test_its_picture_shows_the_guess_and_the_gap():
    made = sketch()
    stroke(made, (0, 10), (2.5, 9), (5, 0), (10, -10))
    before = made.pad._repr_mimebundle_()[0]["image/png"]
    press_show(made)
    after = made.pad._repr_mimebundle_()[0]["image/png"]
    one, other = (pixels(png) for png in (before, after))
    assert (one != other).any(axis=-1).mean() > 0.001  # a line of one pixel across is more


def pixels(png):
    data = png if isinstance(png, bytes) else base64.b64decode(png)
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
