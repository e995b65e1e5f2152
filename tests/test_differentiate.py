import itertools
import math
from fractions import Fraction

import numpy as np
import pytest

from gradlab import gradient_field, numerical_diff, numerical_gradient, tangent_line


def parabola(x):
    return 0.01 * x**2 + 0.1 * x


def bowl(x):
    return x[0] ** 2 + x[1] ** 2


def total(x):
    return np.sum(x**2)


def counted(f):
    """Return f, and a list that grows by one at every call."""
    calls = []

    def g(x):
        calls.append(1)
        return f(x)

    return g, calls


# --- numerical_diff ---------------------------------------------------------------------------


@pytest.mark.parametrize(("x", "shown"), [(5, "0.1999999999990898"), (10, "0.2999999999986347")])
def test_the_derivative_of_the_parabola_echoes_the_digits_of_the_book(x, shown):
    assert repr(numerical_diff(parabola, x)) == shown


def test_an_h_of_10e_50_gives_zero_and_without_parentheses_minus_7_5e48():
    h = 10e-50
    assert repr(numerical_diff(parabola, 5, h, method="forward")) == "0.0"
    assert repr(numerical_diff(parabola, 5, h)) == "0.0"
    assert repr(parabola(5 + h) - parabola(5) / h) == "-7.5e+48"


@pytest.mark.parametrize(
    ("f", "x", "shown"),
    [
        (lambda x: x * x + 4.0**2.0, 3.0, "6.00000000000378"),
        (lambda x: 3.0**2.0 + x * x, 4.0, "7.999999999999119"),
    ],
)
def test_freezing_one_variable_gives_the_partial_derivatives_of_the_book(f, x, shown):
    assert repr(numerical_diff(f, x)) == shown


def test_a_list_is_differentiated_element_by_element():
    slopes = numerical_diff(lambda x: x**2 + 3 * x + 2, [1, 2, 3])
    assert str(slopes) == "[5. 7. 9.]"
    assert slopes.dtype == np.float64


@pytest.mark.parametrize("x", [5, 5.0, True, np.int8(5), np.float32(5), np.float64(5)])
def test_a_number_gives_a_python_float(x):
    assert type(numerical_diff(parabola, x)) is float
    assert type(numerical_diff(np.sin, x, method="forward")) is float


@pytest.mark.parametrize("method", ["central", "forward"])
@pytest.mark.parametrize(
    "x",
    [
        np.array(5.0),
        np.array(5),
        np.array([]),
        np.empty((0, 3)),
        np.array([[1], [2]]),
        np.array([1.0, 2.0], dtype=np.float32),
        np.arange(12.0)[::-2],
        np.array([True, False]),
        ((1, 2), (3, 4)),
    ],
    ids=lambda x: f"{getattr(x, 'dtype', 'tuple')}{np.shape(x)}",
)
def test_an_array_gives_a_float64_array_of_its_shape(x, method):
    slopes = numerical_diff(lambda x: x * x, x, method=method)
    assert type(slopes) is np.ndarray
    assert slopes.dtype == np.float64
    assert slopes.shape == np.shape(x)
    # A forward difference of x² is off by h = 1e-4; everything else here by rounding alone.
    np.testing.assert_allclose(slopes, 2 * np.asarray(x, dtype=float), rtol=0, atol=1.01e-4)


def test_float32_is_computed_in_float64():
    x = np.array([3, 4], dtype=np.float32)
    # Rounding, eps·|f|/h = 4e-11 with |f| = 16; float32 would be off by 1e-2.
    np.testing.assert_allclose(numerical_diff(lambda x: x * x, x), [6, 8], rtol=0, atol=1e-10)
    assert numerical_diff(parabola, 5, np.float32(1e-4)) == pytest.approx(0.2, abs=1e-11)
    assert numerical_gradient(total, [3.0], np.float32(1e-4)) == pytest.approx(6, abs=1e-10)


