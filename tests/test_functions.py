import copy
import dataclasses
import pickle
import subprocess
import sys

import numpy as np
import pytest

from gradlab import functions, gradient_field, numerical_diff, numerical_gradient
from gradlab.functions import Function

ALL = {name: f for name, f in vars(functions).items() if isinstance(f, Function)}
ONE = {name: f for name, f in ALL.items() if np.ndim(f.window) == 1}
TWO = {name: f for name, f in ALL.items() if np.ndim(f.window) == 2}

# Bars for max|error| / max(1, max|gradient|), h = 1e-4: about twice the worst seen. Up to degree 2
# (1e-11) there is rounding alone, eps·|f|/h; the others have the truncation h²/6·f‴ too.
BARS = {
    **dict.fromkeys(("cubic", "quartic", "quintic", "square_times"), 5e-8),
    **dict.fromkeys(("sin", "exp", "log", "tanh", "sigmoid", "wavy", "plateau"), 3e-8),
    **{"rosenbrock": 5e-6, "beale": 5e-7, "himmelblau": 2e-7},
}


def relative(error, gradient):
    return np.abs(error).max() / max(1, np.abs(gradient).max())


def points(f, n=101):
    """Return points over the window of f, components first."""
    if np.ndim(f.window) == 1:
        return np.linspace(*f.window, n)
    return np.array(np.meshgrid(*(np.linspace(*window, n) for window in f.window)))


def test_all_functions_of_the_course_are_there():
    assert set(ONE) == {
        *("parabola", "quadratic", "square", "sin", "exp", "log", "tanh", "sigmoid", "wavy"),
        *("along_x0", "along_x1"),
    }
    assert set(TWO) == {
        *("bowl", "cubic", "plane", "quartic", "quintic", "long_bowl", "saddle", "product"),
        *("square_times", "rosenbrock", "beale", "himmelblau", "dome", "plateau"),
        "turned_bowl",
    }


@pytest.mark.parametrize("name", ALL)
def test_the_exact_gradient_agrees_with_the_numerical_one(name):
    f = ALL[name]
    x = np.linspace(0.5, 5) if name == "log" else points(f)  # log‴ has no bound near 0
    found = numerical_diff(f, x) if name in ONE else gradient_field(f, x)
    assert relative(found - f.gradient(x), f.gradient(x)) <= BARS.get(name, 1e-11)


@pytest.mark.parametrize(
    ("name", "point"),
    [
        *(("rosenbrock", point) for point in ([1, 1], [0, 0], [-1.2, 1])),
        *(("beale", point) for point in ([3, 0.5], [0, 0], [1, 1])),
        *(("himmelblau", point) for point in ([3, 2], [0, 0], [-4, 4])),
    ],
)
def test_the_gradient_is_as_good_at_a_minimum_and_at_a_usual_start(name, point):
    f = ALL[name]
    gradient = f.gradient(point)
    assert relative(numerical_gradient(f, point) - gradient, gradient) <= BARS[name]


@pytest.mark.parametrize(
    ("f", "bar"),
    [
        (functions.parabola, 1e-11),  # seen 6e-12
        (functions.square, 1e-11),  # seen 8e-12
        (functions.quadratic, 1e-11),  # seen 9e-12; 1.3e-11 if it is written as a sum
    ],
)
def test_degree_two_has_only_rounding_as_far_as_20(f, bar):
    x = np.linspace(-20, 20, 401)
    error = numerical_diff(f, x) - f.gradient(x)
    assert relative(error, f.gradient(x)) <= bar


@pytest.mark.parametrize(
    ("f", "x", "shown"),
    [
        (functions.parabola, 5, "0.1999999999990898"),
        (functions.parabola, 10, "0.2999999999986347"),
        (functions.along_x0, 3, "6.00000000000378"),
        (functions.along_x1, 4, "7.999999999999119"),
        (functions.quadratic, [1, 2, 3], "[5. 7. 9.]"),
    ],
)
def test_the_functions_give_the_digits_of_the_book(f, x, shown):
    assert str(numerical_diff(f, x)) == shown


