"""What lesson 02, Partial derivatives, lets you explore and predict."""

import numpy as np
from ipywidgets import Checkbox

from .. import plots
from ..differentiate import numerical_diff, numerical_gradient, tangent_line
from ..functions import bowl, product
from ..plots import partials as draw
from ..widgets.controls import slider
from ..widgets.explorer import Explorer, explorer
from ..widgets.prediction import Prediction

WINDOW = (-5.0, 5.0)  # of x0, and of x1
ENDS = np.array(WINDOW)
ALONG = np.linspace(*WINDOW, 41)  # enough for a smooth slice, and light enough to draw at each move
MESH = np.array(np.meshgrid(np.linspace(*WINDOW, 21), np.linspace(*WINDOW, 21)))
TURN, TILT = np.radians((-32, 30))  # how the surface is looked at
TALL = 8.0  # how far it reaches up in the picture, in units of x0
REACH = 1.3  # how far its tangents go to either side in the picture, about


@explorer
def slices(f=bowl):
    """Return an explorer of the surface of `f` and its two slices through (x0, x1)."""
    figure, space, planes = draw.surface_and_slices()
    heights = _heights(f)
    surface = _Surface(space, f, heights)
    cuts = [_Slice(ax, f, axis, _range(heights)) for axis, ax in enumerate(planes)]

    def update(x0, x1):
        slopes = [cut.move_to((x0, x1)) for cut in cuts]
        surface.move_to((x0, x1), slopes)
        return (
            f"At x0 = {x0:.1f}, x1 = {x1:.1f}, f is {_plain(f(np.array([x0, x1])), 2)}; "
            f"the slope along x0 is {_plain(slopes[0])}, along x1 {_plain(slopes[1])}."
        )

    controls = {"x0": slider(*WINDOW, 3.0), "x1": slider(*WINDOW, 4.0)}
    return Explorer(figure, update, controls, drag=_drag(planes))


@explorer
def hidden_valley():
    """Return an explorer of two slices of a surface that stays hidden: find its bottom."""
    figure, planes = plots.figure(1, 2, height=3.3)
    cuts = [_Slice(ax, _valley, axis, _range(_heights(_valley))) for axis, ax in enumerate(planes)]

    def update(x0, x1):
        slopes = [_plain(cut.move_to((x0, x1)), 1) for cut in cuts]
        met = " Challenge met." if slopes == ["0.0", "0.0"] else ""
        return (
            f"At x0 = {x0:.1f}, x1 = {x1:.1f} the slope along x0 is {slopes[0]}, "
            f"along x1 {slopes[1]}.{met}"
        )

    controls = {"x0": slider(*WINDOW, -3.0), "x1": slider(*WINDOW, 4.0)}
    return Explorer(figure, update, controls, drag=_drag(planes))


@explorer
def readings(f=product):
    """Return an explorer of the four places where a gradient reads `f`, with x put back or not."""
    figure, ax = plots.figure(height=4.1)
    # Has room for every reading and its number.
    mesh = np.array(np.meshgrid(np.linspace(-2.2, 9.4, 59), np.linspace(-2.2, 7.4, 49)))
    draw.named_contours(ax, *mesh, f(mesh), levels=np.arange(-15, 66, 10))
    path = plots.MovingPath(ax)
    numbers = [draw.moving_number(ax, n) for n in (1, 2, 3, 4)]

    def update(x0, x1, h, put_back):
        read, places = _read(f, (x0, x1), h, put_back)
        true = numerical_gradient(f, [x0, x1])
        end = places[-1]
        path.set_data(*places.T)
        for number, place, side in zip(numbers, places[NUMBERED[put_back]], SIDES, strict=True):
            number.set_data(*(place + 0.5 * side)[:, None])
        return (
            f"At x0 = {x0:.1f}, x1 = {x1:.1f} the loop reads the slopes {_plain(read[0], 2)} and "
            f"{_plain(read[1], 2)}; the true ones are {_plain(true[0], 2)} and "
            f"{_plain(true[1], 2)}. x ends at ({_plain(end[0], 1)}, {_plain(end[1], 1)})."
        )

    controls = {
        "x0": slider(0.0, 7.0, 3.0),
        "x1": slider(0.0, 5.0, 4.0),
        "h": slider(0.4, 1.5, 1.0),
        "put_back": Checkbox(description="put x back", indent=False),
    }
    return Explorer(figure, update, controls, drag={ax: ("x0", "x1")})


