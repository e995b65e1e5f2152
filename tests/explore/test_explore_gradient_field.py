"""What the explorers of lesson 03 say and draw."""

import numpy as np
import pytest
from matplotlib.quiver import Quiver

from gradlab import functions, plots
from gradlab.data import DECADES, SECONDS, line_gradient
from gradlab.differentiate import gradient_field
from gradlab.explore import circle, landscape
from gradlab.explore import gradient_field as lesson

ORANGE = plots.DOWNHILL["color"]
PURPLE = plots.UPHILL["edgecolor"]


def quivers(explorer, moving):
    """Return the arrows that move or those that stand still, if they are shown."""
    found = explorer.scene.figure.findobj(Quiver)
    return [q for q in found if q.get_animated() == moving and q.get_visible()]


def vectors(quiver):
    return np.array([quiver.U, quiver.V])


def field_of(explorer):
    (quiver,) = quivers(explorer, moving=False)
    return np.array([quiver.X, quiver.Y]), vectors(quiver)


def tiles(explorer):
    (found,) = explorer.scene.figure.findobj(lambda artist: hasattr(artist, "corners"))
    return found


def lengths(arrows):
    return np.linalg.norm(arrows, axis=0)


def test_at_the_start_the_field_says_height_gradient_and_length():
    assert lesson.field().sentence == (
        "At x0 = 3.0, x1 = 4.0: f is 25.00, −gradient is (−6.00, −8.00), and its length is 10.00."
    )


def test_plus_gradient_turns_every_sign_but_not_the_length():
    explorer = lesson.field()
    explorer.move(arrows=1)
    assert "+gradient is (6.00, 8.00), and its length is 10.00." in explorer.sentence


def test_no_number_is_minus_zero():
    explorer = lesson.field()
    explorer.move(x0=0.0, x1=0.0)
    assert "(0.00, 0.00)" in explorer.sentence


@pytest.mark.parametrize("sign", [-1, 1])
def test_the_arrows_are_the_signed_gradient_all_shortened_by_one_factor(sign):
    explorer = lesson.field()
    explorer.move(arrows=sign)
    feet, along = field_of(explorer)
    exact = sign * functions.bowl.gradient(feet)
    factor = lengths(along).max() / lengths(exact).max()
    # 1e-11: rounding of the central difference at degree 2, see test_functions.
    np.testing.assert_allclose(along, factor * exact, rtol=0, atol=1e-11)


@pytest.mark.parametrize("sign", [-1, 1])
@pytest.mark.parametrize("corner", [(-5.0, -5.0), (5.0, 5.0)])
def test_the_probes_arrow_stays_in_the_picture(sign, corner):
    explorer = lesson.field()
    explorer.move(arrows=sign, x0=corner[0], x1=corner[1])
    (arrow,) = quivers(explorer, moving=True)
    head = np.array(corner) + vectors(arrow).ravel()
    assert (abs(head) < explorer.scene.figure.axes[0].get_xlim()[1]).all()


def test_the_longest_arrow_ends_at_the_foot_of_its_neighbour():
    _, along = field_of(lesson.field())
    assert lengths(along).max() == pytest.approx(10 / 11)  # the window's side, 11 arrows wide


@pytest.mark.parametrize(("sign", "color"), [(-1, ORANGE), (1, PURPLE)])
def test_the_probe_has_one_arrow_along_the_field_in_the_fields_colour(sign, color):
    explorer = lesson.field()
    explorer.move(arrows=sign, x0=-2.0, x1=1.0)
    (arrow,) = quivers(explorer, moving=True)
    across, up = vectors(arrow).ravel()
    assert sign * across < 0 < sign * up
    assert across == pytest.approx(-2 * up)  # the gradient at (-2, 1) is (-4, 2)
    assert color.lower() in explorer.picture.foreground


