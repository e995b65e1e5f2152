"""What the explorers of lesson 09 say and draw at named positions."""

import re

import numpy as np
import pytest
from matplotlib.contour import ContourSet
from shown import moved

from gradlab import hessian, momentum_path, numerical_gradient, race
from gradlab.explore import curvature
from gradlab.functions import himmelblau, rosenbrock, saddle, turned_bowl

EPS = np.finfo(float).eps
*SLICES, PLANE = range(3)  # the Axes of `touching`


def lines(explorer, axes):
    """Return the data of the lines that move in one of the Axes, in the order of their making."""
    return [
        np.transpose(line.get_data())
        for line in explorer.scene.figure.axes[axes].lines
        if line.get_animated()
    ]


def numbers(sentence):
    """Return the numbers of a sentence."""
    found = re.findall(r"[−-]?\d+(?:\.\d+)?(?:e[+-]\d+)?", sentence)
    return [float(number.replace("−", "-")) for number in found]


# --- parabola ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", curvature.CURVES)
def test_each_curve_comes_with_its_slope_and_its_curvature(name):
    f, slope, bend, *_ = curvature.CURVES[name]
    x = np.linspace(-4, 4, 41)
    # h²·f⁗/12 is 2e-8 at most; rounding, 4·ε·|f|/h², is 2.3e-5 at x = 4 on x⁴.
    second = (f(x + 1e-4) - 2 * f(x) + f(x - 1e-4)) / 1e-8
    np.testing.assert_allclose(second, bend(x), rtol=0, atol=3e-5)
    # h²·f‴/6 is 2e-7 at most, and rounding, ε·|f|/h, 6e-10.
    np.testing.assert_allclose((f(x + 1e-4) - f(x - 1e-4)) / 2e-4, slope(x), rtol=0, atol=1e-6)


@pytest.mark.parametrize("x", [-4.0, -0.7, 3.0])
def test_on_a_parabola_each_step_leads_to_its_bottom(x):
    explorer = moved(curvature.parabola, f="x² + 3x + 2", x=x)
    assert "level at x = −1.5, its lowest place" in explorer.sentence
    touching, *_ = lines(explorer, 0)
    f = curvature.CURVES["x² + 3x + 2"][0]
    np.testing.assert_allclose(touching[:, 1], f(touching[:, 0]), atol=200 * EPS)  # f up to 40


@pytest.mark.parametrize(("k", "x"), [(0, 3), (1, 2), (2, 4 / 3), (3, 8 / 9)])
def test_on_the_quartic_each_step_keeps_two_thirds(k, x):
    explorer = moved(curvature.parabola, f="x⁴", x=3.0, k=k)
    assert f"x is {x:.4g}, " in explorer.sentence
    assert f"level at x = {2 * x / 3:.4g}," in explorer.sentence


def test_where_the_curve_bends_down_the_step_leads_up_to_a_top():
    sentence = moved(curvature.parabola, f="x·cos x", x=0.5).sentence
    assert "its highest place" in sentence
    before, after = numbers(sentence)[-2:]
    assert after > before


def test_in_the_valley_of_the_root_the_run_flies_away_from_beyond_1_alone():
    for x in (-0.95, 0.5, 0.95):
        explorer = moved(curvature.parabola, f="√(1 + x²)", x=x, k=1)
        assert f"x is {-(x**3):.4g}".replace("-", "−") in explorer.sentence
    for x, k in ((1.05, 4), (-4.0, 2)):
        explorer = moved(curvature.parabola, f="√(1 + x²)", x=x, k=k)
        assert abs(numbers(explorer.sentence)[1]) > abs(x)
    end = moved(curvature.parabola, f="√(1 + x²)", x=4.0, k=8).sentence
    assert end == "There are no 8 steps: the run ends before, where the curvature is too near to 0."


def test_where_the_curve_does_not_bend_there_is_no_step():
    explorer = moved(curvature.parabola, f="x·cos x", x=0.0)
    assert "a straight line, which has no level place" in explorer.sentence
    star = lines(explorer, 0)[2]
    assert np.isnan(star).all()


