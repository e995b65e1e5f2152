"""What the pictures of lesson 01 alone are drawn with."""

import numpy as np

from .style import GUIDE, NOTE


def error_axes(ax, h_limits, error_limits):
    """Make both axes logarithmic: the step h across, the error up."""
    ax.set(xscale="log", xlabel="$h$", xlim=h_limits)
    ax.set(yscale="log", ylabel="$|D_h - f'(1)|$", ylim=error_limits)


def error_curve(ax, h, error, style):
    """Draw the error over the step h, and return its line."""
    return ax.plot(h, error, **{**style, "marker": ""})[0]


def guide(ax, x, y, text, shift):
    """Draw a thin straight line between two points, named at its middle, shifted by points."""
    ax.plot(x, y, **GUIDE)
    middle = np.sqrt(np.prod(x)), np.sqrt(np.prod(y))
    ax.annotate(text, middle, xytext=shift, **NOTE)
