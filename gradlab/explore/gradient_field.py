"""What lesson 03, Gradient field, lets you explore and predict."""

import numpy as np
from ipywidgets import Dropdown, Layout, ToggleButtons

from .. import functions, plots
from ..data import DECADES, SECONDS, games_loss, line_gradient
from ..differentiate import numerical_gradient
from ..functions import Function
from ..plots import gradient_field as draw
from ..widgets.controls import log_slider, slider
from ..widgets.explorer import Explorer, explorer
from ..widgets.prediction import NumberPrediction, Prediction
from .circle import SADDLE, Circle
from .landscape import Field, Surface

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

HALF = 4.0  # of the compass's window at a zoom of 1; a step is half as long
THETAS = np.arange(0, 361, 10)  # the angles from the gradient at which its steps are tried
W_WINDOW, B_WINDOW = (-0.3, 0.06), (9.2, 12.8)  # of the line's plane, around its valley
LEVELS = (0.06, 0.1, 0.2, 0.5, 1, 2, 4)
LONGEST = 1.3  # of the arrows in that plane, in cells: those of the corners alone are so long
LAST = DECADES[-1]

IN_NOTEBOOK = "explore"  # what the lesson calls this module; gradient_field is a function there
ROOM = {"field": 1.38, "zeros": 1.2}  # for the probe's arrow, or its circle, at a corner
TARGET = 64  # the first challenge, in degrees; on this long bowl there is no 65
ENOUGH = 0.05  # the second challenge: a gradient as short as this passes for zero


@explorer
def field(f=functions.bowl):
    """Return an explorer of the arrows of minus or plus the gradient, with a probe."""
    figure, ax = plots.figure(height=4.2)
    draw.place(ax, (0.08, 0.1, 0.9, 0.88))
    drawn = Field(ax, ROOM["field"])

    def backdrop(arrows):
        drawn.draw(f, f.window, arrows)

    def update(x0, x1, arrows):
        point = np.array([x0, x1])
        gradient = numerical_gradient(f, point)
        drawn.probe(f, f.window, point, gradient, arrows)
        sign = "−" if arrows < 0 else "+"
        return (
            f"{_at(point)} f is {f(point):.2f}, {sign}gradient is {_pair(arrows * gradient)}, "
            f"and its length is {np.linalg.norm(gradient):.2f}."
        )

    names = [("−gradient", -1), ("+gradient", 1)]
    signs = ToggleButtons(options=names, value=-1, layout=Layout(display="flex"))
    controls = {**_sliders(f.window, (3.0, 4.0)), "arrows": signs}
    return Explorer(figure, update, controls, backdrop=backdrop, drag={ax: ("x0", "x1")})


