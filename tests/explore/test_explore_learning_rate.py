"""What the explorers of lesson 05 say and draw at named positions."""

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from shown import moved

from gradlab import descent_path, numerical_gradient
from gradlab.explore import learning_rate
from gradlab.functions import bowl, long_bowl, plateau, saddle, turned_bowl
from gradlab.origins import ORIGINS
from gradlab.outcomes import ARRIVES, CRAWLS, FLIPS, FREEZES, RUNS_AWAY
from gradlab.plots import learning_rate as draw

EPS = np.finfo(float).eps
MAPS = learning_rate.MANY_RUNS


def lines(explorer, axes):
    """Return the data of the lines that move in one of the Axes, in the order of their making."""
    return [
        np.transpose(line.get_data())
        for line in explorer.scene.figure.axes[axes].lines
        if line.get_animated()
    ]


@pytest.mark.parametrize(
    ("lr", "regime"),
    [
        (0.01, "crawls."),
        (0.1, "closes in well."),
        (0.5, "arrives in one jump."),
        (0.8, "closes in well from side to side."),
        (0.97, "crawls from side to side."),
        (1.0, "flips for ever."),
        (1.01, "runs away."),
    ],
)
def test_each_learning_rate_is_named_by_its_regime(lr, regime):
    assert f"the descent {regime}" in moved(learning_rate.regimes, lr=lr).sentence


def test_f_after_twenty_steps_is_what_the_factor_says():
    assert f"f is {25 * 0.8**40:.4g}." in learning_rate.regimes().sentence


def test_a_start_in_the_minimum_is_called_so():
    sentence = moved(learning_rate.regimes, x0=0.0, x1=0.0, lr=1.2).sentence
    assert sentence == "lr = 1.20: the start is the minimum, and no step leaves it."


@pytest.mark.parametrize("lr", [0.01, 0.1, 0.3, 0.8, 1.0, 1.2])
def test_the_dots_lie_on_the_predicted_line(lr):
    predicted, measured = lines(moved(learning_rate.regimes, lr=lr), 1)
    assert len(measured) == 21
    # A gradient is off by eps·f/h, at most 1e-11 of x near the start; each of 20 steps adds to it,
    # and the smallest x here is 1e-8 of the start's.
    np.testing.assert_allclose(measured, predicted, rtol=1e-3 if lr == 0.3 else 1e-7)


def test_the_strip_ends_a_regime_where_the_sentence_names_another():
    explorer = learning_rate.regimes()
    said = {"crawls": CRAWLS, "closes in well": ARRIVES, "runs away": RUNS_AWAY}
    strip = explorer.scene.figure.axes[2]
    colors = [tuple(color) for color in strip.collections[0].get_array()[0]]
    for lr in np.arange(1, 121) / 100:
        if lr in (0.05, 0.5, 0.95, 1.0):  # a border: the jump, the flip, and a factor of ±0.9
            continue
        explorer.move(lr=lr)
        (outcome,) = (its for word, its in said.items() if word in explorer.sentence)
        band = np.searchsorted(learning_rate.REGIMES, lr) - 1
        assert colors[band] == to_rgba(draw.COLORS[outcome])
        assert lines(explorer, 2)[0].tolist() == [[lr, 0.5]]


def test_in_the_long_bowl_each_mark_stands_on_its_coordinates_line():
    explorer = moved(learning_rate.zigzag, lr=0.8)
    points = [line[0] for line in lines(explorer, 1)[:2]]
    still = {line.get_label(): line for line in explorer.scene.figure.axes[1].lines}
    for (lr, size), name in zip(points, ("$x_0$", "$x_1$"), strict=True):
        assert lr == 0.8
        # The lines are straight between their points; both sides are rounded once or twice.
        assert size == pytest.approx(np.interp(lr, *still[name].get_data()), abs=4 * EPS)


def test_the_two_dashed_lines_stand_where_the_factors_cross_and_where_the_steeper_is_minus_one():
    explorer = moved(learning_rate.zigzag, lr=0.95)
    edge = explorer.scene.figure.axes[1].lines[2].get_xdata()[0]
    best = lines(explorer, 1)[2][0, 0]
    flat, steep = 1 - np.array([best, edge])[:, None] * [0.1, 2.0]
    assert flat[0] == pytest.approx(-flat[1], abs=4 * EPS)  # two roundings on each side
    assert steep[1] == -1


