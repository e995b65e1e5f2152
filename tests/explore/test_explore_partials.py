import numpy as np
import pytest
from shown import moved

from gradlab import functions, numerical_gradient, plots
from gradlab.data import DECADES, SECONDS, line_gradient, line_loss
from gradlab.explore import partials

POINTS = [(3.0, 4.0), (-5.0, -5.0), (5.0, -5.0), (0.0, 0.0)]

# Slopes of degree 2 have the rounding of f alone, about eps·50/h = 1e-10 where they are drawn
# over the whole window; test_differentiate.py holds the bar of the slopes themselves.
ROUNDING = 1e-9

each_surface = pytest.mark.parametrize(
    "f", [functions.bowl, functions.product], ids=lambda f: f.tex
)


def planes(explorer):
    """Return the curve, the tangent and the point of either slice, as arrays (2, n)."""
    for ax in explorer.scene.figure.axes[:2]:
        yield [np.array(line.get_data(), float) for line in ax.lines]


def slope(line):
    (x, y) = line[:, -1] - line[:, 0]
    return y / x


def path(explorer):
    """Return the places of x in the explorer of readings, and the end of x, as arrays (2, n)."""
    way, end, *_ = explorer.scene.figure.axes[0].lines
    return np.array(way.get_data()), np.array(end.get_data())


def test_at_3_4_the_slopes_of_the_bowl_are_6_and_8():
    assert moved(partials.slices).sentence == (
        "At x0 = 3.0, x1 = 4.0, f is 25.00; the slope along x0 is 6.0000, along x1 8.0000."
    )


def test_at_3_4_the_slopes_of_the_product_are_4_and_3():
    assert partials.slices(functions.product).sentence == (
        "At x0 = 3.0, x1 = 4.0, f is 12.00; the slope along x0 is 4.0000, along x1 3.0000."
    )


def test_a_slope_of_zero_has_no_minus_sign():
    explorer = moved(partials.slices)
    for x0 in (-0.1, 0.0):
        explorer.move(x0=x0, x1=0.0)
    assert explorer.sentence.endswith("the slope along x0 is 0.0000, along x1 0.0000.")


@each_surface
@pytest.mark.parametrize("point", POINTS)
def test_each_slice_is_f_with_the_other_variable_frozen(f, point):
    explorer = partials.slices(f)
    explorer.move(x0=point[0], x1=point[1])
    for axis, (curve, _, dot) in enumerate(planes(explorer)):
        for t, height in curve.T:
            x = list(point)
            x[axis] = t
            assert height == f(x)
        assert dot[:, 0].tolist() == [point[axis], f(point)]


@each_surface
@pytest.mark.parametrize("point", POINTS)
def test_each_tangent_has_the_partial_derivative_as_its_slope(f, point):
    explorer = partials.slices(f)
    explorer.move(x0=point[0], x1=point[1])
    slopes = [slope(tangent) for _, tangent, _ in planes(explorer)]
    assert slopes == pytest.approx(f.gradient(point), abs=ROUNDING)


@pytest.mark.parametrize("point", POINTS)
def test_on_the_surface_slices_and_tangents_go_through_the_point(point):
    explorer = moved(partials.slices)
    explorer.move(x0=point[0], x1=point[1])
    surface = explorer.scene.figure.axes[2]
    *_, along_x0, along_x1, touch0, touch1, dot = (
        np.array(line.get_data()) for line in surface.lines if line.get_animated()
    )
    for cut in (along_x0, along_x1):  # a tenth of a step of the slice, in units of the picture
        assert np.hypot(*(cut - dot)).min() < 0.025
    for tangent in (touch0, touch1):
        assert tangent.mean(axis=1) == pytest.approx(dot[:, 0], abs=ROUNDING)


def test_the_farthest_face_of_the_surface_is_drawn_first():
    faces = partials._faces(partials.MESH)
    away = faces.mean(axis=1) @ [np.sin(partials.TURN), np.cos(partials.TURN)]
    assert len(faces) == 400
    assert (np.diff(away) <= ROUNDING).all()


def test_an_own_function_takes_the_place_of_the_bowl():
    explorer = partials.slices(lambda x: x[0] ** 2 * x[1])
    explorer.move(x0=2.0, x1=3.0)
    assert explorer.sentence.startswith("At x0 = 2.0, x1 = 3.0, f is 12.00;")
    assert explorer.sentence.endswith("along x0 is 12.0000, along x1 4.0000.")


def test_a_level_surface_has_slopes_of_zero():
    explorer = partials.slices(lambda x: 0 * x[0] + 7)
    assert explorer.sentence.endswith("f is 7.00; the slope along x0 is 0.0000, along x1 0.0000.")


def test_a_function_that_adds_up_the_whole_mesh_is_told_what_to_do():
    with pytest.raises(ValueError, match="sum axis 0"):
        partials.slices(lambda x: np.sum(x**2))


def test_without_the_line_the_slope_along_x1_is_that_at_x0_minus_h():
    explorer = moved(partials.readings)
    assert explorer.sentence == (
        "At x0 = 3.0, x1 = 4.0 the loop reads the slopes 4.00 and 2.00; "
        "the true ones are 4.00 and 3.00. x ends at (2.0, 3.0)."
    )
    explorer.move(h=0.4)
    assert "reads the slopes 4.00 and 2.60" in explorer.sentence


def test_with_the_line_the_slopes_are_right_and_x_ends_where_it_began():
    explorer = moved(partials.readings)
    explorer.move(put_back=True)
    assert explorer.sentence == (
        "At x0 = 3.0, x1 = 4.0 the loop reads the slopes 4.00 and 3.00; "
        "the true ones are 4.00 and 3.00. x ends at (3.0, 4.0)."
    )