def test_at_a_number_f_gets_what_numpy_computes_with():
    seen = []
    numerical_diff(lambda x: seen.append(type(x)) or x, 5)
    numerical_diff(lambda x: seen.append(type(x)) or x, np.float32(5))
    numerical_diff(lambda x: seen.append(type(x)) or x, np.array(5), method="forward")
    tangent_line(lambda x: seen.append(type(x)) or x, 5)
    assert seen == [np.float64] * 9


def test_one_over_x_is_read_alike_in_a_number_and_in_an_array():
    with np.errstate(invalid="ignore"):
        number = numerical_diff(lambda x: 1 / x, np.float64(1e-4))
        array = numerical_diff(lambda x: 1 / x, np.array([1e-4]))
    assert type(number) is float
    assert number == array[0] == -math.inf


@pytest.mark.parametrize("method", ["central", "forward"])
@pytest.mark.parametrize("kind", [np.float32, list])
def test_what_f_returns_is_subtracted_and_divided_in_float64(kind, method):
    x, h = np.array([0.3, 1.9]), 0.1

    def f(x):
        return kind(x * x * x)

    def number(x):
        return np.float32(x[0] ** 3)

    below, span = (x - h, 2 * h) if method == "central" else (x, h)
    expected = (np.asarray(f(x + h), float) - np.asarray(f(below), float)) / span
    assert numerical_diff(f, x, h, method=method).tolist() == expected.tolist()
    assert gradient_field(lambda X: f(X[0]), x[None], h, method=method).tolist() == [
        expected.tolist()
    ]
    first = (float(number(x + h)) - float(number(below))) / span
    assert numerical_gradient(number, x, h, method=method)[0] == first


@pytest.mark.parametrize("x", [0.7, np.array([0.7, 0.8])])
def test_central_is_exactly_the_formula(x):
    h = 1e-3
    assert np.array_equal(numerical_diff(np.sin, x, h), (np.sin(x + h) - np.sin(x - h)) / (2 * h))


@pytest.mark.parametrize("x", [0.7, np.array([0.7, 0.8])])
def test_forward_is_exactly_the_formula(x):
    h = 1e-3
    forward = numerical_diff(np.sin, x, h, method="forward")
    assert np.array_equal(forward, (np.sin(x + h) - np.sin(x)) / h)


@pytest.mark.parametrize(("method", "order"), [("forward", 1), ("central", 2)])
def test_ten_times_less_h_is_ten_times_or_a_hundred_times_better(method, order):
    coarse, fine = (
        abs(numerical_diff(np.exp, 1.0, h, method=method) - math.e) for h in (1e-2, 1e-3)
    )
    # The next term of the Taylor series is h/3 (forward) of the first: 0.4 % on a ratio of 10.
    assert coarse / fine == pytest.approx(10**order, rel=5e-3)


@pytest.mark.parametrize(
    ("method", "error"), [("forward", 1e-4 / 2 * math.sin(1)), ("central", 1e-8 / 6 * math.cos(1))]
)
def test_the_error_is_the_first_term_of_the_taylor_series(method, error):
    found = abs(numerical_diff(np.sin, 1.0, method=method) - math.cos(1))
    # Rounding adds about eps/h = 2e-12, a part in a thousand of the central error.
    assert found == pytest.approx(error, rel=2e-3)


@pytest.mark.parametrize("x", [np.inf, -np.inf, np.nan])
def test_nan_and_inf_pass_through(x):
    assert math.isnan(numerical_diff(lambda x: x * x, x))
    assert np.isnan(numerical_diff(lambda x: x * x, [x, 1.0])).tolist() == [True, False]


@pytest.mark.filterwarnings("ignore:f has no value:RuntimeWarning")
def test_an_f_that_returns_inf_gives_nan_or_inf():
    assert math.isnan(numerical_diff(lambda x: math.inf, 1.0))
    assert numerical_diff(lambda x: math.inf if x > 1 else 0.0, 1.0) == math.inf
    assert np.isnan(numerical_diff(lambda x: x + np.inf, [1.0])).all()