@pytest.mark.drawn
def test_there_are_nine_landscapes_and_each_is_drawn_with_its_formula_and_heights():
    explorer, seen = lesson.landscapes(), set()
    assert len(lesson.LANDSCAPES) == 9
    for name, f in lesson.LANDSCAPES.items():
        explorer.move(f=f)
        assert explorer.sentence.startswith(f"f = {name}, from −5 to 5, turned by 30°. At ")
        title = explorer.scene.figure.axes[1].get_title()
        assert f.tex in title
        top = f(np.array([[-5.0, 0.0, 5.0], [0.0, 0.0, 5.0]])).max()
        assert title.endswith(rf"\leq f \leq {top + 0.0:.4g}$")  # no -0
        seen.add(explorer.picture.background)
    assert len(seen) == 9


def test_the_plane_has_the_same_arrow_everywhere():
    explorer = lesson.landscapes()
    explorer.move(f=functions.plane)
    _, along = field_of(explorer)
    # 1e-11: rounding at degree 1, as above.
    np.testing.assert_allclose(along, along[:, :1] * np.ones(along.shape[1]), rtol=0, atol=1e-11)
    assert (along < 0).all()


def test_the_quintic_looks_the_same_in_a_window_five_times_smaller():
    explorer = lesson.landscapes()
    explorer.move(f=functions.quintic)
    feet, along = field_of(explorer)
    explorer.move(zoom=5.0)
    near_feet, near_along = field_of(explorer)
    np.testing.assert_allclose(5 * near_feet, feet, rtol=1e-12, atol=1e-12)  # the same sums
    # 1e-6: truncation h²/6·f‴ is 1e-7 of the longest arrow in the small window, see facts there.
    np.testing.assert_allclose(5 * near_along, along, rtol=0, atol=1e-6)
    assert r"$-2 \leq f \leq 2$" in explorer.scene.figure.axes[1].get_title()


def test_a_probe_outside_the_zoomed_window_is_named_and_not_drawn():
    explorer = lesson.landscapes()
    assert "outside" not in explorer.sentence
    explorer.move(zoom=5.0)
    assert explorer.sentence.endswith("This is outside the window.")
    assert "nan" not in explorer.picture.foreground
    explorer.move(x0=1.0, x1=1.0)
    assert "outside" not in explorer.sentence


def test_the_surface_lays_near_tiles_over_far_ones():
    explorer = lesson.landscapes()
    explorer.move(f=functions.plane, turn=0)
    middles = [path.vertices[:4].mean(axis=0) for path in tiles(explorer).get_paths()]
    # Seen from the front, a tile farther off stands higher on the screen: the far row comes first.
    rows = np.array(middles).reshape(landscape.TILES, landscape.TILES, 2)[:, :, 1].mean(axis=1)
    assert (np.diff(rows) < 0).all()


def test_after_a_full_turn_the_surface_is_where_it_was():
    explorer = lesson.landscapes()
    explorer.move(turn=0)
    first = [path.vertices for path in tiles(explorer).get_paths()]
    explorer.move(turn=180)
    half = [path.vertices for path in tiles(explorer).get_paths()]
    explorer.move(turn=360)
    last = [path.vertices for path in tiles(explorer).get_paths()]
    np.testing.assert_allclose(last, first, atol=1e-12)  # rounding of sin and cos of 2π
    assert np.abs(np.array(half) - first).max() > 0.1


@pytest.mark.drawn
def test_turning_and_moving_the_probe_send_the_foreground_only():
    explorer, sent = lesson.landscapes(), []
    explorer.picture.observe(sent.append, "background")
    explorer.move(turn=90, x0=1.0, x1=-2.0)
    assert not sent
    explorer.move(zoom=2.0)
    assert len(sent) == 1


def test_going_through_all_landscapes_leaves_nothing_behind():
    explorer = lesson.landscapes()
    artists = len(explorer.scene.figure.findobj())
    for f in [*lesson.LANDSCAPES.values(), functions.bowl]:
        explorer.move(f=f)
    assert len(explorer.scene.figure.findobj()) == artists


@pytest.mark.parametrize("point", [(-8.0, 2.0), (3.0, -4.5), (10.0, 5.0), (-0.1, -0.1)])
def test_the_angle_is_the_one_between_minus_gradient_and_the_way(point):
    explorer = lesson.way()
    explorer.move(x0=point[0], x1=point[1])
    down, way = -functions.long_bowl.gradient(point), -np.array(point)
    cosine = down @ way / np.linalg.norm(down) / np.linalg.norm(way)
    assert f"points {np.rad2deg(np.arccos(cosine)):.1f}° away" in explorer.sentence