FORMULAS = [
    ("parabola", 10, 2.0, 0.3),
    ("quadratic", 2, 12.0, 7.0),
    ("square", -3, 9.0, -6.0),
    ("sin", 0, 0.0, 1.0),
    ("exp", 0, 1.0, 1.0),
    ("log", 1, 0.0, 1.0),
    ("tanh", 0, 0.0, 1.0),
    ("sigmoid", 0, 0.5, 0.25),
    ("wavy", np.pi, -np.pi, -1.0),
    ("along_x0", 3, 25.0, 6.0),
    ("along_x1", 4, 25.0, 8.0),
    ("bowl", [3, 4], 25.0, [6, 8]),
    ("cubic", [-1, 2], 7.0, [3, 12]),
    ("plane", [-1, 2], 1.0, [1, 1]),
    ("quartic", [-1, 2], 17.0, [-4, 32]),
    ("quintic", [-1, 2], 31.0, [5, 80]),
    ("long_bowl", [-10, 2], 9.0, [-1, 4]),
    ("saddle", [3, 4], -7.0, [6, -8]),
    ("product", [3, 4], 12.0, [4, 3]),
    ("square_times", [3, 4], 36.0, [24, 9]),
    ("turned_bowl", [-3, 4], 13.0, [-2, 5]),
    ("rosenbrock", [-1, 2], 104.0, [396, 200]),
    ("rosenbrock", [1, 1], 0.0, [0, 0]),
    ("beale", [3, 0.5], 0.0, [0, 0]),
    ("beale", [0, 0], 14.203125, [-12.75, 0]),
    ("himmelblau", [3, 2], 0.0, [0, 0]),
    ("himmelblau", [0, 0], 170.0, [-14, -22]),
    ("dome", [3, 4], -25.0, [-6, -8]),
    ("plateau", [0, 0], 0.0, [0, 0]),
    ("plateau", [1, 0], 1 - np.exp(-0.5), [np.exp(-0.5), 0]),
]


@pytest.mark.parametrize(("name", "x", "value", "gradient"), FORMULAS)
def test_each_function_has_the_value_and_gradient_worked_out_by_hand(name, x, value, gradient):
    f = ALL[name]
    assert type(f(x)) is float
    assert f(x) == pytest.approx(value, rel=1e-15, abs=1e-15)  # an ulp
    assert f.gradient(x) == pytest.approx(gradient, rel=1e-15, abs=1e-15)


def test_every_function_has_a_value_worked_out_by_hand():
    assert {name for name, *_ in FORMULAS} == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_a_mesh_has_the_values_and_gradients_of_its_points(name):
    f = ALL[name]
    x = points(f, 7)
    before = x.tobytes()
    y, gradient = f(x), f.gradient(x)
    assert y.shape == x.shape[-2:] if name in TWO else x.shape
    assert gradient.shape == x.shape
    assert y.dtype == gradient.dtype == np.float64
    for at in np.ndindex(y.shape):
        point = x[(..., *at)].tolist()
        # A scalar and a vectorised power or sine may differ by an ulp.
        assert y[at] == pytest.approx(f(point), rel=1e-14, abs=1e-14)
        assert gradient[(..., *at)] == pytest.approx(f.gradient(point), rel=1e-14, abs=1e-14)
    assert x.tobytes() == before


@pytest.mark.parametrize("name", ALL)
def test_neither_value_nor_gradient_is_a_view_of_the_argument(name):
    f = ALL[name]
    x = points(f, 3)
    assert not np.shares_memory(f(x), x)
    assert not np.shares_memory(f.gradient(x), x)


@pytest.mark.parametrize("name", ONE)
def test_a_function_of_one_variable_takes_numbers_and_lists(name):
    f = ONE[name]
    assert type(f(1)) is type(f.gradient(1)) is float
    assert f([1, 2]).shape == f.gradient([1, 2]).shape == (2,)


@pytest.mark.parametrize("dtype", [np.int8, np.float32])
@pytest.mark.parametrize("name", ALL)
def test_narrow_numbers_are_computed_in_float64(name, dtype):
    f, x = ALL[name], np.full(2, 99, dtype)  # 99² is too large for an int8, and rounds in a float32
    wide = x.astype(float)
    assert np.asarray(f(x)).tolist() == np.asarray(f(wide)).tolist()
    assert f.gradient(x).tolist() == f.gradient(wide).tolist()


@pytest.mark.parametrize("name", TWO)
def test_a_function_of_two_variables_takes_integers_and_lists(name):
    f = TWO[name]
    assert f([1, 2]) == f(np.array([1, 2])) == f((1.0, 2.0))
    assert f.gradient([1, 2]).tolist() == f.gradient(np.array([1.0, 2.0])).tolist()


