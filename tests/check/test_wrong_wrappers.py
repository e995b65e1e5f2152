"""A right value in a wrong wrapper draws a hint on the wrapper, in every exercise."""

from fractions import Fraction

import numpy as np
import pytest
from exercises import EXERCISES

ARRAYS = {"gradient", "heights", "downhill", "descend", "softmax", "step", "newton", "roll"}
ARRAYS |= {"loss_slopes", "epoch", "standardise", "line_back", "relu", "last_layer"}
ASKED_FOR = {"descend", "step", "newton", "roll"}  # the task says "an array"
WORDS, TRUTHS = {"kind"}, {"diverges"}
NUMBERS = set(EXERCISES) - ARRAYS - WORDS - TRUTHS


def generator(value):
    yield value


async def coroutine(value):
    return value


def text(value):
    return [str(item) for item in value] if np.ndim(value) else str(value)


TEXT = "That is text: return a value"
ONE = "return what is in it, without the brackets"
BETWEEN = "That gives its values one after the other"
WRAPPED = [  # what is done to a right value, the hint, and for which kinds
    (text, TEXT, NUMBERS | TRUTHS | ARRAYS),
    (lambda value: f"{value:.2f}", TEXT, NUMBERS | TRUTHS),
    (lambda value: str(value).encode(), TEXT, NUMBERS),
    (lambda value: [value], "That is a list of one number", NUMBERS | TRUTHS),
    (lambda value: np.array([[value]]), "That is a list of one number", NUMBERS | TRUTHS),
    (lambda value: [value], ONE, WORDS),
    (lambda value: np.array([value]), ONE, WORDS),
    (lambda value: (value, "more"), "One of these is right: return it alone.", NUMBERS),
    (lambda value: (value, 3), "One of these is right: return it alone.", WORDS),
    (lambda value: [value] * 8, "Those are several words, and one is wanted", WORDS),
    (lambda value: (value, 3), "One of these is right: return it alone.", ARRAYS),
    (lambda value: np.asarray(value)[None], "but their shape is (1, ", ARRAYS),
    (lambda value: {"value": value}, "That is a dictionary", set(EXERCISES)),
    (lambda value: {str(value)}, "Braces make a set", set(EXERCISES)),
    (generator, BETWEEN, set(EXERCISES)),
    (lambda value: (item for item in value), BETWEEN, ARRAYS),
    (lambda value: map(float, value), BETWEEN, {"downhill", "descend"}),
    (lambda value: lambda: value, "is a pair of parentheses missing?", set(EXERCISES) - WORDS),
    (lambda value: lambda: value, "a word stands in quotes, and a call has", WORDS),
    (lambda value: np.asarray(value).tolist(), "it returns a list, which", ASKED_FOR),
    (tuple, "it returns a list, which", ASKED_FOR),
    (lambda value: np.sum, "is a pair of parentheses missing?", set(EXERCISES) - WORDS),
    (coroutine, "Leave async out", set(EXERCISES)),
    (lambda value: complex(value), "return its real part", NUMBERS),
    (lambda value: np.asarray(value, complex), "return its real part", ARRAYS),
    (lambda value: round(float(value), 2), "It is rounded", NUMBERS - {"steps_needed"}),
    (lambda value: np.round(value, 3), "It is rounded", {"descend", "softmax", "downhill"}),
    (lambda value: int(value), "cut off", NUMBERS - {"steps_needed", "edge_lr"}),
    (lambda value: np.asarray(value).astype(int), "cut off", {"descend", "step", "gradient"}),
    (lambda value: value // 1, "cut off", {"forward_diff", "tangent", "cross_entropy"}),
    (lambda value: np.asarray(value, np.float16), "float16", {"descend", "softmax"}),
    (lambda value: np.asarray(value)[::-1], "The order is turned round", {"descend", "downhill"}),
    (lambda value: np.ma.array(value, mask=True), "That is a masked array", ARRAYS),
    (lambda value: np.asarray(value)[..., None], "1)", ARRAYS),
    (lambda value: str.capitalize(value), "Spell the word as the task does", WORDS),
    (lambda value: f" {value}.", "Spell the word as the task does", WORDS),
    (lambda value: value.encode(), "Those are bytes: leave out the b", WORDS),
    (lambda value: 1.0, "A word is wanted", WORDS),
    (lambda value: -value, "The sign is turned", {"heights"}),
    (lambda value: 3 * value, "Each time it is 3 times", NUMBERS | ARRAYS - {"gradient"}),
    (lambda value: value + 7, "Each time it is 7 too much.", NUMBERS | ARRAYS),
    (lambda value: value - 0.5, "Each time it is 0.5 too little.", NUMBERS | ARRAYS),
    (lambda value: 1.003 * np.asarray(value), "times what it should be", NUMBERS),
    (lambda value: 4.5, "It returns the same whatever it is given", NUMBERS),
    (lambda value: float("nan"), "nan", {"edge_lr"}),
    (lambda value: float(np.sum(value)), "That is a single number", {"descend", "step"}),
]
CASES = [
    pytest.param(name, wrap, hint, id=f"{name}-{hint}-{i}")
    for i, (wrap, hint, names) in enumerate(WRAPPED)
    for name in sorted(names)
]


def wrapped(its, wrap):
    """Return the solution of an exercise with a wrapper around what it returns."""
    solution = its.run(its.solution)
    if its.name == "tangent":
        return lambda f, x, d: lambda t: wrap(solution(f, x, d)(t))
    if its.name == "last_layer":  # three arrays
        return lambda *arguments: tuple(map(wrap, solution(*arguments)))
    return lambda *arguments: wrap(solution(*arguments))


@pytest.mark.parametrize(("name", "wrap", "hint"), CASES)
@pytest.mark.few(75)
def test_a_right_value_in_a_wrong_wrapper_is_told_so(name, wrap, hint):
    its = EXERCISES[name]
    its.run(its.solution)
    verdict = its.check(wrapped(its, wrap))
    assert verdict.kind == "not yet"
    assert hint in verdict.reason


class Floating(float):
    """A float of another kind."""


RIGHT = [  # what may be done to a right value, and for which kinds
    (np.asarray, set(EXERCISES)),
    (lambda value: np.asarray(value).tolist(), set(EXERCISES) - ASKED_FOR),
    (lambda value: np.asarray(value, object), set(EXERCISES) - ASKED_FOR),
    (np.asfortranarray, ARRAYS - {"heights"}),  # a single point has one height
    (tuple, ARRAYS - {"heights"} - ASKED_FOR),
    (lambda value: np.asarray(value)[()], set(EXERCISES)),
    (np.float64, NUMBERS),
    (np.longdouble, NUMBERS),
    (Fraction, NUMBERS),
    (Floating, NUMBERS),
    (np.ma.array, ARRAYS),
    (np.str_, WORDS),
    (lambda value: np.where(True, value, ""), WORDS),
    (lambda value: np.select([True], [value], "plateau"), WORDS),
    (np.bool_, TRUTHS),
    (int, TRUTHS | {"steps_needed"}),
]


@pytest.mark.parametrize(
    ("name", "wrap"),
    [(name, wrap) for wrap, names in RIGHT for name in sorted(names)],
)
@pytest.mark.few(43)
def test_a_right_value_of_any_type_for_it_is_right(name, wrap):
    its = EXERCISES[name]
    its.run(its.solution)
    assert its.check(wrapped(its, wrap)).kind == "correct"
