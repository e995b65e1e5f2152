"""The explorers of lesson 07: what they show is what the lesson says."""

import re

import numpy as np
import pytest
from shown import figure, moved

from gradlab import numerical_gradient, softmax
from gradlab.data import (
    DECADES,
    PETALS,
    SECONDS,
    SPECIES,
    YEARS,
    Standard,
    games_loss,
    line_gradient,
    line_loss,
)
from gradlab.explore import fitting_data
from gradlab.logistic import border_loss
from gradlab.origins import Origin

EPS = np.finfo(float).eps
ABOVE, BELOW, POINTS = range(3)  # the Axes of a picture with a line and two others beside it


def moving(explorer, ax):
    """Return the lines that move in one of an explorer's Axes."""
    return [line for line in figure(explorer).axes[ax].lines if line.get_animated()]


def is_met(explorer, **values):
    """Tell whether a challenge is met at these values; nothing is drawn, which takes longest."""
    return "Challenge met." in explorer.scene._update(**{**explorer.values, **values})


# --- what each point adds ---------------------------------------------------------------------


def test_the_point_of_1896_has_the_longest_miss_and_adds_nothing_along_w():
    explorer = moved(fitting_data.parts)
    assert explorer.sentence == (
        "At w = 0.000 and b = 10.28 the point of 1896 has the miss r = −1.72 s, and adds 0.00 "
        "along w and −3.44 along b. The means of all 30 are 3.58 and 0.00: the gradient."
    )
    misses = abs(10.28 - SECONDS)
    assert misses.argmax() == 0


@pytest.mark.parametrize(("w", "b"), [(0.0, 10.28), (-0.12, 11.06), (0.05, 9.5), (-0.25, 12.5)])
def test_the_means_of_the_bars_are_the_gradient(w, b):
    explorer = moved(fitting_data.parts, w=w, b=b)
    exact = line_gradient([w, b], DECADES, SECONDS)
    for number, ax in zip(exact, (ABOVE, BELOW), strict=True):
        bars, _, mean = moving(explorer, ax)
        heights = bars.get_ydata()[1::3]
        assert heights.mean() == pytest.approx(number, rel=1e-12, abs=1e-12)  # roundings of 30
        assert mean.get_ydata()[0] == pytest.approx(number, rel=1e-12, abs=1e-12)
    numerical = numerical_gradient(games_loss, [w, b])
    np.testing.assert_allclose(numerical, exact, rtol=0, atol=1e-9)  # degree 2, at losses near 10
    said = [float(text) for text in re.findall(r"are (\S+) and (\S+):", minus(explorer))[0]]
    np.testing.assert_allclose(said, exact, rtol=0, atol=0.00501)  # two digits


def minus(explorer):
    return explorer.sentence.replace("−", "-")


def test_the_ring_walks_through_the_points():
    explorer = moved(fitting_data.parts)
    for i in (0, 7, 29):
        explorer.move(i=i)
        assert f"the point of {YEARS[i]:.0f} " in explorer.sentence
        for ax in (ABOVE, BELOW, POINTS):
            ring = next(line for line in moving(explorer, ax) if line.get_markersize() == 13)
            assert ring.get_xdata().tolist() == [DECADES[i]]


# --- some of the points at a time -------------------------------------------------------------


def test_the_run_is_as_far_as_points_are_seen():
    explorer = moved(fitting_data.batches, size=7, seen=30)
    assert explorer.sentence == (
        "From w = 0.00 and b = 10.00, 5 steps of 7 points with lr = 0.1: 30 points are seen, and "
        "the loss is 0.0741, 0.024 above the least."
    )
    way = moving(explorer, 0)[0]
    # The numbers that the lesson prints after its epoch of five steps.
    np.testing.assert_allclose(
        np.column_stack(way.get_data()).round(3),
        [(0, 10), (-0.102, 10.054), (-0.15, 10.082), (-0.253, 10.161), (-0.268, 10.161),
         (-0.336, 10.184)],
        rtol=0, atol=1e-12,
    )  # fmt: skip
    explorer.move(seen=25)
    assert "3 steps of 7 points" in explorer.sentence
    assert "21 points are seen" in explorer.sentence


