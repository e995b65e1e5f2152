"""What lesson 00, Start here, lets you try."""

import numpy as np

from .. import plots
from ..functions import wavy
from ..widgets.controls import slider
from ..widgets.explorer import Explorer, explorer
from ..widgets.prediction import Prediction


@explorer
def height():
    """Return an explorer with one slider: a point that follows a curve."""
    figure, ax = plots.figure(height=2.8)
    xs = np.linspace(0, 10, 201)
    plots.curve(ax, xs, wavy(xs), "$f(x)$")
    point = plots.moving_point(ax)

    def update(x):
        point.set_data([x], [wavy(x)])
        return f"At x = {x:.1f} the curve is at height {wavy(x):.2f}."

    return Explorer(figure, update, {"x": slider(0, 10, 2.0)}, drag={ax: ("x", None)})


def predict_reading():
    """Return the question to practise on."""
    return Prediction(
        "A car drives 60 km in one hour. Does it follow that it drove at 60 km/h all the time?",
        dict.fromkeys(
            ["Yes.", "No."],
            "60 km/h is its mean speed over the hour. Its speed at one moment is another thing, "
            "and that is what lesson 01 is about.",
        ),
        right="No.",
    )