@pytest.mark.parametrize("put_back", [True, False])
def test_the_numbers_stand_beside_the_places_that_a_gradient_reads(put_back):
    explorer, read = moved(partials.readings), []
    explorer.move(put_back=put_back)
    _, _, _, *numbers = explorer.scene.figure.axes[0].lines
    beside = np.array([line.get_data() for line in numbers])[..., 0]
    numerical_gradient(lambda x: read.append(x.copy()) or 0.0, [3.0, 4.0], h=1.0)
    if not put_back:
        read[2:] = [place - [1, 0] for place in read[2:]]
    # Half a unit beside, to the right, the left, above and below.
    assert beside.tolist() == (np.array(read) + 0.5 * partials.SIDES).tolist()


@pytest.mark.parametrize("put_back", [True, False])
@pytest.mark.parametrize("corner", [(0.0, 0.0), (7.0, 5.0)])
def test_every_number_stands_in_the_picture(corner, put_back):
    explorer = moved(partials.readings)
    explorer.move(x0=corner[0], x1=corner[1], h=1.5, put_back=put_back)
    ax = explorer.scene.figure.axes[0]
    _, _, _, *numbers = ax.lines
    for across, up in (line.get_xydata()[0] for line in numbers):
        assert ax.get_xlim()[0] < across < ax.get_xlim()[1]
        assert ax.get_ylim()[0] < up < ax.get_ylim()[1]


@each_surface
@pytest.mark.parametrize("corner", [(-5.0, -5.0), (-5.0, 5.0), (5.0, -5.0), (5.0, 5.0)])
def test_every_tangent_of_the_surface_stands_in_the_picture(f, corner):
    explorer = partials.slices(f)
    explorer.move(x0=corner[0], x1=corner[1])
    ax = explorer.scene.figure.axes[2]
    box = np.transpose([ax.get_xlim(), ax.get_ylim()])
    for line in (line for line in ax.lines if line.get_color() == plots.TANGENT["color"]):
        assert (box[0] < line.get_xydata()).all()
        assert (line.get_xydata() < box[1]).all()


def test_the_star_stands_where_x_ends():
    explorer = moved(partials.readings)
    way, end = path(explorer)
    assert end[:, 0].tolist() == way[:, -1].tolist() == [2.0, 3.0]
    explorer.move(put_back=True)
    way, end = path(explorer)
    assert end[:, 0].tolist() == way[:, 0].tolist() == [3.0, 4.0]


def test_the_bowl_hides_the_bug():
    explorer = partials.readings(functions.bowl)
    assert "reads the slopes 6.00 and 8.00; the true ones are 6.00 and 8.00" in explorer.sentence


def test_the_challenge_is_not_met_at_the_start():
    assert moved(partials.hidden_valley).sentence == (
        "At x0 = −3.0, x1 = 4.0 the slope along x0 is −5.0, along x1 5.0."
    )


def test_the_challenge_is_met_at_the_bottom_and_nowhere_beside_it():
    explorer = moved(partials.hidden_valley)
    for x0 in (1.9, 2.0, 2.1):
        for x1 in (-1.1, -1.0, -0.9):
            explorer.move(x0=x0, x1=x1)
            assert ("Challenge met." in explorer.sentence) == ((x0, x1) == (2.0, -1.0))


def test_the_bottom_is_reached_by_making_one_slope_zero_after_the_other():
    explorer = moved(partials.hidden_valley)
    for _ in range(4):
        for axis, name in enumerate(("x0", "x1")):
            curve = list(planes(explorer))[axis][0]
            explorer.move(**{name: curve[0][curve[1].argmin()]})
    assert explorer.sentence.endswith("Challenge met.")


def test_the_hidden_valley_shows_no_surface():
    assert len(moved(partials.hidden_valley).scene.figure.axes) == 2


WEIGHTS = [(0.0, 11.5), (-0.25, 10.0), (-0.1, 12.5)]


@pytest.mark.parametrize("weights", WEIGHTS)
def test_the_slices_of_the_line_are_its_loss_with_the_other_weight_frozen(weights):
    explorer = moved(partials.fit)
    explorer.move(w=weights[0], b=weights[1])
    games, *slices = sorted(explorer.scene.figure.axes, key=lambda ax: ax.get_position().x0)
    slices.sort(key=lambda ax: -ax.get_position().y0)
    for axis, ax in enumerate(slices):
        curve, tangent, dot = (np.array(line.get_data(), float) for line in ax.lines)
        for t, height in curve.T:
            wb = list(weights)
            wb[axis] = t
            assert height == pytest.approx(line_loss(wb, DECADES, SECONDS))
        assert dot[:, 0] == pytest.approx([weights[axis], line_loss(weights, DECADES, SECONDS)])
        exact = line_gradient(weights, DECADES, SECONDS)[axis]
        assert slope(tangent) == pytest.approx(exact, abs=ROUNDING)
        low, high = ax.get_ylim()
        assert low < dot[1, 0] < high
    line = games.lines[-1].get_data()
    assert np.diff(line[1]) / np.diff(line[0]) == pytest.approx(weights[0])


def test_each_slope_of_the_line_stands_beside_its_ring():
    explorer = moved(partials.fit)
    explorer.move(w=-0.25, b=10.0)
    notes = [text.get_text() for ax in explorer.scene.figure.axes for text in ax.texts]
    assert notes == ["−29.88", "−3.89"]
    assert explorer.sentence.endswith("its slope along w is −29.88, along b −3.89.")
