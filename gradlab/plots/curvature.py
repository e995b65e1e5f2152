"""What the pictures of lesson 09 alone are drawn with."""

import numpy as np
from matplotlib.colors import to_rgba_array

from .learning_rate import COLORS, MARKS
from .moving import MovingPath
from .still import contours, legend
from .style import CENTRAL, DARK, FUNCTION, GRID, GUIDE, HEIGHTS, NOTE, TANGENT, figure

TOUCHING = {**TANGENT, "linestyle": (0, (4, 1.2))}  # the parabola, or the bowl, that touches f
HERE = {"color": DARK, "marker": "o", "markersize": 7}
LEVEL = {
    **{"color": DARK, "marker": "*", "markersize": 17},
    **{"markeredgecolor": "white", "zorder": 6},
}
WAY = {"color": DARK, "linewidth": 2.2, "linestyle": (0, (1, 1.2))}  # from the ring to the star
# Along own axes: the one with the smaller curvature, and the one with the larger.
OWN = (
    {"color": DARK, "linewidth": 1.4},
    {"color": DARK, "linewidth": 1.4, "linestyle": (0, (5, 2))},
)
FIRST = {**CENTRAL, "markersize": 7}  # the slope; and the second difference
SECOND = {"color": DARK, "linewidth": 2, "marker": "s", "markersize": 8}
# The four ways down, each named by its step; what uses the gradient alone is vermilion.
RUNS = {
    r"$-\mathrm{lr}\,g$": {**TANGENT, "linewidth": 1.8},
    r"$-t\,g$": {**TANGENT, "linewidth": 1.8, "linestyle": (0, (2, 1))},
    r"$\beta v-\mathrm{lr}\,g$": {"color": DARK, "linewidth": 1.8, "linestyle": (0, (6, 1.5))},
    r"$-H^{-1}g$": {"color": DARK, "linewidth": 1.4, "marker": "o", "markersize": 5},
}
PAIR, PLAIN = {**TANGENT, "linewidth": 1.8}, {**GUIDE, "linewidth": 1.6}
LEVELS = (5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 1000)  # numbers of steps
KINDS = COLORS[0], COLORS[1], COLORS[3]  # a minimum, a saddle, a maximum
POINTS = (
    {"marker": "v", "markerfacecolor": "white"},
    {"marker": "x", "markeredgewidth": 2},
    {"marker": "^"},
)


def figure_of_a_parabola():
    """Return a figure, and its Axes: f above, its slope below."""
    fig, (above, below) = figure(2, height=4.7, height_ratios=(3, 2), sharex=True)
    above.set(ylabel="$f(x)$")
    below.set(xlabel="$x$", ylabel="$f'(x)$")
    return fig, (above, below)


def curve(ax, x, y, limits):
    """Draw a curve in Axes with these limits of height."""
    ax.plot(x, y, **FUNCTION)
    ax.axhline(0, **GUIDE)
    ax.set(xlim=(x[0], x[-1]), ylim=limits)


def figure_of_a_touching_bowl():
    """Return a figure, the Axes of a landscape, and right of it two for slices."""
    fig, axes = figure(2, 2, height=3.9, width_ratios=(6, 4))
    place = axes[0, 0].get_gridspec()[:, 0]
    for ax in axes[:, 0]:
        ax.remove()
    plane = fig.add_subplot(place)
    plane.spines[["top", "right"]].set_visible(False)
    axes[1, 1].set_xlabel("$s$")
    return fig, plane, axes[:, 1]


def landscape(ax, f, heights, window, n=121):
    """Draw contours at these heights in a window, which fills the Axes."""
    x = np.array(np.meshgrid(*(np.linspace(*side, n) for side in window)))
    contours(ax, *x, f(x), heights)
    plane_axes(ax, window)


def plane_axes(ax, window):
    """Lay out Axes for a landscape in a window."""
    ax.set(xlabel="$x_0$", ylabel="$x_1$", aspect="equal", xlim=window[0], ylim=window[1])
    ax.locator_params(nbins=5)