def test_the_star_of_the_slope_is_where_its_tangent_is_0():
    explorer = curvature.parabola()
    tangent, _, star, dot = lines(explorer, 1)
    assert star[0, 1] == 0
    # Through the dot and the star, which round to a few times 1e-16.
    assert np.interp(star[0, 0], *tangent.T) == pytest.approx(0, abs=1e-13)
    assert np.interp(dot[0, 0], *tangent.T) == pytest.approx(dot[0, 1], abs=1e-13)


# --- best_h -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", curvature.ERRORS)
def test_the_second_difference_is_best_near_the_fourth_root_of_eps(name):
    h, errors = lines(moved(curvature.best_h, f=name), 0)[1].T
    # Where rounding, near ε/h², has left its noise, the best of it is luck: the middle of 9.
    smooth = np.exp(np.convolve(np.log(np.maximum(errors, 1e-17)), np.ones(9) / 9, "valid"))
    best = h[4:-4][smooth.argmin()]
    assert EPS ** (1 / 4) / 5 < best < 5 * EPS ** (1 / 4)


@pytest.mark.parametrize("name", curvature.ERRORS)
def test_a_hundredth_of_h_makes_the_second_difference_ten_thousand_times_worse(name):
    errors = []
    for h in (1e-5, 1e-7):
        # The median of many h near one another: rounding is drawn anew at each.
        _, near = curvature._errors(name, h * 1.1 ** np.arange(-10, 11))
        errors.append(np.median(near))
    assert 1e3 < errors[1] / errors[0] < 1e5


# --- touching ---------------------------------------------------------------------------------


@pytest.mark.parametrize("x", [(-3.6, 4.2), (0.0, 0.0), (0.0, 3.0), (3.0, 0.0)])
def test_what_touches_himmelblau_is_a_bowl_a_saddle_or_a_dome_by_the_signs_of_h(x):
    explorer = moved(curvature.touching, f="Himmelblau", x0=x[0], x1=x[1])
    own = np.linalg.eigvalsh(hessian(himmelblau, list(x)))
    kind = ("bowl", "saddle", "dome")[(own < 0).sum()]
    assert f"a {kind} touches f" in explorer.sentence
    said = explorer.sentence.partition(" axes are ")[2]
    assert numbers(said)[:2] == pytest.approx(own, rel=1e-3)  # four digits are shown


@pytest.mark.parametrize("x", [(-3.6, 4.2), (0.0, 0.0), (0.0, 3.0), (3.0, 0.0)])
def test_the_dashed_contour_goes_through_the_ring_and_all_of_it_is_as_high(x):
    explorer = moved(curvature.touching, f="Himmelblau", x0=x[0], x1=x[1])
    contour, *_, ring = lines(explorer, PLANE)
    g, H = himmelblau.gradient(x), himmelblau.hessian(x)
    s = contour[np.isfinite(contour).all(axis=1)] - x
    heights = s @ g + np.einsum("ni,ij,nj->n", s, H, s) / 2
    size = abs(s @ g) + np.einsum("ni,ij,nj->n", abs(s), abs(H), abs(s))
    assert (abs(heights) <= 1e-12 * size.max()).all()  # sums of thousands, each rounded
    assert ring.tolist() == [list(x)]
    # 121 points: the ring lies between two of them, a tenth of the contour's size apart.
    assert np.linalg.norm(s, axis=1).min() < 0.1 * np.linalg.norm(s, axis=1).max()


def test_the_parabolas_beside_it_touch_the_slices():
    explorer = curvature.touching()
    for axes in SLICES:
        f, parabola = lines(explorer, axes)
        near = abs(f[:, 0]) < 0.25
        # The next term is s³·f‴/6, with f‴ up to 24·|x| = 100 along an axis, 200 in between.
        assert abs(f - parabola)[near, 1].max() < 200 / 6 * 0.25**3
        assert f[30].tolist() == parabola[30].tolist() == [0, 0]


