"""Nothing of the caller's is changed, whatever f does; and f's own errors say what they say."""

import math
import pickle
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from gradlab import (
    descent_path,
    gradient_descent,
    gradient_field,
    nudges,
    numerical_diff,
    numerical_gradient,
    tangent_line,
)


def total(x):
    return float(np.sum(x * x))


def bowl(x):
    return x[0] ** 2 + x[1] ** 2


# --- f changes its argument ---------------------------------------------------------------------

CHANGES = {
    "doubled": lambda v: v.__imul__(2),
    "the last one doubled": lambda v: v.flat.__setitem__(-1, 2 * v.flat[-1]),
    "the first one doubled": lambda v: v.flat.__setitem__(0, 2 * v.flat[0]),
    "moved": lambda v: v.__iadd__(1),
    "sorted": lambda v: v.__setitem__(..., np.sort(v, axis=None).reshape(v.shape)),
    "turned round": lambda v: v.__setitem__(..., v.reshape(-1)[::-1].reshape(v.shape).copy()),
    "clipped": lambda v: np.clip(v, -1, 1, out=v),
    "relu": lambda v: v.__setitem__(v < 0, 0),
    "normalised": lambda v: v.__itruediv__(np.linalg.norm(v)),
    "rounded": lambda v: np.round(v, 1, out=v),
    "filled": lambda v: v.fill(7),
    "filled with nan": lambda v: v.fill(np.nan),
}
STARTS = {
    "one": np.array([-3.5]),
    "two": np.array([3.25, -4.5]),
    "matrix": np.array([[3.25, -4.5, 2.0], [0.5, -1.5, 7.75]]),
    "no axes": np.array(-3.5),
    "every other": np.array([3.25, 0, -4.5, 0, 1.25])[::2],
    "transposed": np.array([[3.25, -4.5, 2.0], [0.5, -1.5, 7.75]]).T,
}


CHANGED = r"^f changes its argument.*v = v \* 2 instead of v \*= 2.*v = v\.copy\(\)"


def changing(change):
    """Return an f that makes this change to its argument, then reads it."""

    def f(v):
        change(v)
        return float(np.sum(v * v))

    return f


@pytest.mark.parametrize("method", ["central", "forward"])
@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_f_that_changes_its_argument_is_told_so_and_x_is_put_back(change, start, method):
    x, once = start.copy(order="K"), start.copy()
    before = x.tobytes()
    change(once)
    if once.tobytes() == before:  # one number, sorted or turned round, is as it was
        assert x.size == 1
        return
    with pytest.raises(ValueError, match=CHANGED):
        numerical_gradient(changing(change), x, method=method)
    assert x.tobytes() == before


@pytest.mark.parametrize("kind", [list, tuple, np.float32, np.int64])
@pytest.mark.parametrize("change", ["doubled", "the last one doubled", "moved"])
def test_so_is_one_that_gets_a_copy(change, kind):
    x = kind([3, 4])
    with pytest.raises(ValueError, match=CHANGED):
        numerical_gradient(changing(CHANGES[change]), x)
    assert list(x) == [3, 4]


@pytest.mark.parametrize("descend", [gradient_descent, descent_path])
def test_so_is_one_in_a_descent(descend):
    start = np.array([3.0, 4.0])
    with pytest.raises(ValueError, match=CHANGED):
        descend(changing(CHANGES["doubled"]), start)
    assert start.tolist() == [3, 4]


@pytest.mark.filterwarnings("ignore:Setting the shape:DeprecationWarning")
@pytest.mark.parametrize("shape", [(4,), (4, 1), (1, 2, 2)])
def test_an_f_that_gives_its_argument_another_shape_is_told_so_and_x_gets_its_own_back(shape):
    x = np.array([[3.0, 4.0], [5.0, 6.0]])
    with pytest.raises(ValueError, match=CHANGED):
        numerical_gradient(changing(lambda v: setattr(v, "shape", shape)), x)
    assert x.tolist() == [[3, 4], [5, 6]]