def test_a_rise_beyond_the_largest_float_is_inf_without_a_warning():
    def cliff(x):
        return np.where(x > 0, 1.7e308, -1.7e308)

    assert numerical_diff(cliff, [0.0, 1.0]).tolist() == [np.inf, 0]
    X = np.array([[0.0, 1.0]])
    assert gradient_field(lambda X: cliff(X[0]), X).tolist() == [[np.inf, 0]]


@pytest.mark.parametrize(("method", "n"), [("central", 2), ("forward", 2)])
def test_numerical_diff_calls_f_twice(method, n):
    f, calls = counted(np.sin)
    numerical_diff(f, np.linspace(0, 1, 9), method=method)
    assert len(calls) == n


@pytest.mark.parametrize("method", ["central", "forward"])
def test_numerical_diff_keeps_the_array_from_an_f_that_changes_its_argument(method):
    x = np.array([1.0, 2.0])
    before = x.tobytes()

    def f(x):
        x *= 2
        return x

    assert numerical_diff(f, x, method=method) == pytest.approx([2, 2], abs=1e-10)
    assert x.tobytes() == before


@pytest.mark.parametrize("x", [[1.0, 2.0], np.ones((2, 2))])
def test_an_f_that_takes_no_array_is_told_what_would(x):
    with pytest.raises(TypeError, match=r"np\.sin.*math\.sin.*np\.vectorize\(f\)") as caught:
        numerical_diff(math.sin, x)
    assert isinstance(caught.value.__cause__, TypeError)
    with pytest.raises(TypeError, match="vectorize") as caught:
        numerical_diff(lambda x: x if x > 0 else -x, x)
    assert isinstance(caught.value.__cause__, ValueError)
    assert numerical_diff(np.vectorize(math.sin), x).shape == np.shape(x)


def test_an_f_that_makes_one_number_of_an_array_is_sent_to_numerical_gradient():
    with pytest.raises(TypeError, match=r"element by element.*numerical_gradient"):
        numerical_diff(total, [1.0, 2.0])
    with pytest.raises(TypeError, match="element by element"):
        numerical_diff(lambda x: x[:1], [1.0, 2.0])


NO_NUMBERS = [None, "3", "three", b"3", np.str_("3"), np.array([3.0]), np.ones(2), [3.0], [[1], []]]
NO_NUMBERS += [1j, {}, np.array("3"), True, np.True_, np.array(False), np.ma.array(1.0, mask=True)]
NO_NUMBERS += [10**400, object(), print]
kind = lambda y: type(y).__name__  # noqa: E731 (the repr of an object is another at each run)


@pytest.mark.parametrize("y", NO_NUMBERS, ids=kind)
def test_an_f_that_returns_no_number_for_a_number_is_a_type_error(y):
    with pytest.raises(TypeError, match="f must return one number"):
        numerical_diff(lambda x: y, 1.0)
    with pytest.raises(TypeError, match="f must return one number"):
        numerical_diff(lambda x: y, np.array(1.0))


def test_an_error_of_f_at_a_number_comes_through_as_it_is():
    with pytest.raises(ZeroDivisionError):
        numerical_diff(lambda x: 1 / 0, 1.0)
    with pytest.raises(TypeError, match="my own"):
        numerical_diff(raising(TypeError("my own")), 1.0)


# --- tangent_line -----------------------------------------------------------------------------


def test_the_tangent_at_10_has_slope_0_3_and_goes_through_10_2():
    line = tangent_line(parabola, 10)
    assert line(10) == 2.0
    assert line(11) - line(10) == pytest.approx(0.3, abs=1e-11)  # degree 2: rounding alone
    assert type(line(0)) is float


def test_the_tangent_is_as_steep_as_numerical_diff_says():
    line = tangent_line(np.exp, 0.0)
    assert line(1.0) == 1 + numerical_diff(np.exp, 0.0)


@pytest.mark.parametrize("kind", [np.float32, Fraction, np.array])
def test_the_tangent_is_made_of_floats_whatever_kind_of_number_f_returns(kind):
    assert type(tangent_line(lambda x: kind(x * x), 3.0)(0.0)) is float