def predict_steeper():
    """Return the question of section 1."""
    return Prediction(
        "You stand at x0 = 3, x1 = 4 on the surface of x0² + x1². Along which axis is it steeper?",
        dict.fromkeys(
            ["Along x0.", "Along x1.", "Equally steep along both."],
            "A square is steeper the further it is from 0, and 4 is further than 3.",
        ),
        right="Along x1.",
    )


def predict_frozen():
    """Return the question of section 2."""
    return Prediction(
        "Now freeze x1 at 0 instead of 4. What happens to the slope along x0 at x0 = 3?",
        dict.fromkeys(
            ["It shrinks.", "It stays the same.", "It grows."],
            "x1 adds a number to the slice along x0. That lowers or lifts the slice as a whole, "
            "and bends or turns nothing.",
        ),
        right="It stays the same.",
    )


def predict_where_x_ends():
    """Return the question of section 4."""
    return Prediction(
        "x is (3, 4) before broken runs. Where is it afterwards?",
        dict.fromkeys(
            ["At (3, 4).", "At (2.9999, 3.9999).", "At (3.0001, 4.0001).", "At (3, 3.9999)."],
            "x[i] = value is missing, so each x[i] stays at value − h. Thus the slope along x1 is "
            "read with x0 at 2.9999 and not at 3, and on x0·x1 that slope is x0.",
        ),
        right="At (2.9999, 3.9999).",
    )


def predict_whole_numbers():
    """Return the question of section 5."""
    return Prediction(
        "The gradient at (3, 4) is (6, 8). What comes out if 3 and 4 are whole numbers?",
        dict.fromkeys(
            ["6 and 8.", "0 and 0.", "25000 and 35000.", "30000 and 40000."],
            "An array of whole numbers cuts off what comes after the point: 3.0001 becomes 3, but "
            "2.9999 becomes 2.",
        ),
        right="25000 and 35000.",
    )


def _drag(planes):
    return {planes[0]: ("x0", None), planes[1]: ("x1", None)}


def _plain(number, digits=4):
    """Return a number as text, and -0.0000 as 0.0000."""
    return f"{round(float(number), digits) + 0.0:.{digits}f}"


def _heights(f):
    """Return f over the window, if it knows that components come first."""
    heights = np.asarray(f(MESH), float)
    if heights.shape != MESH.shape[1:]:
        raise ValueError("f must make one height for each point: use x[0] and x[1], or sum axis 0")
    return heights


def _range(heights):
    """Return limits that leave room for the ring of a point at either end."""
    room = 0.06 * (np.ptp(heights) or 1.0)
    return heights.min() - room, heights.max() + room


def _valley(x):
    return x[0] ** 2 + x[0] * x[1] + x[1] ** 2 - 3 * x[0] + 3


def _cut(point, axis, t):
    """Return the point with one component replaced by t, a number or an array (n,): (2, n)."""
    x = [np.full_like(t, value) for value in point]
    x[axis] = t
    return np.array(x)


class _Slice:
    """The slice of f along one axis through a point, as a curve with its tangent."""

    def __init__(self, ax, f, axis, heights):
        self.f, self.axis = f, axis
        draw.slice_axes(ax, axis, 1.06 * ENDS, heights)
        self.curve = plots.moving_line(ax, draw.SLICES[axis])
        self.tangent = plots.moving_line(ax, plots.TANGENT)
        self.point = plots.moving_point(ax)

    def move_to(self, point):
        """Lead the slice through the point; return its slope there."""

        def frozen(t):
            return self.f(_cut(point, self.axis, t))

        here = point[self.axis]
        self.curve.set_data(ALONG, frozen(ALONG))
        self.tangent.set_data(ENDS, tangent_line(frozen, here)(ENDS))
        self.point.set_data([here], [frozen(here)])
        return numerical_diff(frozen, here)