@pytest.mark.parametrize("point", [(-7.0, 0.0), (0.0, 3.0)])
def test_on_the_axes_minus_gradient_leads_to_the_minimum(point):
    explorer = lesson.way()
    explorer.move(x0=point[0], x1=point[1])
    assert explorer.sentence.endswith("0.0° away from the way to the minimum: straight at it.")


def test_at_the_minimum_no_angle_is_named():
    explorer = lesson.way()
    explorer.move(x0=0.0, x1=0.0)
    assert "the gradient is zero" in explorer.sentence
    assert "°" not in explorer.sentence


def test_the_angle_is_met_where_x0_is_about_four_and_a_half_times_x1_and_not_at_the_start():
    explorer = lesson.way()
    assert "met" not in explorer.sentence
    explorer.move(x0=9.0, x1=-2.0)
    assert explorer.sentence.endswith(
        "points 64.8° away from the way to the minimum. Challenge met."
    )
    explorer.move(x0=9.0, x1=-3.0)
    assert "met" not in explorer.sentence


def test_no_angle_on_the_long_bowl_reaches_65_degrees():
    # Kantorovich: cos θ ≥ 2√(λ₁λ₂) / (λ₁ + λ₂), here with 0.1 and 2.
    assert lesson.TARGET < np.rad2deg(np.arccos(2 * np.sqrt(0.2) / 2.1)) < 65


@pytest.mark.parametrize(
    ("f", "kind"),
    [
        (functions.bowl, "16 are higher, 0 lower and 0 level: a minimum inside the circle."),
        (functions.dome, "0 are higher, 16 lower and 0 level: a maximum inside the circle."),
        (functions.saddle, "8 are higher, 8 lower and 0 level: a saddle inside the circle."),
        (functions.plateau, "16 are higher, 0 lower and 0 level: a minimum inside the circle."),
        (functions.cubic, "8 are higher, 8 lower and 0 level: a slope."),
        (lesson.WAVES, "a slope."),
    ],
)
def test_the_places_around_0_tell_what_kind_of_place_it_is(f, kind):
    explorer = lesson.zeros()
    explorer.move(x0=0.0, x1=0.0, f=f)
    assert explorer.sentence.endswith(kind)


def test_far_out_on_the_plateau_the_ground_is_level_and_no_minimum():
    explorer = lesson.zeros()
    explorer.move(x0=5.0, x1=4.0, f=functions.plateau)
    assert explorer.sentence == (
        "At x0 = 5.0, x1 = 4.0: the gradient has length 0.000. "
        "Of 16 places around, 0 are higher, 0 lower and 16 level: level ground."
    )


def test_a_side_that_is_level_makes_no_saddle_and_no_minimum():
    assert circle.Circle.kind_of(np.array([0, 0, 1, 1] * 4)) == "a slope"
    assert circle.Circle.kind_of(np.array([0, -1, -1, 0])) == "a slope"
    assert circle.Circle.kind_of(np.array([0, 1, 0, -1, 0, 1, 0, -1])) == circle.SADDLE


def test_two_places_level_by_chance_do_not_hide_a_minimum():
    explorer = lesson.zeros()
    explorer.move(x0=5.0, x1=5.0, f=lesson.WAVES)
    assert explorer.sentence.endswith("0 lower and 2 level: a minimum inside the circle.")
    assert circle.Circle.kind_of(np.array([0, 0, *[-1] * 14])) == "a maximum inside the circle"


@pytest.mark.parametrize("saddle", [(1.6, -1.6), (-1.6, 1.6), (4.7, 1.6), (-4.7, -1.6)])
def test_the_saddles_of_the_waves_meet_the_challenge(saddle):
    explorer = lesson.zeros()
    assert "met" not in explorer.sentence
    explorer.move(x0=saddle[0], x1=saddle[1])
    assert "met" not in explorer.sentence  # the bowl has no saddle
    explorer.move(f=lesson.WAVES)
    assert explorer.sentence.endswith("a saddle inside the circle. Challenge met.")