def test_the_curvatures_are_those_of_the_long_bowl():
    at, beside = (long_bowl.gradient(x) for x in ([1.0, 1.0], [2.0, 2.0]))
    assert learning_rate.CURVATURES.tolist() == pytest.approx((beside - at).tolist(), abs=EPS)


def test_the_challenge_is_met_below_the_best_learning_rate_and_not_at_the_start():
    assert "hallenge" not in learning_rate.zigzag().sentence
    explorer, met = learning_rate.zigzag(), []
    for lr in range(1, 111):
        explorer.move(lr=lr / 100)
        if " Challenge met." in explorer.sentence:
            met.append(lr)
    assert met == list(range(84, 96))


def test_the_best_learning_rate_is_marked_only_where_the_challenge_is_met():
    explorer = learning_rate.zigzag()
    for lr, is_met in ((0.3, False), (0.84, True), (0.95, True), (1.0, False)):
        explorer.move(lr=lr)
        assert (" Challenge met." in explorer.sentence) is is_met
        assert [len(part) > 0 for part in lines(explorer, 1)[2:]] == [is_met, is_met]


def test_after_45_steps_a_neighbour_is_ahead_of_the_best_learning_rate_and_later_it_is_not():
    # In 45 steps the start and the weights of x0 and x1 in f still count; in 500 the factors alone.
    rates = (0.94, 2 / learning_rate.CURVATURES.sum())
    for steps, ahead in zip((45, 500), rates, strict=True):
        ends = [
            descent_path(long_bowl, [-7, 2], lr, steps, grad=long_bowl.gradient)[-1] for lr in rates
        ]
        assert rates[np.argmin([long_bowl(end) for end in ends])] == ahead


def test_the_challenge_is_only_met_from_its_own_start():
    sentence = moved(learning_rate.zigzag, lr=0.5, x0=-0.1, x1=0.0).sentence
    assert "hallenge" not in sentence


def test_x1_flips_for_ever_on_the_long_bowl_at_its_edge_alone():
    assert "x1 has −1.00 and flips for ever." in moved(learning_rate.zigzag, lr=1.0).sentence
    for lr in (0.99, 1.01):
        assert "flips" not in moved(learning_rate.zigzag, lr=lr).sentence


def test_the_second_challenge_takes_an_x1_that_moves():
    assert "hallenge" not in moved(learning_rate.zigzag, lr=1.0, x1=0.0).sentence


@pytest.mark.parametrize(
    ("lr", "flat", "steep"),
    [(0.5, "0.50", "−0.50"), (0.66, "0.34", "−0.98"), (0.67, "0.33", "−1.01")],
)
def test_the_turned_bowl_has_the_factors_of_its_own_axes(lr, flat, steep):
    explorer = moved(learning_rate.turned, lr=lr)
    assert f"along (1, −1) is {flat}, and along (1, 1) it is {steep}." in explorer.sentence
    marks = np.array([line[0] for line in lines(explorer, 1)])
    assert marks[:, 1] == pytest.approx(np.abs([1 - lr, 1 - 3 * lr]), abs=8 * EPS)


def test_a_run_on_the_flat_axis_of_the_turned_bowl_closes_in_beyond_the_edge():
    explorer = moved(learning_rate.turned, lr=0.9, x0=-3.0, x1=3.0)
    # (1 - 0.9)^20·3 is 3e-20. Rounding, 1e-12 in the slopes, grows by 1.7 a step across the axis.
    assert abs(lines(explorer, 0)[0][-1]).max() < 1e-12 * 1.7**20


def test_the_curvatures_along_x0_and_x1_do_not_tell_the_edge_of_the_turned_bowl():
    along = [turned_bowl.gradient(e)[k] for k, e in enumerate(np.eye(2))]
    assert along == [2, 2]
    for lr, ends in ((0.66, "1.3e-02"), (0.7, "1.4e+08")):
        end = descent_path(turned_bowl, [-3, 4], lr, grad=turned_bowl.gradient)[-1]
        assert f"{turned_bowl(end):.1e}" == ends