def name_slices(slices, axes, across):
    """Lay out Axes for the change of f along the own axes, each named by that axis' line."""
    for ax, line, name in zip(
        slices, axes, (r"$\lambda_{\min}$", r"$\lambda_{\max}$"), strict=True
    ):
        ax.set(xlim=across, ylim=(-160, 160), yticks=(-100, 0, 100))
        ax.axhline(0, **GUIDE)
        legend(ax, {name: line}, loc="lower center", bbox_to_anchor=(0.5, 1), borderpad=0)


def error_axes(ax, h, errors):
    """Lay out Axes for the errors over h, both in factors of ten."""
    ax.set(xscale="log", yscale="log", xlabel="$h$", xlim=h, ylim=errors)
    ax.set_yticks(10.0 ** np.arange(-12, 3, 2))


def best_h(ax, h, text):
    """Mark an h, named at the top."""
    ax.axvline(h, **GUIDE)
    ax.annotate(text, (h, 1), xycoords=ax.get_xaxis_transform(), xytext=(4, -14), **NOTE)


def speeds(ax, lr, beta, steps):
    """Draw how many steps a run needs over lr and β: contours with their number, and ∞ beyond.

    Parameters
    ----------
    lr, beta, steps : array of shape (m, n)
        Where a run does not arrive, steps is inf.
    """
    runs_away = to_rgba_array(COLORS[3])
    ax.contourf(lr, beta, np.isinf(steps), (0.5, 1.5), colors=runs_away)
    known = np.where(np.isinf(steps), 1e9, steps)
    levels = [n for n in LEVELS if n > 1.05 * steps.min()]
    lines = ax.contour(lr, beta, known, levels[:6], cmap=HEIGHTS, linewidths=1.2)
    ax.clabel(lines, fontsize=10, colors=NOTE["color"], fmt="%d")
    lines.labelTexts.clear()  # a backdrop is taken away artist by artist, in any order
    ax.annotate(MARKS[3], (0.92, 0.07), xycoords="axes fraction", fontsize=14, ha="center")


def speed_axes(ax):
    """Lay out Axes for lr across and β up."""
    ax.set(xlabel=r"$\mathrm{lr}$", ylabel=r"$\beta$", xlim=(0, 2), ylim=(0, 1))
    ax.set_xticks([0, 0.5, 1, 1.5, 2])


def figure_of_a_race(formulas):
    """Return a figure, four small square Axes under formulas, and one Axes below all of them."""
    fig, axes = figure(2, 4, height=4.6, height_ratios=(4, 6))
    below = fig.add_subplot(axes[1, 0].get_gridspec()[1, :])
    below.spines[["top", "right"]].set_visible(False)
    below.grid(color=GRID, linewidth=0.8)
    for ax in axes[1]:
        ax.remove()
    for ax, formula in zip(axes[0], formulas, strict=True):
        ax.set_title(formula, fontsize=11)
    return fig, axes[0], below


def kinds(ax, x, which):
    """Draw for each start of a mesh x (2, m, n) which kind of place belongs to it: 0, 1 or 2."""
    colors = to_rgba_array(KINDS)[which]
    ax.pcolormesh(*x, colors, rasterized=True)
    ax.set(aspect="equal", xlabel="$x_0$", ylabel="$x_1$")
    ax.locator_params(nbins=5)


def places(ax, x, which):
    """Mark places x (2, n) by their kinds."""
    for kind, style in enumerate(POINTS):
        at = x[:, which == kind]
        ax.plot(*at, **style, color=DARK, linestyle="", markersize=7)


class SmallPath(MovingPath):
    """A path of hundreds of steps in a small picture: a thin line with small dots."""

    def __init__(self, ax):
        super().__init__(ax)
        self.way.set(linewidth=0.7, markersize=3)
        self.start.set(markersize=8, markeredgewidth=2)
        self.end.set(markersize=12)