@pytest.mark.parametrize(("name", "f"), [("x0² + x0·x1 + x1²", turned_bowl), ("x0² − x1²", saddle)])
def test_on_a_bowl_and_on_a_saddle_the_middle_is_the_same_from_everywhere(name, f):
    for x0, x1 in ((-3.0, 4.0), (5.0, 5.0), (0.1, -2.0)):
        explorer = moved(curvature.touching, f=name, x0=x0, x1=x1)
        before = f"{f([x0, x1]):.4g}".replace("-", "−")
        assert explorer.sentence.endswith(
            f"Its middle is (0.00, 0.00), and there f goes from {before} to 0."
        )


# --- speeds -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kappa", "plain"), [(2, 8), (20, 84), (100, 415), (1000, 4148)]
)  # fmt: skip
@pytest.mark.few(1)
def test_without_momentum_the_best_lr_needs_as_many_steps_as_the_lesson_says(kappa, plain):
    sentence = moved(curvature.speeds, kappa=str(kappa)).sentence
    best = "the best lr of the long run"
    assert sentence.endswith(f"Without momentum, {best} needs {plain} steps to f below 1e-6.")


def test_near_the_best_pair_the_ball_rises_first_and_is_there_sooner():
    explorer = moved(curvature.speeds, kappa="20", lr=1.3, beta=0.44)
    assert "the run needs 18 steps to f below 1e-6; after one step f is 41.3." in (
        explorer.sentence
    )


def test_beyond_the_edge_the_run_does_not_come_down_and_the_map_says_so():
    explorer = moved(curvature.speeds, kappa="20", lr=1.92, beta=0.9)
    assert "the run does not come down" in explorer.sentence
    assert "needs" in moved(curvature.speeds, kappa="20", lr=1.88, beta=0.9).sentence
    lr, beta, steps = curvature._steps_of_pairs("20")
    inside = lr < 1 + beta - 1e-9  # 2(1 + β)/λmax, and λmax is 2
    is_quick = beta < 1
    np.testing.assert_array_equal(np.isfinite(steps), inside & is_quick)


def test_the_ring_stands_at_the_pair_and_the_path_is_that_of_momentum():
    explorer = moved(curvature.speeds, kappa="100", lr=0.5, beta=0.5)
    assert lines(explorer, 0)[0].tolist() == [[0.5, 0.5]]
    path = momentum_path(
        lambda x: x[0] ** 2 / 100 + x[1] ** 2, curvature.BALL_START, 0.5, 0.5, 100,
        lambda x: x * [0.02, 2],
    )  # fmt: skip
    np.testing.assert_array_equal(lines(explorer, 1)[0], path)


# --- down_the_valley --------------------------------------------------------------------------


def test_at_first_newton_is_there_and_no_other():
    sentence = curvature.down_the_valley().sentence
    heights = [float(said) for said in re.findall(r"has f = ([\d.e+-]+\d)", sentence)]
    assert [height < curvature.GOAL for height in heights] == [False, False, False, True]