@pytest.mark.parametrize("name", ORIGINS)
@pytest.mark.parametrize("share", [1.0, 1.05])
def test_at_the_edge_and_beyond_the_line_never_comes_near(name, share):
    sentence = moved(learning_rate.origins, x=name, share=share).sentence
    assert "the run never comes near the least loss." in sentence


@pytest.mark.parametrize("name", ORIGINS)
def test_the_line_over_the_years_is_that_of_w_and_b_and_its_ring_is_b_where_x_is_0(name):
    explorer = moved(learning_rate.origins, x=name, share=0.9, step_num=5)
    origin = ORIGINS[name]
    w, b = lines(explorer, 0)[0][-1]
    _, line, ring = lines(explorer, 1)
    # Numbers near 10 over numbers near 13: a few roundings of 2e-15.
    assert np.diff(line[:, 1]) / np.diff(line[:, 0]) == pytest.approx(w / origin.unit, abs=1e-14)
    assert np.interp(origin.since, *line.T) == pytest.approx(b, abs=1e-14)
    assert ring.tolist() == [[origin.since, b]]


@pytest.mark.parametrize("name", MAPS)
def test_a_cell_of_the_map_is_the_run_that_descent_makes(name):
    runs = MAPS[name]
    for d, near in ((1.0, 0.1), (1e-2, 10.0), (1e6, 0.5), (1e14, 1.0)):
        lr = learning_rate.RATES[np.argmin(abs(learning_rate.RATES - near))]
        way, heights, _ = runs.at(d, lr)
        start = runs.low + d * (np.array(runs.start) - runs.low)
        path = descent_path(runs.f, start, lr, learning_rate.RUN_STEPS)
        np.testing.assert_array_equal(way, (path - runs.low) / d)
        np.testing.assert_array_equal(heights, runs.f(path.T) - runs.f(runs.low))


def marks(name):
    """Return the marks of a map by their cells, (d, lr): what is written in the picture."""
    explorer = learning_rate.outcomes(f=name)  # what stands still is drawn
    above = explorer.scene.figure.axes[2]
    written = [(*text.xy, text.get_text()) for text in above.texts]
    for line in above.lines:
        if not line.get_animated():
            written += [(*place, line.get_marker().strip("$")) for place in line.get_xydata()]
    return {(float(f"{d:.3g}"), float(f"{lr:.3g}")): mark for lr, d, mark in written}


def test_the_map_of_the_round_bowl_has_every_outcome_where_the_lesson_says():
    found = marks("x0² + x1²")
    assert len(found) == learning_rate.RATES.size * learning_rate.DISTANCES.size
    assert found[1, 0.1] == "23"  # 5·0.8^k is below the root of 0.001 from k = 22.7 on
    assert found[1, 0.501] == "1"
    assert found[1, 0.0158] == draw.MARKS[CRAWLS]
    assert found[1, 1.26] == draw.MARKS[RUNS_AWAY]
    assert found[1, 10] == draw.MARKS[FREEZES]
    flipping = {(d, lr) for (d, lr), mark in found.items() if mark == draw.MARKS[FLIPS]}
    assert flipping == {(d, 1) for d in learning_rate.DISTANCES[:7]}
    assert {found[d, lr] for d, lr in found if d >= 1e12} == {draw.MARKS[FREEZES]}


def test_no_column_flips_on_the_turned_bowl_and_its_edge_is_where_the_lesson_says():
    found = marks("x0² + x0·x1 + x1²")
    assert draw.MARKS[FLIPS] not in found.values()
    assert found[1, 0.631].isdigit()
    assert found[1, 0.794] == draw.MARKS[RUNS_AWAY]