@pytest.mark.parametrize("place", [(0.0, 0.0), (1.6, 1.6), (-1.6, -1.6), (1.5, -1.2)])
def test_other_places_do_not_meet_the_challenge(place):
    explorer = lesson.zeros()
    explorer.move(x0=place[0], x1=place[1], f=lesson.WAVES)
    assert "met" not in explorer.sentence
    explorer.move(x0=0.0, x1=0.0, f=functions.saddle)
    assert "met" not in explorer.sentence


def test_the_marks_stand_on_the_circle_higher_ones_up_and_lower_ones_down():
    explorer = lesson.zeros()
    lines = explorer.scene.figure.axes[0].lines
    marks = {line.get_marker(): line for line in lines}
    higher, lower = (np.array(marks[marker].get_data()) for marker in "^v")
    here = functions.bowl([2.0, 1.0])
    assert (functions.bowl(higher) > here).all()
    assert (functions.bowl(lower) < here).all()
    around = np.concatenate([higher, lower], axis=1) - [[2.0], [1.0]]
    np.testing.assert_allclose(lengths(around), circle.AROUND)
    assert around.shape == (2, 16)


def test_the_exact_gradient_of_the_waves_is_right():
    points = np.random.default_rng(0).uniform(-5, 5, (2, 50))
    # 3e-8: the bar of sin in test_functions.
    found = gradient_field(lesson.WAVES, points)
    np.testing.assert_allclose(found, lesson.WAVES.gradient(points), rtol=0, atol=3e-8)


def test_where_f_failed_the_arrows_are_drawn_at_the_next_move():
    well = [True]

    def height(x0, x1):
        if not well[0]:
            raise ValueError("ill")
        return x0**2 + x1**2

    f = functions.Function(height, functions.bowl.slopes, "x_0^2 + x_1^2")
    explorer = lesson.field(f)
    well[0] = False
    with pytest.raises(ValueError, match="ill"):
        explorer.move(arrows=1)
    well[0] = True
    explorer.move(x0=1.0)
    (arrow,) = quivers(explorer, moving=True)
    _, arrows = field_of(explorer)
    assert np.sign(vectors(arrow)[0]) == np.sign(arrows[0].max()) == 1


def test_a_saddle_with_three_valleys_is_a_saddle_too():
    def monkey(x):
        return x[0] ** 3 - 3 * x[0] * x[1] ** 2

    assert circle.Circle(monkey, np.zeros(2)).kind == circle.SADDLE


def line_of(explorer, color, ax):
    (found,) = (line for line in explorer.scene.figure.axes[ax].lines if line.get_color() == color)
    return np.array(found.get_data())


def dots(explorer):
    """Return the angles and the changes of f, in units of |g||s|, that a compass shows."""
    lines = explorer.scene.figure.axes[1].lines
    (found,) = (line for line in lines if line.get_marker() == "o" and len(line.get_xdata()) > 1)
    return np.array(found.get_data())


@pytest.mark.parametrize("point", [(3.0, 4.0), (-5.0, 1.0)])
def test_the_compass_shows_what_a_step_at_each_angle_changes(point):
    explorer = lesson.compass(x0=point[0], x1=point[1])
    thetas, changes = dots(explorer)
    # On the bowl a step s changes f by g·s + |s|², here with a step of 2.
    unit = 2 * lengths(functions.bowl.gradient(point))
    expected = np.cos(np.deg2rad(thetas)) + 4 / unit
    # 1e-9: the direction is that of the numerical gradient, see test_functions.
    np.testing.assert_allclose(changes, expected, rtol=0, atol=1e-9)


def test_under_the_zoom_the_changes_come_to_lie_on_the_cosine():
    explorer, gaps = lesson.compass(), []
    for zoom in (1.0, 10.0, 100.0, 1000.0):
        explorer.move(zoom=zoom)
        thetas, changes = dots(explorer)
        gaps.append(abs(changes - np.cos(np.deg2rad(thetas))).max())
    # |s|² / (|g||s|) = |s| / |g|: a tenth of it at each tenth of the step.
    assert gaps == pytest.approx([0.2, 0.02, 0.002, 0.0002], rel=1e-3)


