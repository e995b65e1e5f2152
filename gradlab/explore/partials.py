"""What lesson 02, Partial derivatives, lets you explore and predict."""

import numpy as np
from ipywidgets import Checkbox

from .. import plots
from ..data import DECADES, SECONDS, games_loss, line_gradient
from ..differentiate import numerical_diff, numerical_gradient, tangent_line
from ..functions import bowl, product
from ..plots import partials as draw
from ..widgets.controls import slider
from ..widgets.explorer import Explorer, explorer
from ..widgets.prediction import NumberPrediction, Prediction

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
def fit():
    """Return an explorer of the line through the Olympic times, and of its loss along w and b."""
    figure, games, planes = draw.line_and_slices()
    plots.games_axes(games)
    fitted = plots.FittedLine(games, DECADES, SECONDS)
    w, b = slider(-0.25, 0.0, 0.0, 0.002), slider(10.0, 12.5, 11.5, 0.02)
    windows = [np.array([control.min, control.max]) for control in (w, b)]
    cuts = [
        _Slice(ax, games_loss, axis, (-0.3, 5.7), window)
        for axis, (ax, window) in enumerate(zip(planes, windows, strict=True))
    ]
    draw.name_weights(planes)
    notes = [draw.slope_note(ax) for ax in planes]

    def update(w, b):
        fitted.set(w, b)
        loss = games_loss([w, b])
        slopes = line_gradient([w, b], DECADES, SECONDS)
        for cut, note, slope in zip(cuts, notes, slopes, strict=True):
            cut.move_to((w, b))
            draw.note_slope(note, (w, b)[cut.axis], loss, slope)
        return (
            f"With w = {w:.3f}, b = {b:.2f} the loss is {loss:.4f}; "
            f"its slope along w is {_plain(slopes[0], 2)}, along b {_plain(slopes[1], 2)}."
        )

    drag = {planes[0]: ("w", None), planes[1]: ("b", None)}
    return Explorer(figure, update, {"w": w, "b": b}, drag=drag)


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
    return NumberPrediction(
        "You stand at x0 = 3, x1 = 4 on the surface of x0² + x1². Along x0 its slope there is 6. "
        "What is its slope along x1?",
        8,
        "The slope of x1² is 2·x1, and x0² does not change as you go along x1.",
        near=0.01,
    )


def predict_frozen():
    """Return the question of section 2."""
    return Prediction(
        "Now freeze x1 at 0 instead of 4. What happens to the slope along x0 at x0 = 3?",
        {
            "It shrinks.": (
                "The slice lies lower, by 16. But lower is not flatter: every height of it went "
                "down by the same amount."
            ),
            "It stays the same.": (
                "x1 adds a number to the slice along x0. That lowers or lifts the slice as a "
                "whole, and bends or turns nothing."
            ),
            "It grows.": (
                "For that, the slice would have to get steeper at 3. x1² only adds a number to it, "
                "first 16 and now 0, and what is added does not bend it."
            ),
        },
        right="It stays the same.",
    )


def predict_other():
    """Return the question of section 3."""
    return Prediction(
        "You turn w until the slope of the loss along w is 0. Then you turn b until the slope "
        "along b is 0. Is the slope along w still 0?",
        {
            "Yes: b does not move w.": (
                "w stays where it is. But the slice along w is another one when b has moved, and "
                "its lowest place lies elsewhere."
            ),
            "Yes: both slopes are 0, so this is the lowest loss.": (
                "It would be, if both were 0 at once. But the first was 0 with the old b."
            ),
            "No: it has changed with b.": (
                "Each slope depends on both weights: where the line lies higher, another w fits "
                "the points best."
            ),
        },
        right="No: it has changed with b.",
    )


def predict_where_x_ends():
    """Return the question of section 5."""
    return Prediction(
        "x is (3, 4) before broken runs. Where is it afterwards?",
        {
            "At (3, 4).": (
                "Then each slope would be read beside (3, 4), and the second would be 3. Which "
                "line of section 4 brings x[i] back, and is missing here?"
            ),
            "At (2.9999, 3.9999).": (
                "x[i] = value is missing, so each x[i] stays at value − h. Thus the slope along x1 "
                "is read with x0 at 2.9999 and not at 3, and on x0·x1 that slope is x0."
            ),
            "At (3.0001, 4.0001).": (
                "x[i] is value + h for a while. But what is written into it last, in each round, "
                "is another number."
            ),
            "At (3, 3.9999).": (
                "The loop does the same to each x[i]. If x1 stays at value − h, so does x0; and if "
                "x0 were 3 when x1 is nudged, the second slope would be right."
            ),
        },
        right="At (2.9999, 3.9999).",
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

    def __init__(self, ax, f, axis, heights, ends=ENDS):
        self.f, self.axis, self.ends = f, axis, ends
        self.along = np.linspace(*ends, 41)
        draw.slice_axes(ax, axis, ends + 0.03 * np.ptp(ends) * np.array([-1, 1]), heights)
        self.curve = plots.moving_line(ax, draw.SLICES[axis])
        self.tangent = plots.moving_line(ax, plots.TANGENT)
        self.point = plots.moving_point(ax)

    def move_to(self, point):
        """Lead the slice through the point; return its slope there."""

        def frozen(t):
            return self.f(_cut(point, self.axis, t))

        here = point[self.axis]
        self.curve.set_data(self.along, frozen(self.along))
        self.tangent.set_data(self.ends, tangent_line(frozen, here)(self.ends))
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
