"""Values as words: what a hint shows of arguments and results."""

import reprlib

import numpy as np

SHORT = reprlib.Repr()  # it survives a bad __repr__, too
SHORT.maxlist, SHORT.maxstring, SHORT.maxother = 8, 100, 150
DIGITS = 6  # shown where nothing asks for more
ALL_DIGITS = 17  # they tell any two floats apart
LONG = 130  # bits of a whole number that a line still holds


class Named:
    """A function that a hint can name by its formula."""

    def __init__(self, formula, f):
        self.formula, self.f = formula, f

    def __call__(self, *arguments):
        """Return f at these arguments."""
        return self.f(*arguments)

    def __repr__(self):
        """Return the formula."""
        return self.formula


def describe(arguments):
    """Return the arguments of a call as words."""
    return "With " + ", ".join(f"{name} = {show(value)}" for name, value in arguments.items())


def show(value, digits=DIGITS):
    """Return a value as short text: the digits that matter, and no more than fit on a line."""
    if isinstance(value, np.bool_):  # its repr is np.True_
        return str(value)
    if isinstance(value, int | np.integer):
        return _whole(value)
    if isinstance(value, float | np.floating):
        return f"{value:.{digits}g}"
    if isinstance(value, list | tuple) and len(value) <= 8:
        return f"[{', '.join(show(item, digits) for item in value)}]"
    if isinstance(value, np.ndarray) and value.size > 12:
        return f"an array of shape {value.shape}"
    if isinstance(value, np.ndarray):
        return _array(value, digits)
    return SHORT.repr(value)


def show_apart(one, other):
    """Return both values as text, with as many digits as it takes to see the difference."""
    for digits in range(DIGITS, ALL_DIGITS + 1):
        texts = show(one, digits), show(other, digits)
        if texts[0] != texts[1]:
            break
    return texts


def _whole(value):
    if int(value).bit_length() > LONG:
        return "a whole number of more than 39 digits"
    return str(value)


def _array(value, digits):
    number = {"float_kind": lambda number: show(number, digits)}
    # numpy breaks lines for people; here they are one, however long.
    text = np.array2string(value, separator=", ", formatter=number, max_line_width=1000)
    return " ".join(text.split()).replace("[ ", "[")
