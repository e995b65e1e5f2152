"""What lesson 03, Gradient field, lets you explore and predict."""

import numpy as np
from ipywidgets import Dropdown, Layout, ToggleButtons

from .. import functions, plots
from ..differentiate import gradient_field, numerical_gradient
from ..functions import Function
from ..plots import gradient_field as draw
from ..widgets.controls import slider
from ..widgets.explorer import Explorer, explorer
from ..widgets.prediction import Prediction

WAVES = Function(
    lambda x, y: np.sin(x) + np.sin(y),
    lambda x, y: (np.cos(x), np.cos(y)),
    r"\sin x_0 + \sin x_1",
)
# As a drop-down names them: text, not TeX.
NAMES = {
    "x0² + x1²": functions.bowl,
    "x0³ + x1³": functions.cubic,
    "x0 + x1": functions.plane,
    "x0⁴ + x1⁴": functions.quartic,
    "x0⁵ + x1⁵": functions.quintic,
    "x0² / 20 + x1²": functions.long_bowl,
    "x0² − x1²": functions.saddle,
    "−(x0² + x1²)": functions.dome,
    "1 − exp(−(x0² + x1²) / 2)": functions.plateau,
    "sin x0 + sin x1": WAVES,
}
LANDSCAPES = {name: f for name, f in NAMES.items() if f is not WAVES}
FLAT = (
    functions.bowl,
    functions.dome,
    functions.saddle,
    functions.plateau,
    functions.cubic,
    WAVES,
)
ZEROS = {name: f for name, f in NAMES.items() if f in FLAT}

IN_NOTEBOOK = "explore"  # what the lesson calls this module; gradient_field is a function there
CELLS = 11  # arrows across the shorter side of a window: an odd number, so that one stands at 0
MARGIN = 1.08  # of the picture around the window, so that a point on the edge shows whole
ROOM = {"field": 1.38, "zeros": 1.2}  # for the probe's arrow, or its circle, at a corner
REACH = 2.5  # how much longer the probe's arrow is than an arrow of the field
TILES = 14  # of the surface, along each side: more look smoother, and take longer to draw
TILT = np.deg2rad(30)  # of the eye above the horizon
RISE = 0.7  # of the surface, up and down, beside a window from -1 to 1
TARGET = 64  # the first challenge, in degrees; on this long bowl there is no 65
AROUND = 0.8  # the distance of the places around the probe
# The directions of these places, none of them along an axis or a diagonal.
DIRECTIONS = 2 * np.pi * (np.arange(16) + 0.5) / 16
FLOOR = np.array([[-1, 1, 1, -1, -1], [-1, -1, 1, 1, -1]])  # its corners, the first once more
ENOUGH = 0.05  # the second challenge: a gradient as short as this passes for zero
TIE = 1e-3  # a smaller difference of height counts as none


class _Field:
    """A landscape's contours and arrows, and a probe with an arrow of its own."""

    def __init__(self, ax, margin=MARGIN):
        self._ax, self._margin = ax, margin
        self._styles = {-1: plots.DOWNHILL, 1: plots.UPHILL}
        self._arrows = {s: draw.probe_arrow(ax, style) for s, style in self._styles.items()}
        self._point = plots.moving_point(ax)

    def draw(self, f, window, sign=-1):
        """Draw what stands still."""
        mesh, feet = _mesh(window, self._margin), _feet(window)
        arrows = sign * _scale(f, feet) * gradient_field(f, feet)
        draw.field(self._ax, mesh, f(mesh), feet, arrows, self._styles[sign])

    def probe(self, f, window, point, gradient, sign=-1):
        """Put the probe and its arrow here; return the way to the arrow's head."""
        along = REACH * sign * _scale(f, _feet(window)) * gradient
        self.point(point, along, sign)
        return along

    def point(self, point, along, sign=-1):
        """Put the probe here, and draw its arrow as it is given."""
        for its_sign, arrow in self._arrows.items():
            arrow.set_visible(its_sign == sign)
            plots.set_arrow(arrow, point, along)
        self._point.set_data(point[:1], point[1:])


