"""Draw arrays on the Axes that are given; compute nothing.

What all lessons share is here: styles, what stands still, what moves. What one lesson alone needs
is in the module of its name.
"""

from .moving import (
    FittedLine,
    MovingPath,
    moving_arrow,
    moving_line,
    moving_marker,
    moving_point,
    set_arrow,
)
from .still import contours, curve, games_axes, legend, mark, step_axes, weight_plane, zero
from .style import (
    CENTRAL,
    DARK,
    DATA,
    DOWNHILL,
    FORWARD,
    FUNCTION,
    GUESS,
    GUIDE,
    HEIGHTS,
    MISS,
    NOTE,
    OFF,
    TANGENT,
    UPHILL,
    WRONG,
    X0,
    X1,
    figure,
    on_surface,
)

__all__ = [
    "CENTRAL",
    "DARK",
    "DATA",
    "DOWNHILL",
    "FORWARD",
    "FUNCTION",
    "GUESS",
    "GUIDE",
    "HEIGHTS",
    "MISS",
    "NOTE",
    "OFF",
    "TANGENT",
    "UPHILL",
    "WRONG",
    "X0",
    "X1",
    "FittedLine",
    "MovingPath",
    "contours",
    "curve",
    "figure",
    "games_axes",
    "legend",
    "mark",
    "moving_arrow",
    "moving_line",
    "moving_marker",
    "moving_point",
    "on_surface",
    "set_arrow",
    "step_axes",
    "weight_plane",
    "zero",
]