@explorer
def compass(f=functions.bowl):
    """Return an explorer of a step turned around a point, under a zoom: what it does to `f`.

    On the right the changes of f stand in units of |g||s|, beside the cosine of the angle.
    """
    figure, (near, changes) = plots.figure(1, 2, height=3.3)
    draw.place(near, (0.125, 0.17, 0.4, 0.76))
    draw.place(changes, (0.63, 0.17, 0.34, 0.76))
    draw.compass_axes(changes)
    cosine = np.cos(np.deg2rad(THETAS))
    changes.plot(THETAS, cosine, **draw.COSINE)
    dots, here = plots.moving_line(changes, draw.DOTS), plots.moving_point(changes, plots.DARK)
    uphill = draw.probe_arrow(near, plots.UPHILL)
    step, ring = plots.moving_arrow(near, draw.STEP, 0.02), plots.moving_point(near)

    def backdrop(x0, x1, zoom):
        point, half = np.array([[[x0]], [[x1]]]), HALF / zoom
        edge = np.linspace(-half, half, 61)
        mesh = point + np.meshgrid(edge, edge)
        draw.close_contours(near, *mesh, f(mesh))

    def update(theta, x0, x1, zoom):
        point, length = np.array([x0, x1]), HALF / 2 / zoom
        gradient = numerical_gradient(f, point)
        size, up = np.linalg.norm(gradient), np.arctan2(gradient[1], gradient[0])
        way = length * _directions(up + np.deg2rad(theta))
        around = point[:, None] + length * _directions(up + np.deg2rad(THETAS))
        change, unit = f(point + way) - f(point), size * length or np.nan
        plots.set_arrow(uphill, point, 1.6 * length * gradient / (size or 1))
        plots.set_arrow(step, point, way)
        ring.set_data([x0], [x1])
        dots.set_data(THETAS, (f(around) - f(point)) / unit)
        here.set_data([theta], [change / unit])
        if not size:
            return NO_WAY.format(at=_at(point), change=change)
        said = size * length * np.cos(np.deg2rad(theta))
        return STEPPED.format(at=_at(point), s=length, theta=theta, change=change, said=said + 0.0)

    theta = slider(0, 360, 30, 5)
    theta.description = "θ"
    controls = {"theta": theta, **_sliders(f.window, (3.0, 4.0)), "zoom": log_slider(0, 3, 1)}
    return Explorer(figure, update, controls, backdrop=backdrop, drag={changes: ("theta", None)})


NO_WAY = (
    "{at} the gradient is zero, and no direction is steepest; the step changes f by {change:.4g}."
)
STEPPED = (
    "{at} a step of {s:.4g} at θ = {theta}° changes f by {change:.4g}; |g|·|s|·cos θ is {said:.4g}."
)


@explorer
def fit():
    """Return an explorer of the line through the Olympic times, and of −gradient over w and b."""
    figure, (games, plane) = plots.figure(1, 2, height=3.6)
    plots.games_axes(games)
    games.set_xticks(games.get_xticks()[::2])
    fitted = plots.FittedLine(games, DECADES, SECONDS)
    starts, turns = draw.ends_of_a_line(games)
    mesh = np.meshgrid(np.linspace(*W_WINDOW, 91), np.linspace(*B_WINDOW, 91))
    draw.plane_of_weights(plane, *mesh, games_loss(mesh), LEVELS)
    feet = np.array(np.meshgrid(_middles(W_WINDOW), _middles(B_WINDOW)))
    gradients = line_gradient(feet, DECADES, SECONDS)
    scale = LONGEST * (feet[0, 0, 1] - feet[0, 0, 0]) / abs(gradients[0]).max()
    draw.arrows(plane, feet, -scale * gradients, plots.DOWNHILL)
    arrow, ring = draw.probe_arrow(plane, plots.DOWNHILL), plots.moving_point(plane)

    def update(w, b):
        wb = np.array([w, b])
        fitted.set(w, b)
        draw.turn(turns, games.get_ylim(), b, LAST)
        gradient = line_gradient(wb, DECADES, SECONDS)
        plots.set_arrow(arrow, wb, -2.5 * scale * gradient)
        ring.set_data([w], [b])
        return FITTED.format(w=w, b=b, loss=games_loss(wb), down=_pair(-gradient))

    controls = {"w": slider(*W_WINDOW, -0.06, 0.002), "b": slider(*B_WINDOW, 10.0, 0.02)}
    drag = {plane: ("w", "b"), starts: (None, "b"), turns: (None, "w")}
    return Explorer(figure, update, controls, drag=drag)


FITTED = "With w = {w:.3f}, b = {b:.2f} the loss is {loss:.4f}, and −gradient is {down}."


def _middles(window):
    """Return the middles of nine cells from one end of a window to the other."""
    low, high = window
    return low + (high - low) * (np.arange(9) + 0.5) / 9


def _directions(angles):
    """Return the directions (2, ...) at these angles, in radians, from x0 towards x1."""
    return np.array([np.cos(angles), np.sin(angles)])