class _Surface:
    """A landscape seen from the side, in a window from -half to half, turned by an angle."""

    def __init__(self, ax):
        self._ax, self._shown = ax, None
        self._floor = plots.moving_line(ax, draw.FLOOR)
        self._tiles = draw.moving_surface(ax, 1.5)
        self._line = plots.moving_line(ax, plots.on_surface(plots.TANGENT))
        self._point = plots.moving_point(ax)
        self._names = [draw.moving_symbol(ax, name) for name in ("$+x_0$", "$+x_1$")]

    def show(self, f, half):
        """Take another landscape or window, if it is another."""
        if self._shown == (f, half):
            return
        self._shown = f, half
        edge = np.linspace(-half, half, TILES + 1)
        self._mesh = np.array(np.meshgrid(edge, edge))
        heights = f(self._mesh)
        self._low, self._high = heights.min(), heights.max()
        self._shares = _corners(self._share(self._mesh)).mean(axis=-1)

    def name(self, f, half):
        """Write the formula above it, and from where to where it goes."""
        self.show(f, half)
        low, high = self._low + 0.0, self._high + 0.0  # no -0
        limits = rf"${low:.4g} \leq f \leq {high:.4g}$"
        draw.title(self._ax, f"$f = {f.tex}$\n{limits}")

    def turn(self, degrees, points):
        """Draw the surface, and on it the way through these points (2, n), the probe first."""
        seen, depth = self._seen(self._mesh, self._share(self._mesh), degrees)
        corners = np.stack([_corners(screen) for screen in seen], axis=-1)
        order = np.argsort(-_corners(depth).sum(axis=-1), kind="stable")  # the farthest first
        draw.set_surface(self._tiles, corners[order], self._shares[order])
        way, _ = self._seen(points, self._share(points), degrees)
        self._line.set_data(*way)
        self._point.set_data(*way[:, :1])
        half = self._shown[1]
        self._floor.set_data(*self._seen(half * FLOOR, 0, degrees)[0])
        for name, along in zip(self._names, np.eye(2)[:, :, None], strict=True):
            beside = along[::-1]
            if self._seen(beside, 0, degrees)[1] > 0:  # rather at the near edge: none hides it
                beside = -beside
            name.set_data(*self._seen(half * (0.75 * along + 1.25 * beside), 0, degrees)[0])

    def _share(self, points):
        """Return heights as shares of the way from the lowest to the highest."""
        return (self._shown[0](points) - self._low) / (self._high - self._low)

    def _seen(self, points, share, degrees):
        """Return where points (2, ...) at these heights are on the screen, and how far away."""
        x0, x1 = points / self._shown[1]
        cos, sin = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
        across, away = cos * x0 - sin * x1, sin * x0 + cos * x1
        up = RISE * (2 * share - 1)
        return np.array([across, np.sin(TILT) * away + np.cos(TILT) * up]), away


@explorer
def field(f=functions.bowl):
    """Return an explorer of the arrows of minus or plus the gradient, with a probe."""
    figure, ax = plots.figure(height=4.6)
    draw.place(ax, (0.08, 0.1, 0.9, 0.88))
    drawn = _Field(ax, ROOM["field"])

    def backdrop(arrows):
        drawn.draw(f, f.window, arrows)

    def update(x0, x1, arrows):
        point = np.array([x0, x1])
        gradient = numerical_gradient(f, point)
        drawn.probe(f, f.window, point, gradient, arrows)
        sign = "−" if arrows < 0 else "+"
        return (
            f"{_at(point)} f is {f(point):.2f}, {sign}gradient is {_pair(arrows * gradient)}, "
            f"and its length is {_norm(gradient):.2f}."
        )

    names = [("−gradient", -1), ("+gradient", 1)]
    signs = ToggleButtons(options=names, value=-1, layout=Layout(display="flex"))
    controls = {**_sliders(f.window, (3.0, 4.0)), "arrows": signs}
    return Explorer(figure, update, controls, backdrop=backdrop, drag={ax: ("x0", "x1")})