def test_more_cells_arrive_the_rounder_the_valley_is():
    counts = [sum(mark.isdigit() for mark in marks(name).values()) for name in list(MAPS)[3:]]
    assert counts == sorted(set(counts))


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.few(2)
def test_a_cell_has_the_colour_of_its_outcome_and_is_the_darker_the_more_steps_it_took(name):
    runs = MAPS[name]
    explorer = learning_rate.outcomes(f=name)  # what stands still is drawn
    (mesh,) = explorer.scene.figure.axes[2].collections
    cells = np.reshape(mesh.get_array(), (*runs.outcome.shape, 4))
    for outcome in (CRAWLS, FLIPS, RUNS_AWAY, FREEZES):
        assert (cells[runs.outcome == outcome] == to_rgba(draw.COLORS[outcome])).all()
    is_there = runs.outcome == ARRIVES
    by_steps = cells[is_there][np.argsort(runs.steps[is_there]), :3].sum(axis=1)
    assert (np.diff(by_steps) <= 0).all()
    assert (by_steps[0] > by_steps[-1]) == (runs.steps.max() > 0)


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.few(2)
def test_the_sentence_says_of_a_cell_what_its_mark_says(name):
    said = {"arrives": ARRIVES, "crawls": CRAWLS, "flips": FLIPS, "away": RUNS_AWAY}
    said["freezes"] = FREEZES
    explorer = learning_rate.outcomes(f=name)  # what stands still is drawn
    for (d, lr), mark in list(marks(name).items())[::19]:
        explorer.move(lr=lr, d=d)
        first = explorer.sentence.partition(". The dashed")[0]
        (outcome,) = (its for word, its in said.items() if word in first)
        assert mark == (draw.MARKS[outcome] or first.split()[-2])


def test_a_run_that_is_kept_stays_dashed_while_another_is_shown():
    explorer = moved(learning_rate.outcomes, lr=10**-0.3, d=100.0)
    way = lines(explorer, 0)[1]
    explorer.children[0].children[0].children[-1].click()
    explorer.move(lr=0.1, d=1.0)
    dashed, shown = lines(explorer, 0)[:2]
    np.testing.assert_array_equal(dashed, way)
    assert (shown != way).any()
    assert "The dashed one, from d = 100 with lr = 0.501, arrives in 2 steps." in explorer.sentence


def test_the_map_begins_its_columns_and_rows_where_its_sliders_do():
    controls = learning_rate.outcomes().controls
    for lr, d in (("lr", "d"), ("kept_lr", "kept_d")):
        for name, places in ((lr, learning_rate.RATES), (d, learning_rate.DISTANCES)):
            control = controls[name]
            count = round((control.max - control.min) / control.step) + 1
            # Powers of ten, each rounded once or twice.
            ours = control.base ** (control.min + control.step * np.arange(count))
            np.testing.assert_allclose(places, ours, rtol=1e-13)


def test_the_run_with_learning_rate_ten_freezes_at_step_ten():
    assert "still moving" in moved(learning_rate.frozen, step_num=9).sentence
    assert "frozen since step 10" in moved(learning_rate.frozen, step_num=10).sentence


def test_the_exact_run_goes_on_to_1e128_when_the_other_stands_still():
    explorer = moved(learning_rate.frozen, step_num=100)
    assert "exact run is at x0 = −2.25e+128, the numerical run at x0 = −2.59e+13" in (
        explorer.sentence
    )
    exact, numerical, since = lines(explorer, 0)
    # Each of 100 factors of -19 rounds once.
    assert exact[100, 1] == pytest.approx(3 * 19.0**100, rel=100 * EPS)
    assert set(numerical[10:, 1]) == {numerical[10, 1]}
    assert numerical[9, 1] < numerical[10, 1]
    assert since[:, 0].tolist() == [10, 10]


def test_a_frozen_point_has_a_numerical_gradient_of_zero_and_is_beyond_the_level_line():
    end = descent_path(bowl, [-3.0, 4.0], 10)[-1]
    assert end + 1e-4 == pytest.approx(end, abs=0)
    assert numerical_gradient(bowl, end).tolist() == [0, 0]
    assert abs(end).min() > learning_rate.FREEZING


def test_the_level_line_is_the_first_power_of_two_that_swallows_h():
    level = learning_rate.FREEZING
    assert level + 1e-4 == level
    assert level / 2 + 1e-4 > level / 2


