"""What lesson 00, Start here, lets you try."""

from .. import plots
from ..data import DECADES, SECONDS, games_loss
from ..plots import start_here as draw
from ..widgets.card import Card
from ..widgets.controls import slider
from ..widgets.explorer import Explorer, explorer
from ..widgets.prediction import Prediction

FIRST = (0.0, 10.5)  # w and b: level, and too high
GOAL = 0.06  # of the challenge; the least loss is 0.04998


@explorer
def fit():
    """Return an explorer of a line through points: its two numbers, its misses, and its loss."""
    figure, (points, loss) = draw.figure_of_a_fit()
    line = plots.FittedLine(points, DECADES, SECONDS)
    begin = plots.moving_point(points, plots.X1["color"])
    bar = draw.MovingBar(loss, GOAL)

    def update(w, b):
        line.set(w, b)
        begin.set_data([0], [b])
        height = games_loss([w, b])
        bar.set(height)
        said = "With w = {w:.3f} and b = {b:.2f} the loss is {loss:.4f}.{met}"
        return said.format(w=w, b=b, loss=height, met=" Challenge met." * (height < GOAL))

    w, b = FIRST
    controls = {"w": slider(-0.25, 0.05, w, 0.005), "b": slider(9.5, 12.5, b, 0.05)}
    return Explorer(figure, update, controls, drag={points: (None, "b")})


def predict_best_b():
    """Return the question to practise on."""
    return Prediction(
        "With w = 0 the line is level, and the best b is the mean of all times, 10.28. Now you "
        "turn w to −0.1 and leave b as it is. Where is the best b now?",
        {
            "Still at 10.28.": (
                "10.28 was best for a level line. A line that falls from 10.28 in 1896 is below "
                "every point: lift it, and the misses get shorter."
            ),
            "Higher.": (
                "The line turns about the ring, at the left edge, so all the rest of it goes down, "
                "below every point. To come back to the points it has to be lifted."
            ),
            "Lower.": (
                "With w = −0.1 the line is already below every point. Lower still, and every miss "
                "gets longer."
            ),
        },
        right="Higher.",
    )


def progress():
    """Return the card of what you have done in the lessons of this folder."""
    return Card()
