"""A landscape in two pictures: its field of arrows from above, and its surface from the side."""

from functools import lru_cache

import numpy as np

from .. import plots
from ..differentiate import gradient_field
from ..plots import gradient_field as draw

CELLS = 11  # arrows across the shorter side of a window: an odd number, so that one stands at 0
MARGIN = 1.08  # of the picture around the window, so that a point on the edge shows whole
REACH = 2.5  # how much longer the probe's arrow is than an arrow of the field
TILES = 14  # of the surface, along each side: more look smoother, and take longer to draw
TILT = np.deg2rad(30)  # of the eye above the horizon
RISE = 0.7  # of the surface, up and down, beside a window from -1 to 1
FLOOR = np.array([[-1, 1, 1, -1, -1], [-1, -1, 1, 1, -1]])  # its corners, the first once more


class Field:
    """A landscape's contours and arrows, and a probe with an arrow of its own."""

    def __init__(self, ax, margin=MARGIN, cells=CELLS, levels=12):
        self._ax, self._margin, self._cells, self._levels = ax, margin, cells, levels
        self._styles = {-1: plots.DOWNHILL, 1: plots.UPHILL}
        self._arrows = {s: draw.probe_arrow(ax, style) for s, style in self._styles.items()}
        self._point = plots.moving_point(ax)

    def draw(self, f, window, sign=-1):
        """Draw what stands still."""
        mesh, feet = _mesh(window, self._margin), _feet(window, self._cells)
        arrows = sign * _scale(f, window, self._cells) * gradient_field(f, feet)
        draw.field(self._ax, mesh, f(mesh), feet, arrows, self._styles[sign], self._levels)

    def probe(self, f, window, point, gradient, sign=-1):
        """Put the probe and its arrow here; return the way to the arrow's head."""
        along = REACH * sign * _scale(f, window, self._cells) * gradient
        self.point(point, along, sign)
        return along

    def point(self, point, along, sign=-1):
        """Put the probe here, and draw its arrow as it is given."""
        for its_sign, arrow in self._arrows.items():
            arrow.set_visible(its_sign == sign)
        plots.set_arrow(self._arrows[sign], point, along)
        self._point.set_data(point[:1], point[1:])


class Surface:
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


def _mesh(window, margin, n=110):
    """Return a fine mesh over a window and a margin around it."""
    ends = np.array(window) * margin
    return np.array(np.meshgrid(*(np.linspace(low, high, n + 1) for low, high in ends)))


def _feet(window, cells):
    """Return the middles of square cells over a window around 0."""
    size = min(high - low for low, high in window) / cells
    counts = [round((high - low) / size) // 2 for low, high in window]
    return np.array(np.meshgrid(*(size * np.arange(-n, n + 1) for n in counts)))


@lru_cache(maxsize=32)
def _scale(f, window, cells):
    """Return the scale at which the longest arrow just reaches the foot of its neighbour."""
    feet = _feet(window, cells)
    return (feet[1, 1, 0] - feet[1, 0, 0]) / _norm(gradient_field(f, feet)).max()


def _corners(mesh):
    """Return the values at the four corners of each tile of a mesh (m, n), shape (tiles, 4)."""
    corners = (mesh[:-1, :-1], mesh[:-1, 1:], mesh[1:, 1:], mesh[1:, :-1])
    return np.stack([corner.ravel() for corner in corners], axis=-1)


def _norm(gradient):
    return np.linalg.norm(gradient, axis=0)
