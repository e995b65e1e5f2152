"""Whatever an answer returns or raises: a verdict comes back."""

import itertools
import sys

import few
import numpy as np
import pytest
from exercises import each_exercise
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from gradlab.check import asking

EXAMPLES = 60 if few.ALL else 8  # for each exercise; a thousand and more passed


class Unreadable(Exception):
    def __str__(self):
        raise ValueError

    __repr__ = __str__


class Hostile(Exception):
    def __str__(self):
        raise SystemExit

    __repr__ = __str__


ERRORS = [
    *(ValueError, TypeError, KeyError, ZeroDivisionError, RecursionError, StopIteration, EOFError),
    *(AssertionError, MemoryError, NotImplementedError, UnicodeError, OSError, NameError),
    *(KeyboardInterrupt, SystemExit, GeneratorExit, BaseException, Unreadable, Hostile),
    *(asking.NotYet, AttributeError, SyntaxError, ImportError, Warning),
]
SPECIAL = [
    *("__eq__", "__array__", "__len__", "__repr__", "__float__", "__bool__", "__iter__", "__str__"),
    *("__getitem__", "__hash__", "__index__", "__int__", "__call__", "__next__", "__format__"),
    *("__array_ufunc__", "__class__", "__complex__", "__getattr__", "__del__"),
]
BASES = [object, list, tuple, dict, float, int, str, set, np.ndarray]


def hostile(base, names, error):
    """Return an object of a class whose special methods raise."""

    def raises(self, *arguments, **options):
        raise error

    methods = {name: raises for name in names if name not in ("__class__", "__del__")}
    if "__class__" in names:
        methods["__class__"] = property(raises)
    kind = type("Kind", (base,), {**methods, "__hash__": methods.get("__hash__", object.__hash__)})
    return base.__new__(kind, (2,)) if base is np.ndarray else base.__new__(kind)


def itself(kind):
    """Return a list, or a dictionary, that holds itself."""
    holder = kind()
    if kind is list:
        holder.append(holder)
    else:
        holder["slope"] = holder
    return holder


def deep(levels):
    nested = 1.0
    for _ in range(levels):
        nested = [nested]
    return nested


def boxed(items):
    """Return an array of objects; numpy does not look into them."""
    array = np.empty(len(items), object)
    for i, item in enumerate(items):
        array[i] = item
    return array


numbers = st.one_of(
    *(st.floats(), st.integers(), st.booleans(), st.complex_numbers(), st.fractions()),
    st.integers(1, 6).map(lambda power: 10**10**power),
    st.decimals(),
)
things = st.one_of(
    *(numbers, st.text(), st.binary(), st.none(), st.just(...), st.functions(), st.datetimes()),
    arrays.arrays(arrays.scalar_dtypes(), arrays.array_shapes(min_dims=0, min_side=0)),
    st.builds(hostile, st.sampled_from(BASES), st.sets(st.sampled_from(SPECIAL)), st.just(OSError)),
    st.builds(
        hostile,
        st.sampled_from(BASES),
        st.sets(st.sampled_from(SPECIAL), min_size=3),
        st.sampled_from(ERRORS),
    ),
    st.builds(deep, st.sampled_from([2, 70, 100_000])),
    st.builds(itself, st.sampled_from([list, dict])),
    st.sampled_from([int, sys, NotImplemented]),
    st.sampled_from([np.ma.array([1.0, 2.0], mask=[0, 1]), range(10**9)]),
    st.builds(itertools.count),
    st.builds(iter, st.lists(numbers)),
    st.builds(np.array, st.lists(st.text(), min_size=1)),
)
replies = st.recursive(
    things,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(max_size=2), inner, max_size=3),
        st.lists(inner, max_size=3).map(boxed),
    ),
    max_leaves=8,
)
errors = st.builds(
    lambda kind, arguments: kind() if kind is SyntaxError else kind(*arguments),
    st.sampled_from(ERRORS),
    st.lists(st.one_of(st.text(), st.integers(), st.builds(itself, st.just(list))), max_size=2),
)
drawn = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
quiet = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def assert_it_is_a_verdict(its, answer):
    its.run(its.solution)
    verdict = its.check(answer)
    assert verdict.kind in ("not yet", "to do")
    assert len(str(verdict)) < 1000


@quiet
@each_exercise
@pytest.mark.few(5)
def test_a_verdict_comes_back_whatever_is_returned(its):
    @drawn
    @given(replies)
    def tried(reply):
        assert_it_is_a_verdict(its, lambda *arguments: reply)

    tried()


@quiet
@each_exercise
@pytest.mark.few(9)
def test_a_verdict_comes_back_whatever_is_raised(its):
    @drawn
    @given(errors)
    def tried(error):
        def raises(*arguments):
            raise error

        assert_it_is_a_verdict(its, raises)

    tried()


@quiet
@each_exercise
@pytest.mark.few(9)
def test_a_verdict_comes_back_whatever_is_done_to_an_argument(its):
    @drawn
    @given(replies)
    def tried(thing):
        def spoils(*arguments):
            for argument in arguments:
                if isinstance(argument, list):
                    argument.append(thing)
                elif isinstance(argument, np.ndarray):
                    argument[...] = np.nan
            return thing

        assert_it_is_a_verdict(its, spoils)

    tried()


@quiet
@each_exercise
@pytest.mark.few(9)
def test_a_verdict_comes_back_whatever_stands_in_place_of_a_function(its):
    @drawn
    @given(replies)
    def tried(thing):
        if thing is not ...:
            assert_it_is_a_verdict(its, thing)

    tried()


RAGGED = [(1.0, [2.0, 3.0]), [[1.0], [2.0, 3.0]], 10**5000, [10**5000, 1.0], np.array([1, None])]


@pytest.mark.parametrize("reply", RAGGED, ids=["pair", "rows", "huge", "huge in a list", "None"])
@each_exercise
@pytest.mark.few(25)
def test_a_ragged_or_huge_reply_is_told_as_it_is(its, reply):
    its.run(its.solution)
    assert "returns" in its.check(lambda *arguments: reply).reason
