"""What the numpy primer lets you predict."""

from ..widgets.prediction import NumberPrediction, Prediction


def predict_times_two():
    """Return the question of section 1."""
    return Prediction(
        "A list and an array hold the numbers 1, 2, 3. Each is multiplied by 2. What comes out?",
        {
            "Twice 2, 4, 6.": "An array counts with its numbers; a list does not.",
            "2, 4, 6 from the array; 1, 2, 3, 1, 2, 3 from the list.": (
                "A list times 2 is the list twice over. An array times 2 is each number times 2."
            ),
            "1, 2, 3, 1, 2, 3 from both.": "That is what a list does; an array counts.",
        },
        right="2, 4, 6 from the array; 1, 2, 3, 1, 2, 3 from the list.",
    )


def predict_numbers():
    """Return the question of section 2."""
    return NumberPrediction(
        "An array has the shape (13, 2, 3). How many numbers does it hold?",
        78,
        "13 · 2 · 3: thirteen tables of two rows and three columns.",
        near=0,
    )


def predict_index():
    """Return the question of section 3."""
    return NumberPrediction(
        "A is the table with the rows 1, 2, 3 and 4, 5, 6. Which number is A[1, 2]?",
        6,
        "Counting begins at 0: row 1 is the second row, and column 2 the third column.",
        near=0,
    )


def predict_axis():
    """Return the question of section 4."""
    return Prediction(
        "A has the shape (2, 3). What is the shape of A.sum(axis=0)?",
        {
            "(2,)": "That would be a sum for each row: axis 1, the 3, would be gone.",
            "(3,)": "The axis that you name goes away. Axis 0 is the 2, so (3,) is left.",
            "(1,)": "Only A.sum(), without an axis, adds up all six numbers.",
        },
        right="(3,)",
    )


def predict_broadcasting():
    """Return the question of section 5."""
    return Prediction(
        "A has the shape (2, 3), and v the shape (2,): one number for each row. What is A + v?",
        {
            "Each row of A plus its number.": (
                "That is what you may want. But numpy compares shapes from their ends: it puts "
                "the 2 of v under the 3 of A."
            ),
            "An error.": (
                "numpy compares shapes from their ends, and 3 and 2 do not fit. With v of the "
                "shape (2, 1) they do."
            ),
            "The first two columns of A plus v.": (
                "numpy never leaves anything out. Shapes fit, or there is an error."
            ),
        },
        right="An error.",
    )


def predict_two_names():
    """Return the question of section 6."""
    return NumberPrediction(
        "a is an array with the numbers 1, 2, 3. Then b = a, and b[0] = 9. What is a[0]?",
        9,
        "b = a makes no second array. There is one array, and it has two names.",
        near=0,
    )


def predict_minus():
    """Return the second question of section 6."""
    return Prediction(
        "Again b = a. Which of these two lines changes a: b = b − 1, or b -= 1?",
        {
            "Both.": "b − 1 is a new array, and b = b − 1 only moves the name b to it.",
            "b = b − 1 alone.": (
                "Here b − 1 is a new array, and the name b moves to it. a keeps the old one."
            ),
            "b -= 1 alone.": (
                "It puts the new numbers into the array that is there, and a is its other name."
            ),
            "Neither.": "b -= 1 writes into the array that b and a share.",
        },
        right="b -= 1 alone.",
    )
