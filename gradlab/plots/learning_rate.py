"""What the pictures of lesson 05 alone are drawn with."""

from .still import contours
from .style import DARK, FUNCTION, GUIDE, NOTE, TANGENT, WRONG, X0, X1

MEASURED = {**TANGENT, "linestyle": "", "marker": "o", "markersize": 4}  # dots on PREDICTED
PREDICTED = {**FUNCTION, "linewidth": 1.6}
ALONG = ({**X0, "marker": "o"}, {**X1, "marker": "s", "markersize": 8})
EXACT = {"color": DARK, "linewidth": 1.2, "marker": "o"}
# Hollow and larger: where both runs are at one place, the dot of EXACT shows inside.
NUMERICAL = {**WRONG, "markevery": None, "markersize": 13, "markeredgewidth": 2}


def landscape(ax, x0, x1, heights):
    """Draw the contours of a landscape over its whole mesh."""
    contours(ax, x0, x1, heights, levels=8)
    ax.locator_params(nbins=5)
    ax.set(xlim=(x0.min(), x0.max()), ylim=(x1.min(), x1.max()))


def factors(ax, lr, sizes):
    """Draw the size of each coordinate's factor over lr."""
    for size, style, name in zip(sizes, ALONG, ("$x_0$", "$x_1$"), strict=True):
        ax.plot(lr, size, **{**style, "marker": ""}, label=name)
    ax.set(xlabel=r"$\mathrm{lr}$", xlim=(lr[0], lr[-1]))
    ax.set(ylabel=r"$|1 - \mathrm{lr}\cdot\lambda|$", ylim=(0, 1.25), yticks=(0, 0.5, 1))


def level(ax, y, text):
    """Draw a thin level line, named above its middle."""
    ax.axhline(y, **GUIDE)
    across = ax.get_yaxis_transform()
    ax.annotate(text, (0.5, y), xycoords=across, xytext=(0, 8), **NOTE)


def moving_formula(ax, text):
    """Return a formula that moves, as wide as a note: as a marker it is quicker than a text."""
    style = {"color": NOTE["color"], "linestyle": "", "markersize": 88, "markeredgewidth": 0}
    return ax.plot([], [], **style, marker=text, animated=True)[0]


def settle(figure):
    """Lay the Axes out, and keep them in place whatever is drawn in them later."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")
    figure.stale = True  # not drawn yet, only laid out
