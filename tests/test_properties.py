"""What must hold for every function, point and array, tried on ones that hypothesis draws."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from gradlab import (
    SimpleNet,
    descent_path,
    numerical_diff,
    numerical_gradient,
    softmax,
)

EPS = np.finfo(float).eps
numbers = st.floats(-3, 3)
points = arrays.arrays(float, st.integers(1, 5), elements=numbers)


def seeds():
    return st.integers(0, 2**32 - 1).map(np.random.default_rng)


@given(st.floats(0.5, 2), st.floats(-3, 3), st.floats(-3, 3))
@pytest.mark.parametrize(("method", "order"), [("forward", 1), ("central", 2)])
def test_half_the_step_leaves_a_half_or_a_quarter_of_the_error(method, order, a, b, x):
    # The leading term of the error is f'' or f''': where it is small, the next one rules.
    leading = {"forward": abs(np.sin(a * x + b)), "central": abs(np.cos(a * x + b))}[method]
    assume(leading > 0.2)
    slope = a * np.cos(a * x + b)
    errors = [
        numerical_diff(lambda t: np.sin(a * t + b), x, h, method=method) - slope
        for h in (2e-3, 1e-3)
    ]
    # The next term is smaller by h·a/leading, at most 2e-3 · 2 / 0.2.
    assert errors[0] / errors[1] == pytest.approx(2**order, rel=0.02)


@given(arrays.arrays(float, 6, elements=numbers), points)
def test_the_gradient_of_a_polynomial_is_exact_up_to_its_third_derivative(coefficients, x):
    p = np.polynomial.Polynomial(coefficients)
    found = numerical_gradient(lambda x: p(x).sum(), x)
    third = abs(p.deriv(3)(np.linspace(-3.1, 3.1, 99))).max()
    size = len(x) * np.abs(coefficients) @ 3.1 ** np.arange(6)
    bar = 1e-8 / 6 * third + 8 * EPS * size / 1e-4  # truncation, and rounding of a few sums
    assert np.abs(found - p.deriv()(x)).max() <= bar + 1e-12


@given(seeds(), st.floats(-3, 3), st.floats(-3, 3))
def test_the_gradient_is_linear_in_f(random, a, b):
    x = random.uniform(-2, 2, 4)
    A, c = random.normal(size=(4, 4)), random.normal(size=4)

    def f(x):
        return np.sin(A @ x).sum()

    def g(x):
        return c @ x**2

    both = numerical_gradient(lambda x: a * f(x) + b * g(x), x)
    parts = a * numerical_gradient(f, x) + b * numerical_gradient(g, x)
    # Heights up to 3 · (4 + 4 · 4 · |c|) are rounded, and divided by 2e-4.
    assert np.abs(both - parts).max() <= 20 * EPS * 3 * (4 + 16 * np.abs(c).max()) / 2e-4


layouts = st.sampled_from(
    [lambda x: x, lambda x: x.T, lambda x: x[::-1], lambda x: x[..., ::2], np.asfortranarray]
)
dtypes = st.sampled_from([np.float64, np.float32, np.int64, np.int8, np.bool_])
shapes = arrays.array_shapes(min_dims=1, max_dims=3, max_side=4)


@given(arrays.arrays(dtypes, shapes, elements=st.integers(0, 1)), layouts, st.integers(0, 40))
def test_the_callers_array_keeps_every_bit_also_when_f_raises(array, layout, at_call):
    x = layout(array)
    before, calls = array.tobytes(), []

    def f(values):
        calls.append(1)
        if len(calls) == at_call:
            raise KeyboardInterrupt
        return float(np.sum(values))

    try:
        numerical_gradient(f, x)
    except KeyboardInterrupt:
        assert len(calls) == at_call
    assert array.tobytes() == before


@given(seeds(), st.floats(0.05, 0.95))
def test_descent_on_any_bowl_is_the_closed_form(random, share):
    turned, _ = np.linalg.qr(random.normal(size=(3, 3)))
    curvatures = random.uniform(0.1, 5, 3)
    A = turned @ np.diag(curvatures) @ turned.T
    lr, x = share * 2 / curvatures.max(), random.uniform(-5, 5, 3)
    path = descent_path(lambda x: x @ A @ x / 2, x, lr, 30, grad=lambda x: A @ x)
    for k in (1, 7, 30):
        right = turned @ ((1 - lr * curvatures) ** k * (turned.T @ x))
        assert np.abs(path[k] - right).max() <= 1e-13 * 5 * k  # each step rounds by eps · 5 · 10


@given(seeds(), st.floats(0.01, 0.5))
def test_descent_diverges_just_beyond_two_over_the_largest_curvature(random, margin):
    curvatures, x = random.uniform(0.1, 5, 3), random.uniform(1, 5, 3)
    edge = 2 / curvatures.max()

    def end(lr):
        path = descent_path(lambda x: 0.0, x, lr, 400, grad=lambda x: curvatures * x)
        return np.abs(path[-1])[curvatures.argmax()] / np.abs(x)[curvatures.argmax()]

    assert end(edge * (1 - margin)) < 1
    assert end(edge * (1 + margin)) > 1


@given(arrays.arrays(float, (2, 3), elements=st.floats(-50, 50)), st.floats(-1e3, 1e3))
def test_softmax_does_not_feel_a_shift(z, shift):
    # z + shift is rounded to eps · 1050, and a share changes by no more than that.
    assert np.abs(softmax(z + shift) - softmax(z)).max() <= 4 * EPS * 1050
    assert softmax(z).sum(axis=-1) == pytest.approx([1, 1], abs=4 * EPS)


@given(
    arrays.arrays(float, (2, 3), elements=numbers),
    arrays.arrays(float, 2, elements=numbers),
    st.integers(0, 2),
)
def test_more_of_one_class_is_less_of_the_others_so_each_row_of_the_gradient_sums_to_zero(W, x, t):
    exact = SimpleNet(W).gradient(x, t)
    assert np.abs(exact.sum(axis=1)).max() <= 1e-14 * 3
    # numerical_gradient on loss_at and the formula differ by h² and by the 1e-7 in the log.
    found = numerical_gradient(lambda w: SimpleNet.loss_at(w, x, t), W)
    y = softmax(x @ W)
    assume(y[t] > 1e-3)
    assert np.abs(found - exact).max() <= 3 * (1e-8 + 1e-7 / y[t]) * 3