@pytest.mark.parametrize("calls", [0, 20, 400, 800])
def test_each_run_is_drawn_as_far_as_the_calls_reach(calls):
    explorer = moved(curvature.down_the_valley, calls=calls)
    for line in lines(explorer, 4):
        assert line[-1, 0] <= calls
        assert line[0].tolist() == [0, rosenbrock(curvature.RACE_START)]
    ends = [line[-1, 0] for line in lines(explorer, 4)]
    assert ends[0] == ends[2] == calls
    assert ends[3] == min(16 * (calls // 16), 80)


def test_the_challenge_is_met_with_momentum_from_0_0_within_400_calls_and_not_otherwise():
    met = {"x0": 0.0, "x1": 0.0, "lr": 10**-2.75, "beta": 0.95}
    assert "Challenge" not in curvature.down_the_valley().sentence
    for calls in (0, 400, 800):  # how much of the runs is seen does not count
        sentence = moved(curvature.down_the_valley, **met, calls=calls).sentence
        assert sentence.endswith(" Challenge met.")
    for other in ({"x0": -1.2, "x1": 1.0}, {"x0": 0.1}, {"x1": 0.1}, {"beta": 0.9}, {"lr": 1e-3}):
        sentence = moved(curvature.down_the_valley, **{**met, **other}).sentence
        assert "Challenge" not in sentence


def test_the_challenge_can_be_met_at_some_places_of_the_sliders_and_is_met_honestly():
    controls = curvature.down_the_valley().controls
    lr_slider = controls["lr"]
    rates = 10.0 ** np.arange(lr_slider.min, lr_slider.max + 1e-9, lr_slider.step)
    found = []
    for lr in rates:
        for beta in np.arange(0.9, 0.99, 0.005):
            run = race.momentum(rosenbrock, curvature.CHALLENGE_START, lr, beta, 400)
            calls = race.calls_needed(rosenbrock, run, curvature.GOAL)
            found += [(lr, beta)] * (calls is not None)
    assert len(found) >= 20
    lr, beta = found[0]
    path = momentum_path(rosenbrock, curvature.CHALLENGE_START, lr, beta, 100)  # numerical
    assert (rosenbrock(path.T) < curvature.GOAL).any()


def test_a_run_that_is_lost_is_said_to_be_far_up():
    sentence = moved(curvature.down_the_valley, lr=0.01).sentence
    assert "Descent is far up; " in sentence
    assert "nan" not in sentence


# --- ends -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "bends", "kind", "heights"),
    [
        ((0.0, 0.0), "both curvatures are below 0", "maximum at (−0.27, −0.92)", (170, 181.6)),
        ((1.0, 2.0), "one curvature is below 0", "saddle at (0.09, 2.88)", (68, 67.72)),
        ((3.0, 0.0), "one curvature is below 0", "saddle at (3.39, 0.07)", (20, 13.31)),
        ((-3.0, 4.0), "both curvatures are above 0", "minimum at (−2.81, 3.13)", (40, 0)),
        ((2.0, -2.0), "one curvature is below 0", "saddle at (−3.07, −0.08)", (82, 104.0)),
    ],
)
def test_newton_ends_where_the_lesson_says(x, bends, kind, heights):
    sentence = moved(curvature.ends, x0=x[0], x1=x[1]).sentence
    assert f"{bends}. From there Newton's steps lead to the {kind}, in " in sentence
    assert numbers(sentence)[-2:] == pytest.approx(heights, abs=1e-9)


def test_the_map_has_at_each_start_the_end_that_newtons_path_finds():
    mesh, at_end, at_start = curvature._map_of_ends()
    for row, column in ((0, 0), (80, 80), (30, 100), (96, 128), (140, 5)):
        x = mesh[:, row, column]
        end = race.newton(himmelblau, x, 16 * curvature.END_STEPS).points[-1]
        assert at_end[row, column] == race.ways_down(himmelblau, end)
        own = np.linalg.eigvalsh(hessian(himmelblau, x))
        assert at_start[row, column] == (own < 0).sum()


def test_nine_places_are_level_four_minima_four_saddles_and_a_maximum():
    places, kinds = curvature._stationary()
    assert np.bincount(kinds).tolist() == [4, 4, 1]
    for place in places.T:
        # Rounded to six digits, and curvatures up to 150 there.
        assert abs(numerical_gradient(himmelblau, place)).max() < 150 * 1e-6


def standing(explorer):
    """Return how many long curves and how many sets of contours stand still, Axes by Axes."""
    axes = explorer.scene.figure.axes
    curves = [
        sum(len(line.get_xdata()) > 100 for line in ax.lines if not line.get_animated())
        for ax in axes
    ]
    return curves, [sum(isinstance(part, ContourSet) for part in ax.collections) for ax in axes]


@pytest.mark.parametrize(
    ("make", "curves", "contours"),
    [
        (curvature.parabola, [1, 1], [0, 0]),
        (curvature.touching, [0, 0, 0], [0, 0, 1]),
        (curvature.speeds, [0, 0, 0], [2, 1, 0]),  # the map has its contours, and what is beyond
    ],
)
@pytest.mark.few(1)
def test_what_stands_still_for_one_choice_is_gone_for_another(make, curves, contours):
    explorer = make()
    name = next(iter(explorer.controls))
    for _, value in 2 * explorer.controls[name]._options_full:
        explorer.move(**{name: value})
        explorer.scene.still()
        assert standing(explorer) == (curves, contours)
