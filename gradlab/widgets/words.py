"""How numbers look in what a reader reads."""

import re

HYPHEN = re.compile(r"(?<!\w)-(?=\d)")  # before a number, and not in 1e-04


def with_minus(text):
    """Return text whose negative numbers have a minus, as those at the axes have, not a hyphen."""
    return HYPHEN.sub("−", text)


def number(value):
    """Return a number as a sentence says it: four decimals, or a power of ten where it is large."""
    return f"{value:.4f}" if abs(value) < 1e6 else f"{value:.4e}"
