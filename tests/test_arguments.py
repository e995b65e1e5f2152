"""What is no real number, no function, or in another's place: each argument of each function."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradlab
from gradlab import (
    SimpleNet,
    cross_entropy_error,
    cross_entropy_from_logits,
    descent_path,
    functions,
    gradient_descent,
    gradient_field,
    numerical_diff,
    numerical_gradient,
    softmax,
    tangent_line,
)


def square(x):
    return x * x


def total(x):
    return np.sum(x * x)


def bowl(x):
    return x[0] ** 2 + x[1] ** 2


NET = SimpleNet(seed=0)

# Every place where the course takes real numbers: the argument's name, and a call with it.
PLACES = {
    "numerical_diff, x": ("x", lambda x: numerical_diff(square, x)),
    "tangent_line, x": ("x", lambda x: tangent_line(square, x)),
    "the line, t": ("t", lambda t: tangent_line(square, 3.0)(t)),
    "numerical_gradient, x": ("x", lambda x: numerical_gradient(total, x)),
    "gradient_field, X": ("X", lambda X: gradient_field(bowl, X)),
    "gradient_descent, init_x": ("init_x", lambda x: gradient_descent(total, x)),
    "descent_path, init_x": ("init_x", lambda x: descent_path(total, x)),
    "numerical_diff, h": ("h", lambda h: numerical_diff(square, 3.0, h)),
    "tangent_line, h": ("h", lambda h: tangent_line(square, 3.0, h)),
    "numerical_gradient, h": ("h", lambda h: numerical_gradient(total, [3.0], h)),
    "gradient_field, h": ("h", lambda h: gradient_field(bowl, [3.0, 4.0], h)),
    "gradient_descent, lr": ("lr", lambda lr: gradient_descent(total, [3.0], lr)),
    "descent_path, lr": ("lr", lambda lr: descent_path(total, [3.0], lr)),
    "softmax, z": ("z", softmax),
    "cross_entropy_error, y": ("y", lambda y: cross_entropy_error(y, 0)),
    "cross_entropy_error, t": ("t", lambda t: cross_entropy_error([0.5, 0.5], t)),
    "cross_entropy_from_logits, z": ("z", lambda z: cross_entropy_from_logits(z, 0)),
    "cross_entropy_from_logits, t": ("t", lambda t: cross_entropy_from_logits([0.5, 0.5], t)),
    "SimpleNet, W": ("W", SimpleNet),
    "loss_at, W": ("W", lambda W: SimpleNet.loss_at(W, [1.0, 2.0], 0)),
    "predict, x": ("x", NET.predict),
    "loss, x": ("x", lambda x: NET.loss(x, 0)),
    "gradient, x": ("x", lambda x: NET.gradient(x, 0)),
    "bowl, x": ("x", functions.bowl),
    "its gradient, x": ("x", functions.bowl.gradient),
    "sin, x": ("x", functions.sin),
    "its slope, x": ("x", functions.sin.gradient),
}
ONE_NUMBER = [name for name in PLACES if name.endswith((" h", " lr")) or name == "tangent_line, x"]
# None stands for what is drawn there.
NONE_IS_FINE = {"SimpleNet, W"}

MASKED = np.ma.array([1.0, 2.0], mask=[False, True])
NO_REALS = {
    "None": None,
    "text": "3",
    "bytes": b"3",
    "text that says nan": "nan",
    "complex": 3 + 0j,
    "complex array": np.array([1 + 0j, 2]),
    "complex among objects": np.array([1 + 0j, 2**70], dtype=object),
    "set": {1.0, 2.0},
    "dict": {"a": 1.0},
    "function": math.sin,
    "class": float,
    "object": object(),
    "masked array": MASKED,
    "masked number": np.ma.masked,
    "list of masked arrays": [MASKED, MASKED],
    "texts": ["1", "2"],
    "with None in it": [1.0, None],
    "ragged": [[1.0, 2.0], [3.0]],
    "dates": np.array(["2020-01-01"], dtype="M8[D]"),
    "a span of time": np.timedelta64(3, "s"),
    "a table": np.zeros(2, dtype=[("a", float)]),
    "too large an int": 10**5000,
}


def drawn():
    """Return what makes values that are no real numbers, or hold one that is none."""
    wrong = st.text() | st.binary() | st.complex_numbers() | st.sets(st.integers())
    wrong |= st.dictionaries(st.text(), st.floats()) | st.functions() | st.dates()
    return wrong | st.lists(wrong, min_size=1) | st.tuples(st.floats(), wrong)


@pytest.mark.parametrize("x", NO_REALS.values(), ids=NO_REALS)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_no_real_number_gets_a_sentence_that_names_the_argument(place, x):
    name, call = PLACES[place]
    if place in NONE_IS_FINE and x is None:
        return
    wanted = "one real number" if place in ONE_NUMBER else "a real number, or a list or array of"
    with pytest.raises(TypeError, match=rf"^{name} must be {wanted}"):
        call(x)


@given(drawn())
@pytest.mark.parametrize("place", PLACES)
def test_whatever_is_no_real_number_gets_that_sentence(place, x):
    name, call = PLACES[place]
    with pytest.raises(TypeError, match=rf"^{name} must be "):
        call(x)


def test_a_generator_gets_that_sentence_too():
    for name, call in PLACES.values():
        with pytest.raises(TypeError, match=rf"^{name} must be .*not a generator$"):
            call(value for value in (1.0, 2.0))


@pytest.mark.parametrize("place", ONE_NUMBER)
@pytest.mark.parametrize("x", [[1.0], [1.0, 2.0], np.array([1e-4]), np.ones((2, 2)), ()], ids=repr)
def test_where_one_number_belongs_a_list_or_array_is_refused(place, x):
    name, call = PLACES[place]
    with pytest.raises(TypeError, match=f"^{name} must be one real number"):
        call(x)


@pytest.mark.parametrize("x", [np.ma.array([3.0, 4.0]), np.ma.array([3.0, 4.0], mask=False)])
def test_a_masked_array_that_masks_nothing_is_an_array(x):
    assert str(numerical_gradient(bowl, x)) == "[6. 8.]"


# --- functions, and what stands in their place --------------------------------------------------

CALLS = {
    "numerical_diff": "x",
    "tangent_line": "x",
    "numerical_gradient": "x",
    "gradient_field": "X",
    "gradient_descent": "init_x",
    "descent_path": "init_x",
}
NO_FUNCTIONS = [3.0, None, "square", [3.0, 4.0], np.array([3.0, 4.0]), np.array([]), {}]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("f", NO_FUNCTIONS, ids=repr)
@pytest.mark.parametrize("x", [3.0, [3.0, 4.0], np.array([3.0, 4.0]), np.array([])], ids=repr)
def test_an_f_that_cannot_be_called_is_named(call, f, x):
    with pytest.raises(TypeError, match=r"^f must be a function, not .*without parentheses"):
        getattr(gradlab, call)(f, x)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("x", [3.0, [3.0, 4.0], np.array([3.0, 4.0]), {3.0}], ids=repr)
@pytest.mark.parametrize("f", [total, math.sin, functions.bowl, np.vectorize(math.sin)])
def test_swapped_arguments_are_named_as_that(call, x, f):
    name = CALLS[call]
    with pytest.raises(TypeError, match=f"^f and {name} are swapped: first the function, then"):
        getattr(gradlab, call)(x, f)


@pytest.mark.parametrize("call", [gradient_descent, descent_path])
@pytest.mark.parametrize("grad", [3.0, [6.0, 8.0], np.array([6.0, 8.0]), "bowl"], ids=repr)
def test_a_grad_that_cannot_be_called_is_named(call, grad):
    with pytest.raises(TypeError, match=r"^grad must be a function, not"):
        call(bowl, [3.0, 4.0], grad=grad)


# --- what f and grad return ---------------------------------------------------------------------


@pytest.mark.parametrize("y", NO_REALS.values(), ids=NO_REALS)
def test_what_f_returns_for_an_array_must_be_real_numbers(y):
    for call in (
        lambda: numerical_diff(lambda x: y, [3.0, 4.0]),
        lambda: gradient_field(lambda X: y, [[3.0, 4.0]]),
    ):
        with pytest.raises(TypeError, match=r"^f must return real numbers, not "):
            call()
    with pytest.raises(TypeError, match=r"^grad must return real numbers, not "):
        gradient_descent(bowl, [3.0, 4.0], grad=lambda x: y)


@pytest.mark.parametrize("y", [[True, False], np.array([True, False]), np.ma.array([True, False])])
def test_bools_are_no_numbers_of_f(y):
    with pytest.raises(TypeError, match=r"^f must return real numbers, not "):
        numerical_diff(lambda x: y, [3.0, 4.0])
    with pytest.raises(TypeError, match=r"^f must return real numbers, not "):
        gradient_field(lambda X: y, [[3.0, 4.0]])


def test_a_comparison_for_an_f_is_told_so():
    with pytest.raises(TypeError, match=r"^f must return one number, not (np\.)?(True|False)"):
        numerical_diff(lambda x: x > 3, 3.0, method="forward")
    with pytest.raises(TypeError, match=r"^f must return one number, not (np\.)?(True|False)"):
        numerical_gradient(lambda x: x[0] > 3, [3.0])


# --- method, step_num, seed ---------------------------------------------------------------------


@pytest.mark.parametrize("x", NO_REALS.values(), ids=NO_REALS)
def test_a_method_a_count_and_a_seed_are_named_whatever_they_are(x):
    with pytest.raises(ValueError, match=r'^method must be "central" or "forward", not '):
        numerical_gradient(total, [3.0], method=x)
    if not isinstance(x, int):
        for call in (gradient_descent, descent_path):
            with pytest.raises(
                ValueError, match=r"^step_num must be a whole number from 0 up, not "
            ):
                call(total, [3.0], 0.1, x)


@pytest.mark.parametrize("seed", ["3", -1, 2.5, {}, object(), 1j], ids=lambda s: type(s).__name__)
def test_a_seed_that_is_no_count_is_named(seed):
    with pytest.raises(
        (TypeError, ValueError), match=r"^seed must be a whole number from 0 up, not"
    ):
        SimpleNet(seed=seed)


def test_a_path_that_finds_no_room_says_so():
    for step_num in (10**16, 10**5000):
        with pytest.raises(
            ValueError, match=r"^step_num is too large.*gradient_descent keeps its end"
        ):
            descent_path(total, [3.0], 0.1, step_num)


def test_a_field_of_a_number_is_told_the_shape():
    with pytest.raises(ValueError, match=r"^X must have shape \(n, ...\), components first"):
        gradient_field(square, 3.0)
