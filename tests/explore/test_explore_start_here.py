import itertools

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from gradlab.data import DECADES, SECONDS, line_loss
from gradlab.explore import start_here
from gradlab.plots import start_here as draw


def moving(explorer, axes, **traits):
    """Return the one line that moves in these Axes and has these traits."""
    own = [line for line in explorer.scene.figure.axes[axes].lines if line.get_animated()]
    (found,) = [
        line for line in own if all(getattr(line, f"get_{t}")() == v for t, v in traits.items())
    ]
    return found


def number(explorer):
    """Return the number above the bar."""
    (text,) = [text for text in explorer.scene.figure.axes[1].texts if text.get_animated()]
    return text


def test_the_bar_its_number_and_the_sentence_say_the_loss_of_the_line():
    explorer = start_here.fit(w=-0.1, b=11.0)
    loss = line_loss([-0.1, 11.0], DECADES, SECONDS)
    assert moving(explorer, 1).get_xydata()[:, 1].tolist() == [0, loss]
    assert number(explorer).get_text() == f"{loss:.4f}"
    assert explorer.sentence.startswith(f"With w = −0.100 and b = 11.00 the loss is {loss:.4f}.")


def test_a_loss_beyond_the_bar_fills_it_and_says_its_number_inside_the_picture():
    explorer = start_here.fit(w=0.05, b=12.5)
    assert moving(explorer, 1).get_xydata()[:, 1].tolist() == [0, draw.MOST]
    assert float(number(explorer).get_text()) == pytest.approx(7.0, abs=0.01)  # the worst stop
    figure = explorer.scene.figure
    assert number(explorer).get_window_extent(FigureCanvasAgg(figure).get_renderer()).y1 <= (
        figure.bbox.y1
    )


def test_the_ring_is_where_the_line_is_in_1896():
    explorer = start_here.fit(w=-0.2, b=11.5)
    assert moving(explorer, 0, marker="o").get_xydata().tolist() == [[0, 11.5]]


def test_a_press_lays_the_line_at_its_height_and_leaves_w():
    explorer = start_here.fit(w=-0.1)
    points = explorer.scene.figure.axes[0]
    there = points.transData.transform((6, 11.0))
    across, up = explorer.scene.figure.transFigure.inverted().transform(there)
    explorer._pointer.press(across, 1 - up)
    explorer._pointer.release(across, 1 - up)
    assert explorer.values == {"w": -0.1, "b": 11.0}


def stops(control):
    return np.round(np.arange(control.min, control.max + control.step / 2, control.step), 3)


def test_the_challenge_is_met_where_the_loss_is_below_its_goal_and_nowhere_else():
    explorer = start_here.fit()
    every = itertools.product(*(stops(control) for control in explorer.controls.values()))
    near = [wb for wb in every if abs(line_loss(wb, DECADES, SECONDS) - 0.06) < 0.01]
    for w, b in near:
        explorer.move(w=w, b=b)
        is_below = line_loss([w, b], DECADES, SECONDS) < 0.06
        assert explorer.sentence.endswith(" Challenge met.") == is_below
    # Few of the 3721 stops, and yet more than one b.
    met = [wb for wb in near if line_loss(wb, DECADES, SECONDS) < 0.06]
    assert len(met) == 33
    assert len({b for _, b in met}) > 3


def test_the_prediction_is_right_about_the_line_and_its_points():
    # Each of its reasons: all points lie above the line, and the best b is higher.
    assert np.all(SECONDS > 10.28 - 0.1 * DECADES)
    assert SECONDS.mean() == pytest.approx(10.28, abs=0.005)  # it is given to two decimals
    assert (SECONDS + 0.1 * DECADES).mean() > 10.9