@explorer
def landscapes():
    """Return an explorer of nine landscapes: the field of minus the gradient, and the surface."""
    figure, (flat, side) = plots.figure(1, 2, height=3.5)
    draw.place(flat, (0.1, 0.12, 0.41, 0.78))
    draw.place(side, (0.54, 0.01, 0.45, 0.84))
    drawn, surface = _Field(flat), _Surface(side)

    def backdrop(zoom, f):
        drawn.draw(f, _around_0(5 / zoom))
        surface.name(f, 5 / zoom)

    def update(x0, x1, turn, zoom, f):
        point, half = np.array([x0, x1]), 5 / zoom
        surface.show(f, half)
        gradient, outside = numerical_gradient(f, point), max(abs(point)) > half
        seen = np.nan if outside else point
        along = drawn.probe(f, _around_0(half), seen * np.ones(2), gradient)
        surface.turn(turn, (seen + np.linspace(0, 1, 9)[:, None] * along).T)
        beyond = " This is outside the window." if outside else ""
        return (
            f"f = {_name(f)}, from {-half:.4g} to {half:.4g}, turned by {turn}°. {_at(point)} f is "
            f"{f(point):.4g}, and the gradient has length {_norm(gradient):.3f}.{beyond}"
        )

    controls = {
        **_sliders(functions.SQUARE, (2.5, 1.5)),
        "turn": slider(0, 360, 30, 5),
        "zoom": slider(0.5, 5.0, 1.0, 0.5),
        "f": Dropdown(options=LANDSCAPES),
    }
    return Explorer(figure, update, controls, backdrop=backdrop, drag={flat: ("x0", "x1")})


@explorer
def way(f=functions.long_bowl):
    """Return an explorer of the angle from minus the gradient to the way to the minimum at 0."""
    figure, ax = plots.figure(height=3.6)
    drawn = _Field(ax)
    line, arc = plots.moving_line(ax, draw.WAY), plots.moving_line(ax, draw.ARC)
    line.set_markevery([1])
    drawn.draw(f, f.window)

    def update(x0, x1):
        point = np.array([x0, x1])
        gradient = numerical_gradient(f, point)
        drawn.point(point, -2.5 * gradient / (_norm(gradient) or 1))  # its direction alone
        line.set_data([x0, 0], [x1, 0])
        if not gradient.any():
            arc.set_data([], [])
            return f"{_at(point)} the gradient is zero: this is the minimum, and no arrow is left."
        angles = _between(-gradient, -point)
        arc.set_data(*(point[:, None] + 1.8 * np.array([np.cos(angles), np.sin(angles)])))
        angle = np.rad2deg(abs(angles[-1] - angles[0]))
        said = f"{_at(point)} −gradient points {angle:.1f}° away from the way to the minimum"
        if angle < 0.05:
            return f"{said}: straight at it."
        return f"{said}. Challenge met." if angle > TARGET else f"{said}."

    return Explorer(figure, update, _sliders(f.window, (-5.0, 4.0)), drag={ax: ("x0", "x1")})


@explorer
def zeros():
    """Return an explorer of what lies around a place: higher, lower, or level."""
    figure, ax = plots.figure(height=4.6)
    draw.place(ax, (0.08, 0.1, 0.9, 0.88))
    drawn = _Field(ax, ROOM["zeros"])
    styles = {1: draw.HIGHER, -1: draw.LOWER, 0: draw.LEVEL}
    marks = {sign: plots.moving_line(ax, style) for sign, style in styles.items()}

    def backdrop(f):
        drawn.draw(f, functions.SQUARE)

    def update(x0, x1, f):
        point = np.array([x0, x1])
        gradient = numerical_gradient(f, point)
        drawn.probe(f, functions.SQUARE, point, gradient)
        ring = point[:, None] + AROUND * np.array([np.cos(DIRECTIONS), np.sin(DIRECTIONS)])
        signs = _signs(f(ring) - f(point))
        for sign, mark in marks.items():
            mark.set_data(*ring[:, signs == sign])
        kind = _kind(signs)
        length = _norm(gradient)
        met = " Challenge met." if f is WAVES and kind == SADDLE and length < ENOUGH else ""
        return (
            f"{_at(point)} the gradient has length {length:.3f}. Of 16 places around, "
            f"{sum(signs > 0)} are higher, {sum(signs < 0)} lower and {sum(signs == 0)} level: "
            f"{kind}.{met}"
        )

    controls = {**_sliders(functions.SQUARE, (2.0, 1.0)), "f": Dropdown(options=ZEROS)}
    return Explorer(figure, update, controls, backdrop=backdrop, drag={ax: ("x0", "x1")})