def test_the_tangent_takes_lists_and_numbers_of_any_kind():
    line = tangent_line(lambda x: x * x, 3)
    assert line([1, 2]) == pytest.approx([-3, 3], abs=1e-10)  # degree 2: rounding alone
    assert line([[1], [2]]).shape == (2, 1)
    assert line(()).shape == (0,)
    for t in (1, np.int8(1), np.float32(1), Fraction(1), np.array(1)):
        assert type(line(t)) is float
        assert line(t) == line(1.0)


def test_a_tangent_touches_at_one_place():
    for x in ([1.0, 2.0], np.array([1.0, 2.0]), [3.0]):
        with pytest.raises(TypeError, match=r"^x must be one real number, not "):
            tangent_line(lambda x: x * x, x)


def test_the_tangent_takes_an_array_and_an_h():
    t = np.linspace(0, 20, 5)
    line = tangent_line(np.exp, 0, h=0.1)
    np.testing.assert_allclose(line(t), 1 + np.sinh(0.1) / 0.1 * t, rtol=1e-14)  # a few eps


# --- numerical_gradient -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("point", "shown"), [((3, 4), "[6. 8.]"), ((0, 2), "[0. 4.]"), ((3, 0), "[6. 0.]")]
)
@pytest.mark.parametrize("kind", [np.float64, np.int64, np.uint8, list])
def test_the_gradient_of_the_bowl_prints_as_in_the_book(point, shown, kind):
    x = list(point) if kind is list else np.array(point, dtype=kind)
    gradient = numerical_gradient(bowl, x)
    assert str(gradient) == shown
    assert gradient.dtype == np.float64


def read_only(x):
    x.flags.writeable = False
    return x


def unaligned(n):
    x = np.frombuffer(bytearray(8 * n + 1), dtype=np.float64, offset=1)
    x[:] = np.arange(n)
    return x


ARRAYS = {
    "vector": np.arange(5.0),
    "matrix": np.arange(6.0).reshape(2, 3),
    "column": np.arange(4.0).reshape(4, 1),
    "three axes": np.arange(24.0).reshape(2, 3, 4),
    "transposed": np.arange(6.0).reshape(2, 3).T,
    "every other": np.arange(10.0)[::2],
    "backwards": np.arange(5.0)[::-1],
    "column of a matrix": np.arange(6.0).reshape(3, 2)[:, :1],
    "block of a matrix": np.arange(16.0).reshape(4, 4)[1:3, 1:3],
    "Fortran order": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "0-d": np.array(3.0),
    "empty": np.array([]),
    "empty matrix": np.empty((0, 3)),
    "unaligned": unaligned(3),
    "big-endian": np.arange(3.0).astype(">f8"),
    "read-only": read_only(np.arange(3.0)),
    "broadcast": np.broadcast_to(2.0, (2, 2)),
    "int": np.arange(4),
    "int column": np.arange(4).reshape(4, 1),
    "float32": np.arange(4, dtype=np.float32),
    "float16": np.arange(4, dtype=np.float16),
    "bool": np.array([True, False]),
    "minus zero": np.array([-0.0, 0.0]),
}


@pytest.mark.parametrize("method", ["central", "forward"])
@pytest.mark.parametrize("x", ARRAYS.values(), ids=ARRAYS)
def test_any_array_gets_its_gradient_and_stays_bit_identical(x, method):
    before = x.tobytes()
    # Weights make every element's slope its own, so that a mix-up of elements shows.
    weights = np.arange(1.0, x.size + 1).reshape(x.shape)
    gradient = numerical_gradient(lambda x: np.sum(weights * x * x), x, method=method)
    assert type(gradient) is np.ndarray
    assert gradient.dtype == np.float64
    assert gradient.shape == x.shape
    # Forward is off by weight·h <= 24e-4; central by rounding, eps·|f|/h with |f| < 1e5.
    atol = 2e-7 if method == "central" else 25e-4
    np.testing.assert_allclose(gradient, 2 * weights * x.astype(float), rtol=0, atol=atol)
    assert x.tobytes() == before


