"""What is said of an error fits the exercise and the line, or nothing is said."""

import math

import numpy as np
import pytest

from gradlab.check import derivative, descent, gradient_field, learning_rate, partials, simple_net
from gradlab.check.advice import ADVICE


def fails(lines):
    """Return an answer of any number of arguments that runs these lines with the first one, x."""

    def answer(*arguments):
        names = {"np": np, "math": math, "x": arguments[0], "arguments": arguments}
        exec(compile(lines, "a cell", "exec"), names)
        return names["y"]

    return answer


# What is written, with x an array; and the words that are said of it.
WRITTEN = {
    "y = x(0)": "An array is called like a function there: brackets take an element",
    "y = [1, 2](0)": "An array is called like a function there: brackets take an element",
    "y = 2.0(x)": "Between a number and a parenthesis stands *.",
    "y = x.sum()(2)": "Between a number and a parenthesis stands *.",
    "sum = 3\ny = sum(x)": "sum was a function, and is now something else",
    "max = x.max()\ny = max(x)": "max was a function, and is now something else",
    "y = 2 * max": "A function stands where a number should",
    "y = x.sum * 2": "A function stands where a number should",
    "y = x.sum[0]": "A function is called, with parentheses",
    "y = 1 if x > 0 else 2": "A comparison of arrays has one answer for each element",
    "y = 3.0[0]": "A single number has no elements",
    "y = x.sum()[0]": "A single number has no elements",
    "y = [i for i in 3]": "for, sum, max and all go through a list",
    "y = [i for i in np.array(3.0)]": "for, sum, max and all go through a list",
    "y = all((x > 0).all())": "for, sum, max and all go through a list",
    "y = true": "Python writes True, False and None with a capital.",
    "a, b = x": "There are not as many as the names before the =",
    "a, b = x[:1]": "There are not as many as the names before the =",
    "y = np.ln(2)": "The natural logarithm is np.log.",
    "y = np.logarithm(2)": "It has no function of this name",
    "y = len(3)": "A single number has no len",
    "y = [0 for i in range(2.0)]": "range and shapes need a whole number",
    "y = x[0.5]": "An index is a whole number",
    "y = [1, 2][1.0]": "An index is a whole number",
    "y = x[99]": "There is no element with this index",
    "y = [1][99]": "There is no element with this index",
    "y = x[0, 0, 0, 0]": "There are more indices in the brackets than the array has axes",
    "y = x.sum(axis=7)": "There is no such axis: the array has fewer.",
    "y = np.zeros(3)\ny[0] = x": "One element of an array holds one number",
    "y = np.zeros(7) + np.zeros(5)": "The shapes of two arrays do not fit each other",
    "y = np.zeros(7) @ np.zeros(5)": "The shapes of two arrays do not fit each other",
    "y = [1, 2].sum()": "A list does not calculate as an array does",
    "y = [1, 2] - 1": "A list does not calculate as an array does",
    "y = [1, 2] * 0.5": "A list does not calculate as an array does",
    "y = (3.0).max()": "A single number has no such method",
    "y = None + 1": "Something there is None",
    "y = '1' - 1": "Text stands where a number should",
    "y = '1' + 1": "Text stands where a number should",
    "y = float('one')": "Text stands where a number should",
    "y = int(float('nan'))": "It is nan",
    "y = int(float('inf'))": "It is infinite",
    "y = math.log(-1)": "The log and the root of a number below 0",
    "y = math.exp(1000)": "exp of it is too large",
    "y = 1 / 0": "It divides by 0",
    "def y(): return y()\ny()": "It calls itself without an end",
    "y = math.exp(x)": "The functions of math take one number; those of np take an array, too.",
    "y = math.sqrt([1, 2])": "The functions of math take one number",
    "y = float(x)": "One number is wanted there, and an array comes.",
    "y = sqrt(2)": "Write np.sqrt.",
    "y = exp(x)": "Write np.exp.",
    "y = slope": "This name has no value here",
    "def f():\n    a = a + 1\nf()": "This name is used before it gets a value",
    "del np\ny = np.exp(1)": "The cell with the imports",
    "y = input()": "Leave input() out",
    "y = x ^ 2": "A power is written **",
    "y = 2.0 ^ 2": "A power is written **",
    "y = [1, 2] > 1": "Things of two kinds are compared",
    "def f(a): pass\nf()": "Some function is called with too few or too many arguments",
}


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize(("lines", "advice"), WRITTEN.items(), ids=WRITTEN)
def test_an_error_draws_advice_that_fits_what_was_written(lines, advice):
    verdict = gradient_field.kind(fails(lines))
    assert verdict.kind == "not yet"
    said = verdict.reason.partition("it stops with ")[2]
    assert advice in said
    others = {words for words in ADVICE.values() if advice not in words}
    assert [words for words in others if words in said] == []


def test_every_advice_is_drawn_by_something():
    drawn = [advice for advice in WRITTEN.values() if advice]
    assert [words for words in ADVICE.values() if not any(map(words.count, drawn))] == []


def test_an_error_that_says_nothing_of_a_slip_draws_no_advice():
    def raises(rises):
        raise KeyError("lost")

    assert gradient_field.kind(raises).reason.endswith("it stops with KeyError('lost').")


@pytest.mark.parametrize(
    "check",
    [
        *(derivative.forward_diff, derivative.tangent, partials.partial_x1, partials.gradient),
        *(gradient_field.kind, gradient_field.downhill, descent.descend, descent.steps_needed),
        *(learning_rate.edge_lr, learning_rate.diverges, simple_net.cross_entropy, simple_net.step),
    ],
)
def test_only_softmax_is_told_of_keepdims(check):
    verdict = check(fails("y = np.zeros(7) + np.zeros(5)"))
    assert "keepdims" not in verdict.reason
    assert "do not fit" in verdict.reason


def test_what_is_said_of_an_axis_fits_the_exercise():
    one_too_many = fails("y = x.sum(axis=x.ndim)")
    assert "One point has axis 0 alone" in gradient_field.heights(one_too_many).reason
    assert "axis=-1 is always the last" in simple_net.softmax(one_too_many).reason
    assert "axis=-1" not in gradient_field.downhill(one_too_many).reason


def test_f_takes_the_whole_array_is_said_only_where_f_is_given_a_part_of_it():
    whole = "f takes the whole array"
    assert whole in partials.gradient(lambda f, x: [f(value) for value in x]).reason
    assert whole not in partials.gradient(lambda f, x: f(x)[0]).reason
    assert whole not in simple_net.cross_entropy(lambda y, c: -np.log(y[c][0])).reason