class _Surface:
    """The surface of f seen from aside, with both slices through a point and their tangents."""

    def __init__(self, ax, f, heights):
        self.f, self.floor, self.top = f, heights.min(), heights.max()
        self.scale = TALL * np.cos(TILT) / (np.ptp(heights) or 1.0)
        self._stand(ax, heights)
        self.drop = plots.moving_line(ax, draw.DROP)
        self.cuts = [plots.moving_line(ax, plots.on_surface(style)) for style in draw.SLICES]
        tangent = plots.on_surface(plots.TANGENT)
        self.tangents = [plots.moving_line(ax, tangent) for _ in self.cuts]
        self.point = plots.moving_point(ax)

    def move_to(self, point, slopes):
        """Lead the slices and their tangents through the point."""
        spot = np.array([*point, self.f(np.array(point))])
        for axis, slope in enumerate(slopes):
            cut = _cut(point, axis, ALONG)
            self.cuts[axis].set_data(*self._seen(*cut, self.f(cut)))
            way = np.array([1 - axis, axis, slope]) / np.hypot(1, self.scale * slope)
            tangent = spot[:, None] + np.outer(way, [-REACH, REACH])
            self.tangents[axis].set_data(*self._seen(*tangent))
        self.point.set_data(*self._seen(*spot[:, None]))
        self.drop.set_data(*self._seen(*self._down_from(spot)))

    def _down_from(self, spot):
        """Return the way from x0's edge of the box up to the spot, and back to x1's edge."""
        foot = np.array([spot[0], spot[1], self.floor])
        on_edges = foot * (1, 0, 1) + (0, WINDOW[0], 0), foot * (0, 1, 1) + (WINDOW[1], 0, 0)
        return np.transpose([on_edges[0], foot, spot, foot, on_edges[1]])

    def _seen(self, x0, x1, height):
        """Return the place in the picture of points in space, seen from far away."""
        across = x0 * np.cos(TURN) - x1 * np.sin(TURN)
        away = x0 * np.sin(TURN) + x1 * np.cos(TURN)
        return np.array([across, self.scale * height + away * np.sin(TILT)])

    def _stand(self, ax, heights):
        """Draw what stands still: the surface, and the edges of its box."""
        corners = _faces(self._seen(*MESH, heights))
        draw.faces(ax, corners, _faces(heights[None]).mean((1, 2)))
        (low, high), (floor, top) = WINDOW, (self.floor, self.top)
        edges = ((low, high), low, floor), (high, (low, high), floor), (low, low, (floor, top))
        ends = ("−5", "5"), ("−5", "5"), [f"{end:.0f}".replace("-", "−") for end in (floor, top)]
        for number, shift in enumerate(((-13, -15), (19, -8), (-14, 0))):
            line = self._seen(*np.array(np.broadcast_arrays(*edges[number]), float))
            draw.edge(ax, *line, ("$x_0$", "$x_1$", "$f$")[number], ends[number], shift)


def _faces(grid):
    """Return the four corners of each face of a grid (k, n, m), the farthest face first."""
    corners = grid[:, :-1, :-1], grid[:, 1:, :-1], grid[:, 1:, 1:], grid[:, :-1, 1:]
    faces = np.stack([corner.reshape(len(grid), -1) for corner in corners])
    away = MESH[0] * np.sin(TURN) + MESH[1] * np.cos(TURN)
    return faces.transpose(2, 0, 1)[np.argsort(-away[:-1, :-1].ravel())]


# Where in the way of x the four readings are, with x put back between them or not.
NUMBERED = {True: [1, 2, 4, 5], False: [1, 2, 3, 4]}
SIDES = np.array([(1, 0), (-1, 0), (0, 1), (0, -1)])


def _read(f, point, h, put_back):
    """Return the gradient by a loop that puts x back or not, and all the places where x was."""
    x, gradient = np.array(point), np.empty(2)
    places = [x.copy()]
    for i, value in enumerate(point):
        heights = []
        for nudged in (value + h, value - h):
            x[i] = nudged
            places.append(x.copy())
            heights.append(f(x))
        gradient[i] = (heights[0] - heights[1]) / (2 * h)
        if put_back:
            x[i] = value
            places.append(x.copy())
    return gradient, np.array(places)