@explorer
def nine():
    """Return an explorer of the nine landscapes side by side, with a probe at one place in all.

    A press in one of the small pictures also chooses the f of which the sentence tells more.
    """
    figure, axes = draw.nine_landscapes([f"${f.tex}$" for f in LANDSCAPES.values()])
    fields = {name: Field(ax, cells=5, levels=6) for name, ax in zip(LANDSCAPES, axes, strict=True)}
    for name, ax in zip(LANDSCAPES, axes, strict=True):
        fields[name].draw(LANDSCAPES[name], functions.SQUARE)
        draw.without_numbers(ax)
    frames = dict(zip(LANDSCAPES, map(draw.moving_frame, axes), strict=True))

    def update(x0, x1, f):
        point, lengths, chosen = np.array([x0, x1]), {}, _name(f)
        for name, its in LANDSCAPES.items():
            gradient = numerical_gradient(its, point)
            fields[name].probe(its, functions.SQUARE, point, gradient)
            frames[name].set_visible(name == chosen)
            lengths[name] = np.linalg.norm(gradient)
        longest, shortest = max(lengths, key=lengths.get), min(lengths, key=lengths.get)
        return (
            f"{_at(point)} the gradient of {chosen} has length {lengths[chosen]:.4g}. "
            f"It is longest on {longest}, with {lengths[longest]:.4g}, "
            f"and shortest on {shortest}, with {lengths[shortest]:.4g}."
        )

    controls = {**_sliders(functions.SQUARE, (2.5, 1.5)), "f": Dropdown(options=LANDSCAPES)}
    places = [("x0", "x1", {"f": f}) for f in LANDSCAPES.values()]
    return Explorer(figure, update, controls, drag=dict(zip(axes, places, strict=True)))


@explorer
def landscapes():
    """Return an explorer of nine landscapes: the field of minus the gradient, and the surface."""
    figure, (flat, side) = plots.figure(1, 2, height=3.5)
    draw.place(flat, (0.1, 0.12, 0.41, 0.78))
    draw.place(side, (0.54, 0.01, 0.45, 0.84))
    drawn, surface = Field(flat), Surface(side)

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
            f"{f(point):.4g}, and the gradient has length {np.linalg.norm(gradient):.3f}.{beyond}"
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
    drawn = Field(ax)
    line, arc = plots.moving_line(ax, draw.WAY), plots.moving_line(ax, draw.ARC)
    line.set_markevery([1])
    drawn.draw(f, f.window)

    def update(x0, x1):
        point = np.array([x0, x1])
        gradient = numerical_gradient(f, point)
        drawn.point(point, -2.5 * gradient / (np.linalg.norm(gradient) or 1))  # its direction alone
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
    drawn = Field(ax, ROOM["zeros"])
    styles = {1: draw.HIGHER, -1: draw.LOWER, 0: draw.LEVEL}
    marks = {sign: plots.moving_line(ax, style) for sign, style in styles.items()}

    def backdrop(f):
        drawn.draw(f, functions.SQUARE)

    def update(x0, x1, f):
        point = np.array([x0, x1])
        gradient = numerical_gradient(f, point)
        drawn.probe(f, functions.SQUARE, point, gradient)
        circle = Circle(f, point)
        signs, kind = circle.signs, circle.kind
        for sign, mark in marks.items():
            mark.set_data(*circle.places[:, signs == sign])
        length = np.linalg.norm(gradient)
        met = " Challenge met." if f is WAVES and kind == SADDLE and length < ENOUGH else ""
        return (
            f"{_at(point)} the gradient has length {length:.3f}. Of 16 places around, "
            f"{sum(signs > 0)} are higher, {sum(signs < 0)} lower and {sum(signs == 0)} level: "
            f"{kind}.{met}"
        )

    controls = {**_sliders(functions.SQUARE, (2.0, 1.0)), "f": Dropdown(options=ZEROS)}
    return Explorer(figure, update, controls, backdrop=backdrop, drag={ax: ("x0", "x1")})