def test_how_far_beyond_the_level_line_a_run_freezes_depends_on_the_learning_rate():
    heights = {}
    for lr in (2.0, 5.0, 10.0):
        _, numerical, since = lines(moved(learning_rate.frozen, step_num=100, lr=lr), 0)
        stop = int(since[0, 0])
        assert numerical[stop - 1, 1] < numerical[stop, 1] > learning_rate.FREEZING
        heights[lr] = numerical[stop, 1]
    assert heights[2.0] < heights[5.0] / 2 < heights[10.0] / 4


def test_a_run_is_frozen_where_it_stands_still_also_if_one_coordinate_is_below_the_level_line():
    explorer = moved(learning_rate.frozen, step_num=100, lr=10**0.6)
    assert "frozen since step 14" in explorer.sentence
    _, numerical, _ = lines(explorer, 0)
    assert numerical[14, 1] == numerical[100, 1] < learning_rate.FREEZING


def test_a_run_that_stays_small_does_not_freeze():
    assert "still moving" in moved(learning_rate.frozen, step_num=100, lr=1.0).sentence


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({}, "at the saddle point"),
        ({"x1": 0.1}, "outside the picture"),
        ({"lr": 0.01}, "on a slope"),
        ({"f": "plateau"}, "on the plateau"),
        ({"f": "plateau", "lr": 1.0}, "in the hole"),
        ({"f": "two valleys"}, "in the shallow valley"),
        ({"f": "two valleys", "x0": 2.0}, "in the deep valley"),
        ({"f": "two valleys", "x0": -3.5, "lr": 0.01}, "on a slope"),
    ],
)
@pytest.mark.few(2)
def test_a_run_is_said_to_end_where_it_does(values, place):
    assert (
        f"the run is {place} after 50 steps: f is " in moved(learning_rate.stuck, **values).sentence
    )


@pytest.mark.parametrize("lr", [0.2, 0.5, 1.0])
def test_a_larger_learning_rate_does_not_leave_the_shallow_valley(lr):
    sentence = moved(learning_rate.stuck, f="two valleys", lr=lr).sentence
    assert "the run is in the shallow valley after" in sentence


def test_a_start_at_the_left_edge_runs_out_of_the_picture():
    sentence = moved(learning_rate.stuck, f="two valleys", x0=-4.5).sentence
    assert "the run is outside the picture after" in sentence


def test_the_second_valley_is_deeper_than_the_first():
    bottoms = [descent_path(learning_rate.valleys, [x, 0], 0.1)[-1] for x in (-3.0, 2.0)]
    shallow, deep = (learning_rate.valleys(bottom) for bottom in bottoms)
    assert deep < shallow - 2


def test_the_gradient_of_the_two_valleys_is_right():
    for x in ([-3.0, 1.0], [0.5, -2.0], [4.0, 0.0]):
        exact = learning_rate.valleys.gradient(x)
        # Rounding eps·f/h, with f up to 5, is 1e-11; truncation h²/6·f‴, with f‴ up to 7, is 1e-8.
        np.testing.assert_allclose(numerical_gradient(learning_rate.valleys, x), exact, atol=2e-8)


def test_the_hills_are_where_the_slope_of_x_cos_x_is_zero():
    slopes = [learning_rate.valleys.gradient([x, 0.0])[0] for x in learning_rate.HILLS]
    assert np.abs(slopes).max() < 4 * 0.5e-4  # curvature, times four digits of rounding


@pytest.mark.parametrize(
    ("name", "function"),
    [("plateau", plateau), ("saddle", saddle), ("two valleys", learning_rate.valleys)],
)
def test_each_landscape_is_drawn_with_its_own_path_and_heights(name, function):
    explorer = moved(learning_rate.stuck, f=name, lr=0.1, x0=-2.0, x1=0.5)
    way = lines(explorer, 0)[0]
    expected = descent_path(function, [-2.0, 0.5], explorer.controls["lr"].value, 50)
    np.testing.assert_array_equal(way, expected)
    np.testing.assert_array_equal(lines(explorer, 1)[0][:, 1], function(expected.T))


def test_another_landscape_takes_the_place_of_the_first():
    explorer = learning_rate.stuck()
    before = len(explorer.scene.figure.axes[0].collections)
    for name in ("saddle", "two valleys", "plateau"):
        explorer.move(f=name)
    assert len(explorer.scene.figure.axes[0].collections) == before