@pytest.mark.parametrize("name", TWO)
@pytest.mark.parametrize("x", [3.0, [1.0], [1.0, 2.0, 3.0]])
def test_a_function_of_two_variables_refuses_one_or_three(name, x):
    for call in (TWO[name], TWO[name].gradient):
        with pytest.raises(
            TypeError, match=r"^x must have shape \(2, \.\.\.\): x0, then x1, and not"
        ):
            call(x)


@pytest.mark.parametrize("name", ALL)
def test_formulas_name_their_variables_and_balance_their_braces(name):
    tex = ALL[name].tex
    assert ("x_0" in tex and "x_1" in tex) if name in TWO else ("x" in tex and "x_" not in tex)
    assert tex.count("{") == tex.count("}")
    assert "$" not in tex


@pytest.mark.parametrize("name", ALL)
def test_every_window_runs_from_low_to_high_and_f_is_finite_in_it(name):
    f = ALL[name]
    assert np.shape(f.window) == ((2, 2) if name in TWO else (2,))
    assert (np.diff(f.window) > 0).all()
    assert np.isfinite(f(points(f))).all()
    assert np.isfinite(f.gradient(points(f))).all()


def test_the_parabola_is_looked_at_from_0_to_20_and_the_landscapes_from_minus_5_to_5():
    assert functions.parabola.window == (0, 20)
    for name in ("bowl", "cubic", "plane", "quartic", "quintic"):
        assert ALL[name].window == ((-5, 5), (-5, 5))


def test_the_sigmoid_does_not_overflow():
    x = np.array([-1e308, -1000.0, 1000.0, 1e308, -np.inf, np.inf])
    assert functions.sigmoid(x).tolist() == [0, 0, 1, 1, 0, 1]
    assert functions.sigmoid.gradient(x).tolist() == [0] * 6
    x = np.linspace(-8, 8, 33)
    # Rounding of 1 + tanh: an ulp of 1.
    np.testing.assert_allclose(functions.sigmoid(x), 1 / (1 + np.exp(-x)), rtol=0, atol=3e-16)


def test_a_function_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        functions.bowl.tex = "x"


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("name", ALL)
def test_a_function_can_be_sent_and_comes_back_as_the_very_one(name, protocol):
    assert pickle.loads(pickle.dumps(ALL[name], protocol)) is ALL[name]
    assert copy.deepcopy(ALL[name]) is ALL[name]


def test_a_function_can_be_sent_to_another_process():
    code = (
        "import pickle, sys; f = pickle.load(sys.stdin.buffer); "
        "from gradlab import functions; print(f is functions.bowl, f([3, 4]))"
    )
    sent = pickle.dumps(functions.bowl)
    result = subprocess.run([sys.executable, "-c", code], input=sent, capture_output=True)
    assert result.stdout.split() == [b"True", b"25.0"]


def test_a_function_of_ones_own_can_be_sent_if_its_parts_can():
    f = Function(np.hypot, divmod, "|x|")
    assert pickle.loads(pickle.dumps(f)) == f
    assert pickle.loads(pickle.dumps(f)) != functions.bowl


def test_a_function_of_ones_own_looks_at_minus_5_to_5():
    f = Function(lambda x0, x1: x0 - x1, lambda x0, x1: (1, -1), "x_0 - x_1")
    assert f([3, 4]) == -1.0
    assert f.gradient([3, 4]).tolist() == [1, -1]
    assert f.window == ((-5, 5), (-5, 5))


def test_importing_gradlab_loads_neither_matplotlib_nor_ipywidgets():
    code = (
        "import sys, gradlab, gradlab.functions; "
        "print(*{'numpy', 'matplotlib', 'ipywidgets'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == ["numpy"]


def test_gradlab_offers_the_numeric_names_and_a_version():
    import gradlab

    assert sorted(gradlab.__all__) == [
        *("SimpleNet", "cross_entropy_error", "cross_entropy_from_logits"),
        *(
            "descent_path",
            "gradient_descent",
            "gradient_field",
            "numerical_diff",
            "numerical_gradient",
            "softmax",
            "tangent_line",
        ),
    ]
    assert all(callable(getattr(gradlab, name)) for name in gradlab.__all__)
    assert gradlab.__version__ == "0.1.0"