def _sliders(window, start):
    (low0, high0), (low1, high1) = window
    x0, x1 = start
    return {"x0": slider(low0, high0, x0), "x1": slider(low1, high1, x1)}


def _around_0(half):
    return ((-half, half), (-half, half))


def _between(one, other):
    """Return directions in radians from one vector to another, the shorter way round."""
    first, last = (np.arctan2(v[1], v[0]) for v in (one, other))
    turn = (last - first + np.pi) % (2 * np.pi) - np.pi
    return np.linspace(first, first + turn, 13)


def _name(f):
    return next(name for name, its in NAMES.items() if its is f)


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
        {
            "Along the contour.": (
                "Along the contour the height does not change at all: there the slope is 0."
            ),
            "At right angles to the contour.": (
                "Along the contour the slope is 0. From there it grows as you turn, and it is "
                "greatest a quarter turn away, on every smooth hill."
            ),
            "It depends on the hill.": (
                "The direction of the contour does. But close to you every smooth hill looks like "
                "a tilted plane, and on a plane steepest down is at right angles to the contours."
            ),
        },
        right="At right angles to the contour.",
    )


def predict_change():
    """Return the question of section 1 that asks for a change."""
    return NumberPrediction(
        "At (3, 4) the gradient of x0² + x1² is (6, 8). You go a step of (0.01, 0.02), from (3, 4) "
        "to (3.01, 4.02). By about how much does f change?",
        functions.bowl([3.01, 4.02]) - functions.bowl([3, 4]),
        "Along x0 it changes by about 6 · 0.01, along x1 by about 8 · 0.02, and the two add up.",
        near=0.02,
    )


def predict_way():
    """Return the question of section 4."""
    point = np.array([-5.0, 4.0])
    down = -np.array(functions.long_bowl.gradient(point))
    cosine = down @ -point / np.linalg.norm(down) / np.linalg.norm(point)
    return NumberPrediction(
        "A long valley, x0² / 20 + x1². You stand at (−5, 4), and the lowest point is (0, 0). "
        "How many degrees lie between −gradient and the way to the lowest point?",
        np.rad2deg(np.arccos(cosine)),
        "−gradient is (0.5, −8), almost straight across the valley; the way is (5, −4).",
        near=0.1,
    )


def predict_valley():
    """Return the question of section 3."""
    return Prediction(
        "The line through the Olympic times lies well, at the best w and b. You turn w up by 0.05, "
        "so that the line falls more slowly. What must b do, to make the loss as small as it can "
        "be with this w?",
        {
            "b must go up.": (
                "With w up, the line is already too high at the later Games; a larger b lifts it "
                "everywhere, and makes that worse."
            ),
            "b must go down.": (
                "With w up, the line is too high at the later Games. With a lower b it meets the "
                "points in their middle again, too low on the left and too high on the right."
            ),
            "b stays: w and b do not depend on each other.": (
                "They do, because all the points lie on the right of x = 0: turning w lifts the "
                "line at every one of them. Then b has to make up for it."
            ),
        },
        right="b must go down.",
    )


def predict_zero():
    """Return the question of section 5."""
    return Prediction(
        "Somewhere the gradient is exactly zero. What do you know about the place?",
        {
            "It is a minimum.": (
                "At a minimum the gradient is zero. But it is zero at the top of a hill as well."
            ),
            "It is a minimum or a maximum.": (
                "There are more level places than these two: a saddle between two hills, a plain, "
                "or a step on a slope, as in the middle of x0³ + x1³."
            ),
            "It may be either of these, or something else.": (
                "A zero gradient says that the ground is level at that point. It may be the "
                "bottom, the top, a saddle between two hills, a plain, or a step on a slope, as in "
                "x0³ + x1³."
            ),
        },
        right="It may be either of these, or something else.",
    )