@pytest.mark.parametrize(
    "x", [3, 3.0, [1, 2], ((1.0, 2.0), (3.0, 4.0)), []], ids=["int", "float", "list", "tuple", "[]"]
)
def test_numbers_and_lists_are_copied_to_float64(x):
    gradient = numerical_gradient(total, x)
    assert gradient.dtype == np.float64
    np.testing.assert_allclose(gradient, 2 * np.array(x, float), rtol=0, atol=1e-10)  # rounding


def test_a_product_keeps_its_factors_apart():
    # Without the line that puts x back, this reads (4, 2.9999).
    gradient = numerical_gradient(lambda x: x[0] * x[1], np.array([3.0, 4.0]))
    np.testing.assert_allclose(gradient, [4, 3], rtol=0, atol=1e-11)  # degree 2: rounding alone


def test_central_gradient_is_exactly_the_formula():
    x, h = np.array([0.7, 1.9]), 1e-3
    expected = [
        (math.sin(0.7 + h) * 1.9 - math.sin(0.7 - h) * 1.9) / (2 * h),
        (math.sin(0.7) * (1.9 + h) - math.sin(0.7) * (1.9 - h)) / (2 * h),
    ]
    assert numerical_gradient(lambda x: math.sin(x[0]) * x[1], x, h).tolist() == expected


def test_forward_gradient_is_exactly_the_formula():
    x, h = np.array([0.7, 1.9]), 1e-3
    expected = [
        (math.sin(0.7 + h) * 1.9 - math.sin(0.7) * 1.9) / h,
        (math.sin(0.7) * (1.9 + h) - math.sin(0.7) * 1.9) / h,
    ]
    gradient = numerical_gradient(lambda x: math.sin(x[0]) * x[1], x, h, method="forward")
    assert gradient.tolist() == expected


@pytest.mark.parametrize("shape", [(), (1,), (7,), (2, 3), (0,)])
def test_central_calls_f_2n_times_and_forward_n_plus_1_times(shape):
    x = np.ones(shape)
    f, calls = counted(total)
    numerical_gradient(f, x)
    assert len(calls) == 2 * x.size
    calls.clear()
    numerical_gradient(f, x, method="forward")
    assert len(calls) == x.size + 1


@pytest.mark.parametrize("x", [np.array([3.0, 4.0]), np.arange(8.0)[::3]], ids=["plain", "strided"])
def test_a_loss_that_ignores_its_argument_sees_the_array_nudged_in_place(x):
    gradient = numerical_gradient(lambda _: total(x), x)
    np.testing.assert_allclose(gradient, 2 * x, rtol=0, atol=1e-10)  # degree 2: rounding alone


@pytest.mark.parametrize("dtype", [np.float32, np.int64])
def test_a_loss_that_ignores_its_argument_reads_zero_where_the_array_is_copied(dtype):
    x = np.array([3, 4], dtype=dtype)
    assert numerical_gradient(lambda _: float(total(x)), x).tolist() == [0, 0]


def test_a_view_of_x_is_read_at_once():
    x = np.array([3.0, 4.0])
    assert numerical_gradient(lambda x: x[..., 0], x) == pytest.approx([1, 0], abs=1e-11)
    forward = numerical_gradient(lambda x: x[..., 0], x, method="forward")
    assert forward == pytest.approx([1, 0], abs=1e-11)  # linear: rounding alone


@pytest.mark.parametrize("y", [Fraction(1, 2), 3, 2**70, np.float32(2), np.int8(1), np.array(2.0)])
def test_every_kind_of_number_is_one_number(y):
    assert numerical_gradient(lambda x: y, np.ones(2)).tolist() == [0, 0]


@pytest.mark.filterwarnings("ignore:f has no value:RuntimeWarning")
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_an_f_of_nan_or_inf_gives_nan(value):
    x = np.array([1.0, 2.0])
    assert np.isnan(numerical_gradient(lambda x: value, x)).all()
    assert x.tolist() == [1, 2]


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_nan_and_inf_in_x_pass_through_and_are_put_back(value):
    x = np.array([value, 2.0])
    before = x.tobytes()
    gradient = numerical_gradient(lambda x: float(x[0]) * 0 + x[1] ** 2, x)
    assert np.isnan(gradient).all()
    assert x.tobytes() == before


