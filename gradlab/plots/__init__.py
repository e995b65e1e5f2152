"""Draw arrays on the Axes that are given; compute nothing.

What all lessons share is here: styles, what stands still, what moves. What one lesson alone needs
is in the module of its name.
"""

from .moving import (
    MovingPath,
    moving_arrow,
    moving_line,
    moving_marker,
    moving_point,
    set_arrow,
)
from .still import contours, curve, legend, mark, step_axes, zero
from .style import (
    CENTRAL,
    DOWNHILL,
    FORWARD,
    FUNCTION,
    GUIDE,
    HEIGHTS,
    NOTE,
    TANGENT,
    UPHILL,
    figure,
    on_surface,
)

__all__ = [
    "CENTRAL",
    "DOWNHILL",
    "FORWARD",
    "FUNCTION",
    "GUIDE",
    "HEIGHTS",
    "NOTE",
    "TANGENT",
    "UPHILL",
    "MovingPath",
    "contours",
    "curve",
    "figure",
    "legend",
    "mark",
    "moving_arrow",
    "moving_line",
    "moving_marker",
    "moving_point",
    "on_surface",
    "set_arrow",
    "step_axes",
    "zero",
]