def test_a_change_that_the_next_nudge_would_hide_is_seen():
    def onto_the_line(v):  # x1 is moved in the turn of x0, then written anew in its own
        if v[0] + v[1] > 7:
            v[1] = 7 - v[0]
        return v @ v

    def at_the_first_call(v, calls=[]):  # noqa: B006 - it counts
        calls.append(1)
        if len(calls) == 1:
            v[2] = 0
        return v @ v

    for f, start in ((onto_the_line, [3.0, 4.0]), (at_the_first_call, [3.0, 4.0, 5.0])):
        x = np.array(start)
        with pytest.raises(ValueError, match=CHANGED):
            numerical_gradient(f, x)
        assert x.tolist() == start


@pytest.mark.parametrize(
    "change", [lambda v: v.__imul__(1), lambda v: v.__setitem__(..., v.copy()), lambda v: None]
)
def test_a_change_to_the_same_numbers_is_none(change):
    x = np.array([3.0, np.nan, -0.0])
    before = x.tobytes()
    numerical_gradient(lambda v: changing(change)(v) * 0 + v[0], x)
    assert x.tobytes() == before


def test_a_minus_zero_that_f_makes_a_zero_is_put_back():
    x = np.array([-0.0, 1.0])
    with pytest.raises(ValueError, match=CHANGED):
        numerical_gradient(lambda v: v.__iadd__(0.0).sum(), x)
    assert np.signbit(x).tolist() == [True, False]


def test_every_nan_keeps_its_bits():
    x = np.array([0x7FF8000000000001, 0xFFF8000000000002, 0x7FF8DEADBEEF0003], np.uint64)
    x = x.view(np.float64)
    before = x.tobytes()
    with pytest.raises(ValueError, match=CHANGED):
        numerical_gradient(lambda v: v.__setitem__(np.isnan(v), 0) or 1.0, x)
    assert x.tobytes() == before


