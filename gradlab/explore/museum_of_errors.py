"""What the museum of errors lets you predict: a question to each exhibit."""

from ..widgets.prediction import NumberPrediction, Prediction


def predict_mended_line():
    """Return the question of exhibit 1."""
    return NumberPrediction(
        "The missing parentheses are put in: (curve(5 + h) − curve(5)) / h, with the same "
        "h = 10e-50. What comes out?",
        0.0,
        "With 16 digits 5 + h is 5 again, both heights are the same, and their difference is 0.",
        near=0.01,
    )


def predict_seven_digits():
    """Return the question of exhibit 2."""
    return Prediction(
        "Both calls run the same code. Why is the slope at 3 too small with float32?",
        {
            "h = 1e-4 is too large, and the curve bends.": (
                "On x² the central secant has the slope of the tangent at every h, as the first "
                "number shows."
            ),
            "x + h and x − h are closer together than 2h.": (
                "A float32 has about 7 digits. x + h and x − h are rounded to them, and the code "
                "divides by 2h as if they were not."
            ),
            "A float32 cannot hold the number 6.": (
                "It holds 6 exactly: every whole number up to 16 million."
            ),
        },
        right="x + h and x − h are closer together than 2h.",
    )


def predict_whole_numbers():
    """Return the question of exhibit 3."""
    return Prediction(
        "The second call has the same numbers without decimal points. What goes wrong in it?",
        {
            "The division is one of whole numbers.": (
                "In Python / never cuts anything off: 1 / 2 is 0.5 for whole numbers too."
            ),
            "The nudged value is cut off when it is stored in x.": (
                "x can hold whole numbers alone: 3.0001 is stored as 3, and 2.9999 as 2."
            ),
            "h is too small beside 3 and 4.": (
                "The first call has the same h at the same point, and finds 6 and 8."
            ),
        },
        right="The nudged value is cut off when it is stored in x.",
    )


def predict_forgotten_line():
    """Return the question of exhibit 4."""
    return Prediction(
        "The code is the loop of exhibit 3 with one line left out. Which?",
        {
            "The line that copies x before the loop.": (
                "That loop makes no copy either. And a copy alone would not help: within one call "
                "the second slope is wrong already, 2.9999."
            ),
            "The line that puts the old value back.": (
                "After x[i] − h nothing puts the old value back. So x0 stays too small by h while "
                "the slope along x1 is read, and the caller's array stays moved."
            ),
            "The line that divides by 2h.": (
                "Without it all slopes would be wrong by the same large factor; the first one, 4, "
                "is right."
            ),
        },
        right="The line that puts the old value back.",
    )


def predict_rows():
    """Return the question of exhibit 5."""
    return Prediction(
        "For the sum of squares both agree, for the two others they do not. What does the loop "
        "take for one point?",
        {
            "One column: an x0 and its x1.": (
                "A column is a point, and slopes taken there would be right for all three."
            ),
            "One row: the x0 of all three points, then the x1.": (
                "points has a row for each variable. The loop goes through the rows, and f gets "
                "three numbers as if they were x0, x1 and x2 of one point."
            ),
            "The whole array, as six variables.": (
                "Then f would be called with the whole array; the loop hands over one row at a "
                "time."
            ),
        },
        right="One row: the x0 of all three points, then the x1.",
    )


def predict_calls():
    """Return the question of exhibit 6."""
    return NumberPrediction(
        "f can take all 1600 points at once. How many calls of f are enough for all 1600 arrows?",
        4,
        "x0 is nudged up at all points at once, and down, and then x1 up and down.",
        near=0,
    )


def predict_printed():
    """Return the question of exhibit 7."""
    return Prediction(
        "The notes print 0.08221985 where the gradient is 0.08221134. What may have happened?",
        {
            "They rounded the numbers.": (
                "Rounding changes the last digit. These two differ from the sixth place on."
            ),
            "They took another h.": (
                "The two lines above have two values of h, and the same eight digits."
            ),
            "They had another weight in W.": (
                "A weight that differs by very little has a gradient that differs by very little, "
                "and all digits of the notes are then right."
            ),
        },
        right="They had another weight in W.",
    )


def predict_sure_and_wrong():
    """Return the question of exhibit 8."""
    return Prediction(
        "After 1000 steps the loss is what it was. Why does the net not learn?",
        {
            "The learning rate is too small.": (
                "The same learning rate is enough below, with the same loss and another gradient."
            ),
            "It stands in a minimum of the loss.": (
                "The loss is 16 above that of a net that knows the answer, and it falls all the "
                "way there. The slope is small, but no minimum is near."
            ),
            "The 1e-7 in the log hides the slope.": (
                "The loss is −log(y + 1e-7). Where y is far below 1e-7, a change of y hardly "
                "changes the sum, and the loss has next to no slope."
            ),
        },
        right="The 1e-7 in the log hides the slope.",
    )