@pytest.mark.parametrize("method", ["central", "forward"])
@pytest.mark.parametrize("y", NO_NUMBERS, ids=kind)
def test_an_f_that_returns_no_number_is_sent_to_the_right_function(y, method):
    x = np.array([3.0, 4.0])
    before = x.tobytes()
    with pytest.raises(TypeError, match=r"one number.*numerical_diff.*gradient_field"):
        numerical_gradient(lambda x: y, x, method=method)
    assert x.tobytes() == before


@pytest.mark.filterwarnings("ignore:Conversion of an array:DeprecationWarning")
def test_an_array_of_one_element_is_no_number_even_where_numpy_only_deprecates_it():
    with pytest.raises(TypeError, match="one number"):
        numerical_gradient(lambda x: x[:1], np.array([3.0, 4.0]))


def raising(error, after=0):
    """Return an f that works so many times, then raises."""
    calls = itertools.count()

    def f(x):
        if next(calls) >= after:
            raise error
        return 1.0

    return f


ERRORS = [TypeError("my own"), ValueError("my own"), ZeroDivisionError("my own")]
ERRORS += [KeyboardInterrupt("my own"), SystemExit("my own"), Warning("my own")]


@pytest.mark.parametrize("method", ["central", "forward"])
@pytest.mark.parametrize("after", range(3))
@pytest.mark.parametrize("error", ERRORS, ids=repr)
@pytest.mark.parametrize("layout", ["plain", "strided"])
def test_an_error_inside_f_comes_through_as_it_is_and_x_is_put_back(error, after, method, layout):
    x = np.array([0.1, 0.2, 0.3]) if layout == "plain" else np.linspace(0.1, 0.6, 6)[::2]
    before = x.tobytes()
    with pytest.raises(type(error), match="my own") as caught:
        numerical_gradient(raising(error, after), x, method=method)
    assert caught.value is error
    assert x.tobytes() == before


def test_a_number_that_h_would_swallow_is_put_back_to_the_bit():
    x = np.array([0.1, 1e-300, 1e16, 5e-324])
    before = x.tobytes()
    numerical_gradient(total, x)
    assert x.tobytes() == before


def test_where_x_plus_h_is_x_the_gradient_freezes_at_zero():
    assert numerical_gradient(bowl, np.array([1e13, 1e13])).tolist() == [0, 0]


# --- gradient_field ---------------------------------------------------------------------------

MESH = np.array(np.meshgrid(np.linspace(-2, 2, 5), np.linspace(-1, 1, 3)))


@pytest.mark.parametrize("method", ["central", "forward"])
@pytest.mark.parametrize(
    "f",
    [bowl, lambda x: x[0] * x[1], lambda x: x[0] ** 2 / 20 + x[1] ** 2, lambda x: np.sin(x[0])],
)
def test_the_field_is_the_gradient_at_every_point(f, method):
    field = gradient_field(f, MESH, method=method)
    assert field.shape == MESH.shape
    for i, j in np.ndindex(MESH.shape[1:]):
        gradient = numerical_gradient(f, MESH[:, i, j].copy(), method=method)
        # The same subtraction; a scalar sine and a vectorised one may differ by an ulp, over h.
        np.testing.assert_allclose(field[:, i, j], gradient, rtol=0, atol=1e-11)


def test_a_field_of_1600_points_takes_4_calls_of_f():
    X = np.array(np.meshgrid(np.linspace(-5, 5, 40), np.linspace(-5, 5, 40)))
    f, calls = counted(bowl)
    field = gradient_field(f, X)
    assert len(calls) == 4
    np.testing.assert_allclose(field, 2 * X, rtol=0, atol=1e-10)  # 1e-11 of the largest, 10
    calls.clear()
    gradient_field(f, X, method="forward")
    assert len(calls) == 3


@pytest.mark.parametrize("kind", [list, np.array, np.float32])
def test_one_point_will_do_for_a_field(kind):
    assert str(gradient_field(bowl, kind([3, 4]))) == "[6. 8.]"