@given(
    arrays.arrays(float, arrays.array_shapes(max_dims=3, max_side=4)),
    st.sampled_from(list(CHANGES)),
    st.sampled_from([None, RuntimeError, ValueError, KeyboardInterrupt, SystemExit]),
    st.integers(1, 9),
    st.sampled_from(["central", "forward"]),
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # any numbers, and what becomes of them
def test_x_is_put_back_bit_for_bit_whatever_f_changes_and_raises(x, change, error, at, method):
    before, calls = x.tobytes(), []

    def f(v):
        calls.append(1)
        CHANGES[change](v)
        if error and len(calls) == at:
            raise error("my own")
        return float(v.sum())

    said = "nothing"
    try:
        numerical_gradient(f, x, method=method)
    except (Exception, KeyboardInterrupt, SystemExit) as caught:
        said = str(caught)
    assert said in ("nothing", "my own") or "f changes its argument" in said
    assert x.tobytes() == before


@given(arrays.arrays(float, st.integers(1, 6), elements=st.floats(-9, 9)), st.integers(-2, 5))
def test_no_change_of_one_number_gets_through_as_a_gradient(x, which):
    which %= len(x)

    def f(v):
        s = float(np.sum(v * v))
        v[which] += 1
        return s

    with pytest.raises(ValueError, match=CHANGED):
        numerical_gradient(f, x)


def test_a_gradient_that_changes_its_argument_does_not_lead_the_descent_astray():
    def grad(x):
        x *= 2
        return x

    path = descent_path(bowl, [3.0, 4.0], 0.1, 5, grad=grad)
    assert path.tolist() == descent_path(bowl, [3.0, 4.0], 0.1, 5, grad=lambda x: 2 * x).tolist()
    end = gradient_descent(bowl, [3.0, 4.0], 0.1, 5, grad=grad)
    assert end.tolist() == path[-1].tolist()


def test_an_f_that_changes_the_end_of_a_descent_changes_a_copy():
    def f(x):
        y = bowl(x)
        x *= 0
        return y

    end = gradient_descent(f, [3.0, 4.0], 0.5, 1, grad=lambda x: x)
    assert end.tolist() == [1.5, 2.0]


# --- f returns the same array again -------------------------------------------------------------


@pytest.mark.parametrize("method", ["central", "forward"])
@given(x=arrays.arrays(float, st.integers(1, 6), elements=st.floats(-9, 9)))
def test_what_f_returned_is_kept_as_it_was(x, method):
    buffer = np.empty(len(x))
    fresh = numerical_diff(np.square, x, method=method)
    again = numerical_diff(lambda x: np.square(x, out=buffer), x, method=method)
    assert again.tolist() == fresh.tolist()

    X = np.array([x, x + 1])
    fresh = gradient_field(lambda X: np.sum(X * X, axis=0), X, method=method)
    again = gradient_field(lambda X: np.sum(X * X, axis=0, out=buffer), X, method=method)
    assert again.tolist() == fresh.tolist()


@pytest.mark.parametrize("method", ["central", "forward"])
def test_a_number_in_the_same_array_is_kept_as_it_was(method):
    buffer = np.empty(())
    for call in (numerical_diff, numerical_gradient, gradient_field):
        x = 3.0 if call is numerical_diff else [3.0, 4.0]
        fresh = call(lambda x: np.sum(np.square(x)), x, method=method)
        again = call(lambda x: np.sum(np.square(x), out=buffer), x, method=method)
        assert np.array_equal(again, fresh)
    height = tangent_line(lambda x: np.square(x, out=buffer), 3.0)(3.0)
    assert height == 9.0


def test_a_descent_keeps_what_grad_returned_as_it_was():
    buffer = np.empty(2)
    path = descent_path(bowl, [3.0, 4.0], 0.1, 5, grad=lambda x: np.multiply(x, 2, out=buffer))
    assert path.tolist() == descent_path(bowl, [3.0, 4.0], 0.1, 5, grad=lambda x: 2 * x).tolist()


# --- f's own errors -----------------------------------------------------------------------------


def picky(x):
    if np.any(x < 0):
        raise ValueError("my own")
    return x


OWN = {
    "no value at one place": (np.vectorize(math.log), [1.0, 0.0], ValueError, "domain|positive"),
    "an argument too few": (lambda x, y: x, [1.0, 2.0], TypeError, "missing 1 required"),
    "a product that does not fit": (
        lambda x: np.ones((3, 3)) @ x,
        [1.0, 2.0],
        ValueError,
        "matmul",
    ),
    "its own words": (picky, [1.0, -2.0], ValueError, "^my own"),
    "nothing to work on": (np.vectorize(math.sin), [], ValueError, "size 0"),
    "an attribute that is none": (lambda x: x.colour, [1.0, 2.0], AttributeError, "colour"),
    "no number for a number": (lambda x: x > 0 or None, [1.0, 2.0], ValueError, "ambiguous"),
    "a name that is none": (lambda x: nowhere, [1.0, 2.0], NameError, "nowhere"),  # noqa: F821
}


@pytest.mark.parametrize(("f", "x", "kind", "words"), OWN.values(), ids=OWN)
def test_an_error_of_f_on_an_array_comes_through_as_it_is(f, x, kind, words):
    with pytest.raises(kind, match=words) as caught:
        numerical_diff(f, x)
    assert "np.vectorize(f)" not in str(caught.value)


NUMBERS_ALONE = {
    "math": math.sin,
    "a condition": lambda x: x if x > 0 else -x,
    "a method of numbers": lambda x: float(x.is_integer()) + x,
    "two of them": lambda x: max(x, 1.0),
}


@pytest.mark.parametrize("f", NUMBERS_ALONE.values(), ids=NUMBERS_ALONE)
def test_an_f_that_takes_each_number_and_not_the_array_is_told_what_would(f):
    with pytest.raises(TypeError, match=r"^f takes no array: .*np\.vectorize\(f\)"):
        numerical_diff(f, [1.5, 2.5])


def test_so_is_one_that_does_not_take_the_array_of_one_number():
    with pytest.raises(TypeError, match=r"^f takes no array"):
        numerical_diff(NUMBERS_ALONE["a method of numbers"], [1.5])


class Labelled:
    """Stands for a pandas Series, which the course does not need: numbers with labels."""

    def __init__(self, **values):
        self.values = values

    def __array__(self, dtype=None, copy=None):
        return np.array(list(self.values.values()), dtype=dtype)

    def __getitem__(self, label):
        return self.values[label]


LABELS = {
    "by label": lambda x: x["a"] ** 2,
    "by attribute": lambda x: x.a**2,
    "by position of pandas": lambda x: x.iloc[0] ** 2,
}


@pytest.mark.parametrize("f", LABELS.values(), ids=LABELS)
@pytest.mark.parametrize(
    "call", [numerical_diff, numerical_gradient, gradient_field, gradient_descent, descent_path]
)
def test_an_f_that_looks_for_labels_is_told_that_it_gets_a_plain_array(call, f):
    with pytest.raises((IndexError, AttributeError), match="f gets a plain array of the numbers"):
        call(f, Labelled(a=3.0, b=4.0))


@pytest.mark.parametrize("x", [[3.0, 4.0], np.array([3.0, 4.0])])
def test_where_there_were_no_labels_none_are_spoken_of(x):
    for f in (lambda x: x[5], lambda x: x.colour, lambda x: x["a"]):
        with pytest.raises((IndexError, AttributeError)) as caught:
            numerical_gradient(f, x)
        assert not hasattr(caught.value, "__notes__")


# --- threads ------------------------------------------------------------------------------------


def in_threads(call, n=400):
    """Return what n calls give, from four threads that begin at once."""
    gate = threading.Barrier(4)

    def some(k):
        gate.wait()
        return [call() for _ in range(n // 4)]

    with ThreadPoolExecutor(4) as pool:
        return [result for results in pool.map(some, range(4)) for result in results]


@pytest.mark.parametrize("shared", [[3.0, 4.0, 5.0], (3, 4, 5), np.arange(3), np.float32([3, 4])])
def test_an_f_that_uses_its_argument_is_right_from_any_thread(shared):
    right = numerical_gradient(total, shared).tolist()
    for gradient in in_threads(lambda: numerical_gradient(total, shared)):
        assert gradient.tolist() == right


def test_so_it_is_where_each_thread_has_an_array_of_its_own_or_only_reads_one():
    start = np.array([3.0, 4.0])
    before = start.tobytes()
    calls = {
        "gradient": lambda: numerical_gradient(total, np.array([3.0, 4.0])),
        "derivative": lambda: numerical_diff(np.square, start),
        "field": lambda: gradient_field(bowl, start),
        "descent": lambda: gradient_descent(total, start, 0.1, 3),
    }
    for call in calls.values():
        right = call().tolist()
        assert all(result.tolist() == right for result in in_threads(call, 200))
    assert start.tobytes() == before


def test_the_docstring_says_what_threads_must_not_do():
    assert "thread" in numerical_gradient.__doc__


# --- an array that came by another way ----------------------------------------------------------


def test_an_array_of_another_process_is_nudged_in_place_too():
    x = pickle.loads(pickle.dumps(np.array([3.0, 4.0])))  # its dtype is equal, and another object
    assert numerical_gradient(lambda _: bowl(x), x) == pytest.approx([6, 8], abs=1e-10)  # rounding


class FixedShape(np.ndarray):
    """An array whose shape cannot be set: numpy 2.5 warns where it is."""

    shape = property(np.ndarray.shape.__get__)


def test_a_shape_that_f_has_not_changed_is_not_set():
    x = np.array([3.0, 4.0]).view(FixedShape)
    with pytest.raises(ValueError, match="f changes its argument"):
        nudges.slopes(lambda v: float(np.sum(np.multiply(v, 2, out=v))), x, 1e-4, True)
    assert x.tolist() == [3.0, 4.0]