@pytest.mark.parametrize("falls", [False, True])
@pytest.mark.parametrize("size", [1, 6, 30])
def test_the_heights_are_those_of_the_loss_above_the_least(size, falls):
    explorer = moved(fitting_data.batches, size=size, falls=falls)
    _, counts, heights = fitting_data._run((0.0, 10.0), size, explorer.values["lr"], falls, 0)
    path, _, _ = fitting_data._run((0.0, 10.0), size, explorer.values["lr"], falls, 0)
    x = Standard(DECADES)(DECADES)
    losses = line_loss(path.T, x, SECONDS) - line_loss(np.polyfit(x, SECONDS, 1), x, SECONDS)
    np.testing.assert_allclose(heights, losses, rtol=0, atol=1e-13)  # a difference of losses near 1
    assert counts[-1] == 600


def test_with_all_points_the_run_is_the_dashed_one():
    explorer = moved(fitting_data.batches, size=30, lr=0.05)
    others, gaps = moving(explorer, 1)[:2]
    assert others.get_xdata().tolist() == gaps.get_xdata().tolist()
    np.testing.assert_allclose(others.get_ydata(), gaps.get_ydata(), rtol=1e-9)  # other seeds


def lrs():
    control = moved(fitting_data.batches).controls["lr"]
    return 10 ** np.arange(control.min, control.max + control.step / 2, control.step)


def test_the_challenge_of_the_batches_is_met_by_a_falling_lr_alone():
    explorer, met = moved(fitting_data.batches), {}
    for falls in (False, True):
        for lr in lrs():
            for seed in range(10):
                if is_met(explorer, falls=falls, lr=lr, seed=seed):
                    met.setdefault(falls, set()).add(round(lr, 3))
    assert met == {True: {0.025, 0.032, 0.04, 0.05, 0.063, 0.079}}


def test_the_challenge_of_the_batches_asks_for_single_points_and_the_start():
    explorer = moved(fitting_data.batches, falls=True, lr=0.04, seed=0)
    assert is_met(explorer)
    assert "Challenge met." in explorer.sentence
    assert is_met(explorer, seen=5)  # it is about the whole run
    assert not is_met(explorer, size=2)
    assert not is_met(explorer, w=-0.46, b=10.28)


def test_a_run_that_diverges_is_drawn_as_far_as_it_can_be_seen():
    explorer = moved(fitting_data.batches, size=1, lr=0.5, seed=2, seen=600)
    way = np.array(moving(explorer, 0)[0].get_data())
    assert not (abs(way) > fitting_data.FAR).any()
    assert explorer.sentence.endswith("above the least.")


# --- units ------------------------------------------------------------------------------------


def test_the_first_unit_is_that_of_the_lessons_before():
    assert moved(fitting_data.units).sentence == (
        "With x in units of 10 years since 1896, κ is 241.4 and the best lr needs 384 steps. The "
        "best line is −0.1185·x + 11.0685, and says 9.50 s for 2028."
    )


@pytest.mark.parametrize(("year", "unit"), [(1896, 10), (1960, 10), (2040, 1), (1963, 38.7)])
def test_the_map_has_the_condition_number_of_the_loss(year, unit):
    kappa = fitting_data._kappas(year, unit)
    # By eigenvalues that differ by κ, the smaller one loses as many digits.
    assert kappa == pytest.approx(
        Origin((year - 1896) / 10, unit / 10).kappa, rel=100 * kappa * EPS
    )


def test_counting_in_years_multiplies_kappa_by_100_about_the_mean():
    mean = YEARS.mean()
    assert fitting_data._kappas(mean, 10) == pytest.approx(15.02, abs=5e-3)
    assert fitting_data._kappas(mean, 1) == pytest.approx(1502, abs=0.5)
    assert fitting_data._kappas(mean, YEARS.std()) == pytest.approx(1, rel=8 * EPS)


def test_the_challenge_of_the_units_is_met_near_the_mean_and_the_deviation_alone():
    explorer = moved(fitting_data.units)
    control, met = explorer.controls["unit"], set()
    for year in range(1958, 1968):
        for place in range(round((control.max - control.min) / control.step) + 1):
            unit = 10 ** (control.min + place * control.step)
            if is_met(explorer, year=year, unit=unit):
                met.add((year, f"{unit:.3g}"))
    assert {unit for _, unit in met} == {"39.8"}
    assert {year for year, _ in met} == {1962, 1963, 1964}


def test_the_contours_are_as_long_as_kappa_says_and_fill_the_picture():
    explorer = moved(fitting_data.units, year=1963, unit=10)
    outer = np.array(moving(explorer, 0)[3].get_data())
    distances = np.hypot(*outer)
    assert distances.max() == pytest.approx(1, rel=1e-12)
    # 121 places around: the nearest is not quite on the short axis.
    kappa = fitting_data._kappas(1963, 10)
    assert distances.min() == pytest.approx(kappa**-0.5, rel=1e-2)