def test_the_compass_says_the_change_beside_what_the_gradient_says():
    assert lesson.compass(zoom=100.0).sentence == (
        "At x0 = 3.0, x1 = 4.0: a step of 0.02 at θ = 30° changes f by 0.1736; "
        "|g|·|s|·cos θ is 0.1732."
    )


def test_where_the_gradient_is_zero_the_compass_says_that_no_direction_is_steepest():
    explorer = lesson.compass(x0=0.0, x1=0.0)
    assert explorer.sentence == (
        "At x0 = 0.0, x1 = 0.0: the gradient is zero, and no direction is steepest; "
        "the step changes f by 4."
    )
    assert "nan" not in explorer.picture.foreground


def test_the_line_of_a_place_in_the_valley_is_drawn_beside_it():
    explorer = lesson.fit()
    explorer.move(w=-0.1, b=11.0)
    x, t = line_of(explorer, plots.DARK, 0)
    np.testing.assert_allclose(t, -0.1 * x + 11)
    assert explorer.sentence == (
        "With w = −0.100, b = 11.00 the loss is 0.0582, and −gradient is (−1.29, −0.11)."
    )


def test_the_arrows_of_the_valley_are_minus_the_gradient_in_the_units_of_w_and_b():
    feet, along = field_of(lesson.fit())
    exact = -line_gradient(feet, DECADES, SECONDS)
    factor = lengths(along).max() / lengths(exact).max()
    np.testing.assert_allclose(along, factor * exact)


def press(explorer, ax, place):
    shares = explorer.scene.figure.transFigure.inverted().transform(ax.transData.transform(place))
    explorer._pointer.press(shares[0], 1 - shares[1])
    explorer._pointer.release(shares[0], 1 - shares[1])


@pytest.mark.parametrize("b", [10.0, 11.4])
def test_a_press_near_either_end_of_the_line_brings_that_end_there(b):
    explorer = lesson.fit(w=-0.1, b=b)
    games = explorer.scene.figure.axes[0]
    press(explorer, games, (lesson.LAST, 10.5))
    assert explorer.values["b"] == b
    # Half of the steps of the sliders: 0.002 in w over 12.8 decades, and 0.02 in b.
    assert b + explorer.values["w"] * lesson.LAST == pytest.approx(10.5, abs=0.0128)
    press(explorer, games, (0.0, 10.8))
    assert explorer.values["b"] == pytest.approx(10.8, abs=0.01)


def test_the_nine_landscapes_show_one_place_and_name_the_longest_and_the_shortest_arrow():
    explorer = lesson.nine(x0=0.5, x1=-1.0)
    assert explorer.sentence == (
        "At x0 = 0.5, x1 = −1.0: the gradient of x0² + x1² has length 2.236. "
        "It is longest on x0⁵ + x1⁵, with 5.01, "
        "and shortest on 1 − exp(−(x0² + x1²) / 2), with 0.5984."
    )
    arrows = quivers(explorer, moving=True)
    assert len(arrows) == 9
    for arrow, f in zip(arrows, lesson.LANDSCAPES.values(), strict=True):
        along, exact = vectors(arrow).ravel(), -np.array(f.gradient([0.5, -1.0]))
        assert along @ exact == pytest.approx(lengths(along) * lengths(exact))


def test_a_press_in_one_of_the_nine_pictures_chooses_its_landscape_and_frames_it():
    explorer = lesson.nine()
    axes = explorer.scene.figure.axes
    press(explorer, axes[6], (3.0, -4.0))
    assert explorer.sentence.startswith(
        "At x0 = 3.0, x1 = −4.0: the gradient of x0² − x1² has length 10."
    )
    frames = [[patch.get_visible() for patch in ax.patches] for ax in axes]
    assert frames == [[k == 6] for k in range(9)]
    explorer.controls["f"].value = lesson.functions.plane
    assert explorer.values["x0"] == 3.0
    assert "of x0 + x1 has length 1.414." in explorer.sentence