SADDLE = "a saddle inside the circle"


def _signs(differences):
    return np.where(abs(differences) < TIE, 0, np.sign(differences))


def _kind(signs):
    """Return in words what the signs of the differences of height around a place tell."""
    uneven = signs[signs != 0]
    changes = sum(uneven != np.roll(uneven, 1))
    if len(uneven) == 0:
        return "level ground"
    # One or two places may be level by chance; where many are, the ground goes on there.
    if changes == 0 and len(uneven) >= 0.75 * len(signs):
        return "a minimum inside the circle" if uneven[0] > 0 else "a maximum inside the circle"
    return SADDLE if changes >= 4 else "a slope"


def _sliders(window, start):
    (low0, high0), (low1, high1) = window
    x0, x1 = start
    return {"x0": slider(low0, high0, x0), "x1": slider(low1, high1, x1)}


def _mesh(window, margin, n=110):
    """Return a fine mesh over a window and a margin around it."""
    ends = np.array(window) * margin
    return np.array(np.meshgrid(*(np.linspace(low, high, n + 1) for low, high in ends)))


def _feet(window):
    """Return the middles of square cells over a window around 0."""
    size = min(high - low for low, high in window) / CELLS
    counts = [round((high - low) / size) // 2 for low, high in window]
    return np.array(np.meshgrid(*(size * np.arange(-n, n + 1) for n in counts)))


def _scale(f, feet):
    """Return the scale at which the longest arrow just reaches the foot of its neighbour."""
    return (feet[1, 1, 0] - feet[1, 0, 0]) / _norm(gradient_field(f, feet)).max()


def _around_0(half):
    return ((-half, half), (-half, half))


def _corners(mesh):
    """Return the values at the four corners of each tile of a mesh (m, n), shape (tiles, 4)."""
    corners = (mesh[:-1, :-1], mesh[:-1, 1:], mesh[1:, 1:], mesh[1:, :-1])
    return np.stack([corner.ravel() for corner in corners], axis=-1)


def _between(one, other):
    """Return directions in radians from one vector to another, the shorter way round."""
    first, last = (np.arctan2(v[1], v[0]) for v in (one, other))
    turn = (last - first + np.pi) % (2 * np.pi) - np.pi
    return np.linspace(first, first + turn, 13)


def _name(f):
    return next(name for name, its in NAMES.items() if its is f)


def _norm(gradient):
    return np.linalg.norm(gradient, axis=0)


def _at(point):
    return f"At x0 = {point[0]:.1f}, x1 = {point[1]:.1f}:"


def _pair(vector):
    first, second = (f"{round(value, 2) + 0.0:.2f}" for value in vector)  # + 0.0: no -0.00
    return f"({first}, {second})"


def predict_arrows():
    """Return the question of section 1."""
    return Prediction(
        "You stand on a hillside, on a contour: a line along which the height stays the same. "
        "Which way is steepest down?",
        dict.fromkeys(
            ["Along the contour.", "At right angles to the contour.", "It depends on the hill."],
            "Along the contour the height does not change at all. From there the slope grows as "
            "you turn, and it is greatest a quarter turn away, on every smooth hill.",
        ),
        right="At right angles to the contour.",
    )


def predict_way():
    """Return the question of section 3."""
    return Prediction(
        "A long valley, x0² / 20 + x1². You stand at (−5, 4), and the lowest point is (0, 0). "
        "Does −gradient point at it?",
        dict.fromkeys(
            ["Yes, exactly.", "Nearly: within 10°.", "No: it is off by more than 10°."],
            "The side of the valley is far steeper than its floor, so steepest down is almost "
            "straight across the valley. The next cell computes the angle.",
        ),
        right="No: it is off by more than 10°.",
    )


def predict_zero():
    """Return the question of section 4."""
    return Prediction(
        "Somewhere the gradient is exactly zero. What do you know about the place?",
        dict.fromkeys(
            ["It is a minimum.", "It is a minimum or a maximum.", "Neither of these for sure."],
            "A zero gradient says that the ground is level at that point. It may be the bottom, "
            "the top, a saddle between two hills, a plain, or a step on a slope, as in x0³ + x1³.",
        ),
        right="Neither of these for sure.",
    )