@pytest.mark.parametrize("shape", [(2, 0), (0, 4), (3, 7), (1, 2, 2), (2, 2, 3, 2)])
def test_a_field_may_have_any_number_of_components_and_axes(shape):
    X = np.arange(math.prod(shape)).reshape(shape)
    field = gradient_field(lambda X: np.sum(X * X, axis=0), X)
    assert field.dtype == np.float64
    np.testing.assert_allclose(field, 2 * X, rtol=0, atol=1e-8)  # eps·|f|/h, |f| <= 1e3


@pytest.mark.parametrize("method", ["central", "forward"])
def test_a_mesh_f_may_return_a_view_or_change_what_it_is_given(method):
    X = MESH.copy()
    assert gradient_field(lambda X: X[0], X, method=method)[0] == pytest.approx(1, abs=1e-11)

    def greedy(X):
        X *= X
        X[0] += X[1]
        return X[0]

    field = gradient_field(greedy, X, method=method)
    np.testing.assert_allclose(field, 2 * MESH, rtol=0, atol=1.01e-4)  # forward is off by h
    assert X.tobytes() == MESH.tobytes()


@pytest.mark.parametrize(
    "f",
    [
        lambda X: np.sum(X**2, axis=1),
        lambda X: np.sum(X**2),
        lambda X: X**2,
        lambda X: 3.0,
    ],
    ids=["axis 1", "everything", "nothing", "constant"],
)
@pytest.mark.parametrize("method", ["central", "forward"])
def test_a_mesh_f_of_the_wrong_shape_is_told_which_axis(f, method):
    X = MESH.copy()
    with pytest.raises(ValueError, match=r"\(3, 5\).*sum over axis 0 \(components first\)"):
        gradient_field(f, X, method=method)
    assert X.tobytes() == MESH.tobytes()


def test_a_field_passes_nan_and_inf_through():
    X = np.array([[1.0, np.inf, np.nan], [2.0, 2.0, 2.0]])
    field = gradient_field(lambda X: X[0] + X[1], X)
    assert np.isnan(field).tolist() == [[False, True, True]] * 2


@pytest.mark.filterwarnings("ignore:f has no value:RuntimeWarning")
def test_a_field_of_a_flat_infinity_is_nan():
    assert np.isnan(gradient_field(lambda X: X[0] + np.inf, MESH)).all()


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_an_error_inside_a_mesh_f_comes_through_and_the_mesh_stays(error):
    X = MESH.copy()
    with pytest.raises(type(error), match="my own"):
        gradient_field(raising(error), X)
    assert X.tobytes() == MESH.tobytes()


# --- h and method, for all --------------------------------------------------------------------

ALL = [(numerical_diff, np.sin), (numerical_gradient, total), (gradient_field, total)]


@pytest.mark.parametrize(("derivative", "f"), ALL)
@pytest.mark.parametrize("h", [0, 0.0, -1e-4, np.nan, np.inf, -np.inf])
def test_an_h_that_makes_no_sense_is_named(derivative, f, h):
    x = np.array([1.0])
    with pytest.raises(ValueError, match="h must be finite and positive"):
        derivative(f, x, h)
    assert x.tolist() == [1.0]


def test_tangent_line_names_h_too():
    with pytest.raises(ValueError, match="h must be finite and positive"):
        tangent_line(np.sin, 1.0, 0)


@pytest.mark.parametrize(("derivative", "f"), ALL)
@pytest.mark.parametrize("method", ["backward", "Central", "", None, 2])
def test_an_unknown_method_is_told_both_that_exist(derivative, f, method):
    with pytest.raises(ValueError, match=r'"central" or "forward"'):
        derivative(f, np.array([1.0]), method=method)


@pytest.mark.parametrize(("derivative", "f"), ALL)
def test_h_is_the_third_argument_and_method_goes_by_name(derivative, f):
    x = np.array([3.0])
    assert derivative(f, x, 0.5).shape == (1,)
    with pytest.raises(TypeError, match="positional"):
        derivative(f, x, 0.5, "forward")