# --- one bad point ----------------------------------------------------------------------------


def test_the_dashed_line_does_not_follow_the_point_and_the_solid_one_does():
    explorer, said = moved(fitting_data.outlier), []
    for t in (12.0, 13.0, 14.0):
        explorer.move(t=t)
        said.append(re.findall(r"w = (\S+) and b = (\S+?)[;,] ", explorer.sentence))
    assert [both[0] for both in said] == [
        ("−0.1185", "11.068"),
        ("−0.1333", "11.200"),
        ("−0.1481", "11.332"),
    ]
    assert {both[1] for both in said} == {("−0.1100", "10.976")}
    assert explorer.sentence.endswith("through 1912 and 1972.")


def test_on_the_other_side_the_dashed_line_moves_too():
    assert "w = −0.1031 and b = 10.924" in moved(fitting_data.outlier, t=9.0).sentence


@pytest.mark.parametrize(("i", "t"), [(0, 14.0), (29, 14.0), (12, 9.0), (0, 9.0)])
def test_the_rings_stand_on_the_curves_and_are_seen(i, t):
    explorer = moved(fitting_data.outlier, i=i, t=t)
    above, below = (moving(explorer, ax) for ax in (ABOVE, BELOW))
    for rings, curves in ((above, (np.square, abs)), (below, (lambda r: 2 * r, np.sign))):
        for ring, curve in zip(rings, curves, strict=True):
            r, height = ring.get_xdata()[0], ring.get_ydata()[0]
            assert height == curve(r)
            assert ring.axes.viewLim.contains(r, height)


# --- a border ---------------------------------------------------------------------------------


def test_the_first_border_goes_by_length_alone():
    assert moved(fitting_data.border).sentence == (
        "With |w| = 1 at 0° and d = 0.00, 92 of 100 flowers lie on their side of the border, and "
        "the loss is 0.4138."
    )


@pytest.mark.parametrize("pair", fitting_data.PAIRS)
def test_the_loss_of_a_border_is_that_of_its_weights(pair):
    explorer = moved(fitting_data.border, pair=pair, angle=30, d=-0.4, size=5.0)
    x, t = fitting_data._flowers(pair)
    size, turn = explorer.values["size"], np.deg2rad(30)
    wb = [size * np.cos(turn), size * np.sin(turn), 0.4 * size]
    said = re.search(r"(\d+) of 100 .*the loss is (\S+)[.]$", explorer.sentence)
    assert float(said[2]) == pytest.approx(border_loss(wb, x, t), rel=5e-4)  # four digits
    assert int(said[1]) == ((x @ wb[:2] + wb[2] > 0) == t).sum()


def test_the_dashed_lines_are_where_the_probability_is_a_tenth():
    explorer = moved(fitting_data.border, angle=60, d=0.3, size=2.0)
    size, turn = explorer.values["size"], np.deg2rad(60)
    wanted = (0.5, 0.9, 0.1)
    for line, chance in zip(moving(explorer, 0)[:3], wanted, strict=True):
        z = size * (np.array([np.cos(turn), np.sin(turn)]) @ line.get_data() - 0.3)
        # Ends 9 units away, and rounded there.
        np.testing.assert_allclose(1 / (1 + np.exp(-z)), chance, rtol=0, atol=1e-13)


def test_the_challenge_of_the_border_can_be_met_and_asks_for_its_pair():
    explorer = moved(fitting_data.border)
    explorer.move(angle=43, d=-0.08, size=6.3)
    assert is_met(explorer)
    explorer.move(pair="setosa or versicolor")
    assert float(re.search(r"the loss is (\S+)[.]$", explorer.sentence)[1]) < fitting_data.LOW
    assert not is_met(explorer)


def test_the_curve_of_a_pair_that_can_be_parted_falls_on_and_the_other_turns():
    for pair, falls in (("setosa or versicolor", True), ("versicolor or virginica", False)):
        losses = moving(moved(fitting_data.border, pair=pair, angle=44), 1)[0].get_ydata()
        assert (np.diff(losses) < 0).all() == falls


# --- all irises -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "bias", "right", "loss"),
    [  # after 1000 steps with lr = 1; the first swings: its last digits are the processor's own
        ("in cm", False, 101, "1.5(599|600)"),
        ("in cm", True, 145, "0.0978"),
        ("centred", False, 115, "0.3999"),
        ("centred", True, 144, "0.0735"),
        ("standardised", False, 115, "0.4009"),
        ("standardised", True, 144, "0.0759"),
    ],
)
def test_a_bias_is_worth_thirty_flowers(x, bias, right, loss):
    sentence = moved(fitting_data.irises, x=x, bias=bias).sentence
    assert re.search(rf"{right} of 150 flowers are right, and the loss is {loss}\.$", sentence)
    assert f"With petals {x} and {'a' if bias else 'no'} bias, after 1000 steps" in sentence


@pytest.mark.parametrize("x", fitting_data.SCALES)
def test_the_descent_takes_the_steps_of_the_lesson(x):
    mean, deviation = fitting_data.SCALES[x]
    inputs, targets = (PETALS - mean) / deviation, np.eye(3)[SPECIES]
    path, losses = fitting_data._trained(x, True)
    w, ones = path[3], np.column_stack([inputs, np.ones(150)])
    y = softmax(ones @ w)
    step = ones.T @ (y - targets) / 150
    np.testing.assert_allclose(path[4], w - step, rtol=0, atol=1e-12)  # sums of 150 near 5
    assert losses[3] == pytest.approx(-np.log(y[np.arange(150), SPECIES]).mean(), rel=1e-12)
    without, _ = fitting_data._trained(x, False)
    assert not without[:, 2].any()


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("x", fitting_data.SCALES)
@pytest.mark.parametrize("step_num", [1, 30, 1000])
def test_on_a_border_two_classes_are_level_and_the_third_is_not_ahead(x, bias, step_num):
    w = fitting_data._in_cm(x, fitting_data._trained(x, bias)[0][step_num])
    for (c, d, other), ends in zip(
        ((0, 1, 2), (0, 2, 1), (1, 2, 0)), fitting_data._borders(w), strict=True
    ):
        for share in (0.0, 0.3, 1.0):
            place = ends @ [1 - share, share]
            z = np.append(place, 1) @ w
            bar = 1e-9 * abs(w).max() * 20  # places up to 20 cm away
            assert abs(z[c] - z[d]) <= bar
            assert z[other] <= z[c] + bar


def test_weights_of_0_have_no_borders():
    assert np.isnan(list(fitting_data._borders(np.zeros((3, 3))))).all()
    explorer = moved(fitting_data.irises, step_num=0)
    assert "after 0 steps 50 of 150 flowers are right, and the loss is 1.0986." in explorer.sentence


@pytest.mark.parametrize(
    ("x", "place"), [("in cm", (0, 0)), ("centred", PETALS.mean(axis=0)), ("standardised", None)]
)
def test_without_a_bias_all_borders_meet_where_the_inputs_are_0(x, place):
    place = PETALS.mean(axis=0) if place is None else place
    w = fitting_data._in_cm(x, fitting_data._trained(x, False)[0][1000])
    z = np.append(place, 1) @ w
    np.testing.assert_allclose(z, 0, rtol=0, atol=1e-12 * abs(w).max())


def test_each_region_is_named_by_its_class():
    explorer = moved(fitting_data.irises, bias=True)
    w = fitting_data._in_cm("standardised", fitting_data._trained("standardised", True)[0][1000])
    names = [note for note in figure(explorer).axes[0].texts if note.get_animated()]
    assert [note.get_text() for note in names] == ["0", "1", "2"]
    for c, note in enumerate(names):
        assert (np.append(note.xy, 1) @ w).argmax() == c


# --- predictions ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [n for n in dir(fitting_data) if n.startswith("predict_")])
def test_each_answer_of_a_prediction_has_a_reason_of_its_own(name):
    asked = getattr(fitting_data, name)()
    reasons = getattr(asked, "answers", {"": getattr(asked, "reason", "")})
    assert all(reasons.values())
    assert len(set(reasons.values())) == len(reasons)


def test_the_slip_of_a_hundred_seconds_moves_the_mean_and_not_the_median():
    slipped = np.append(112.0, SECONDS[1:])
    asked = fitting_data.predict_slip()
    assert asked.value == pytest.approx(slipped.mean() - SECONDS.mean(), rel=1e-12)
    assert np.median(slipped) == np.median(SECONDS)


def test_setosa_and_versicolor_are_parted_after_one_step():
    x, t = fitting_data._flowers("setosa or versicolor")
    w = -0.5 * x.T @ (0.5 - t) / 100  # one step from 0, where all probabilities are a half
    assert ((x @ w > 0) == t).all()
