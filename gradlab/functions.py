"""The functions of the course, each beside its exact gradient, its formula and its window."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .arguments import reals

SQUARE = ((-5, 5), (-5, 5))


@dataclass(frozen=True)
class Function:
    """A function of x, or of x0 and x1, that knows its gradient.

    Call it, or its `gradient`, on a number or an array for one variable; on a point (2,) or a mesh
    (2, ...), components first, for two. Lists will do; one number comes back as a float.

    Attributes
    ----------
    f, slopes : callable
        Of x, or of x0 and x1, element by element: the value; f′, or both partial derivatives.
    tex : str
        The formula in x, or in x_0 and x_1.
    window : tuple
        Where to look: (low, high), or such a pair for each of two variables.
    bends : callable, optional
        Of x0 and x1, for a function of two: its second derivatives, twice along x0, along both,
        and twice along x1.
    """

    f: Callable
    slopes: Callable
    tex: str
    window: tuple = SQUARE
    bends: Callable | None = None

    def __call__(self, x):
        """Return f at x."""
        y = self.f(*self._variables(x))
        return y if np.ndim(y) else float(y)

    def gradient(self, x):
        """Return the exact gradient at x, in the shape of x."""
        variables = self._variables(x)
        if len(variables) == 1:
            slope = self.slopes(*variables)
            return slope if np.ndim(slope) else float(slope)
        gradient = np.empty(np.shape(variables))
        gradient[0], gradient[1] = self.slopes(*variables)
        return gradient

    def hessian(self, x):
        """Return the exact matrix of second derivatives at x: shape (2, 2), on a mesh (2, 2, ...).

        Raises
        ------
        TypeError
            If this function does not know them: `gradlab.hessian` finds them by differences.
        """
        if self.bends is None:
            raise TypeError("this function has no exact Hessian: take gradlab.hessian(f, x)")
        x = self._variables(x)
        hessian = np.empty((2, *x.shape))
        hessian[0, 0], hessian[0, 1], hessian[1, 1] = self.bends(*x)
        hessian[1, 0] = hessian[0, 1]
        return hessian

    def __reduce__(self):
        """Return a function of the course by its name, so that pickle brings back the very one."""
        names = [name for name, f in globals().items() if f is self]
        parts = (self.f, self.slopes, self.tex, self.window, self.bends)
        return names[0] if names else (Function, parts)

    def _variables(self, x):
        """Return x in float64, as a tuple of one variable, or as x0 and x1."""
        x = reals("x", x)
        if np.ndim(self.window) == 1:
            return (x,)
        if not x.ndim or len(x) != 2:
            raise TypeError(f"x must have shape (2, ...): x0, then x1, and not shape {x.shape}")
        return x


def _sigmoid(x):
    return (1 + np.tanh(x / 2)) / 2  # 1 / (1 + exp(-x)), but nothing overflows


def _hole(x, y):
    return np.exp(-(x * x + y * y) / 2)


def _sum(f, slope, tex, bend=None):
    """Return f(x0) + f(x1)."""
    return Function(
        lambda x, y: f(x) + f(y),
        lambda x, y: (slope(x), slope(y)),
        tex,
        bends=bend and (lambda x, y: (bend(x), 0.0, bend(y))),
    )


# One variable: f, f′, formula, window.
parabola = Function(
    lambda x: 0.01 * x**2 + 0.1 * x, lambda x: 0.02 * x + 0.1, "0.01x^2 + 0.1x", (0, 20)
)
# As a product it rounds less than as a sum of three: the difference quotient feels it.
quadratic = Function(lambda x: (x + 1) * (x + 2), lambda x: 2 * x + 3, "x^2 + 3x + 2", (-5, 5))
square = Function(lambda x: x**2, lambda x: 2 * x, "x^2", (-5, 5))
sin = Function(np.sin, np.cos, r"\sin x", (-6, 6))
exp = Function(np.exp, np.exp, "e^x", (-3, 3))
log = Function(np.log, lambda x: 1 / x, r"\log x", (0.1, 5))
tanh = Function(np.tanh, lambda x: 1 - np.tanh(x) ** 2, r"\tanh x", (-4, 4))
sigmoid = Function(_sigmoid, lambda x: _sigmoid(x) * _sigmoid(-x), r"1 / (1 + e^{-x})", (-8, 8))
wavy = Function(lambda x: x * np.cos(x), lambda x: np.cos(x) - x * np.sin(x), r"x \cos x", (-9, 9))
# x0² + x1² through (3, 4): x1 frozen at 4, then x0 frozen at 3.
along_x0 = Function(lambda x: x * x + 4.0**2, lambda x: 2 * x, "x^2 + 4^2", (-5, 5))
along_x1 = Function(lambda x: 3.0**2 + x * x, lambda x: 2 * x, "3^2 + x^2", (-5, 5))

# Two variables, named x and y here to keep a function on a line or two.
bowl = _sum(lambda x: x * x, lambda x: 2 * x, "x_0^2 + x_1^2", lambda x: 2.0)
cubic = _sum(lambda x: x * x * x, lambda x: 3 * x * x, "x_0^3 + x_1^3")
plane = _sum(lambda x: x, lambda x: 1.0, "x_0 + x_1")
quartic = _sum(
    lambda x: x * x * x * x, lambda x: 4 * x * x * x, "x_0^4 + x_1^4", lambda x: 12 * x * x
)
# Products: x**5 is fifty times slower where x < 0. Its floor shows in ((-1, 1), (-1, 1)).
quintic = _sum(lambda x: x * x * x * x * x, lambda x: 5 * x * x * x * x, "x_0^5 + x_1^5")
dome = _sum(lambda x: -x * x, lambda x: -2 * x, "-(x_0^2 + x_1^2)", lambda x: -2.0)
saddle = Function(
    lambda x, y: x * x - y * y,
    lambda x, y: (2 * x, -2 * y),
    "x_0^2 - x_1^2",
    bends=lambda x, y: (2.0, 0.0, -2.0),
)
product = Function(lambda x, y: x * y, lambda x, y: (y, x), "x_0 x_1")
square_times = Function(lambda x, y: x * x * y, lambda x, y: (2 * x * y, x * x), "x_0^2 x_1")
plateau = Function(
    lambda x, y: 1 - _hole(x, y),
    lambda x, y: (x * _hole(x, y), y * _hole(x, y)),
    r"1 - e^{-(x_0^2 + x_1^2) / 2}",
    bends=lambda x, y: ((1 - x * x) * _hole(x, y), -x * y * _hole(x, y), (1 - y * y) * _hole(x, y)),
)
long_bowl = Function(
    lambda x, y: x * x / 20 + y * y,
    lambda x, y: (x / 10, 2 * y),
    "x_0^2 / 20 + x_1^2",
    ((-10, 10), (-5, 5)),
    lambda x, y: (0.1, 0.0, 2.0),
)
turned_bowl = Function(  # its own axes are (1, -1), with the curvature 1, and (1, 1), with 3
    lambda x, y: x * x + x * y + y * y,
    lambda x, y: (2 * x + y, x + 2 * y),
    "x_0^2 + x_0 x_1 + x_1^2",
    bends=lambda x, y: (2.0, 1.0, 2.0),
)
rosenbrock = Function(
    lambda x, y: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    lambda x, y: (2 * (x - 1) - 400 * x * (y - x * x), 200 * (y - x * x)),
    "(1 - x_0)^2 + 100 (x_1 - x_0^2)^2",
    ((-2, 2), (-1, 3)),
    lambda x, y: (2 - 400 * (y - x * x) + 800 * x * x, -400 * x, 200.0),
)
himmelblau = Function(
    lambda x, y: (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2,
    lambda x, y: (
        4 * x * (x * x + y - 11) + 2 * (x + y * y - 7),
        2 * (x * x + y - 11) + 4 * y * (x + y * y - 7),
    ),
    "(x_0^2 + x_1 - 11)^2 + (x_0 + x_1^2 - 7)^2",
    bends=lambda x, y: (12 * x * x + 4 * y - 42, 4 * (x + y), 4 * x + 12 * y * y - 26),
)
BEALE = (1.5, 2.25, 2.625)
beale = Function(
    lambda x, y: sum((c - x + x * y**k) ** 2 for k, c in enumerate(BEALE, 1)),
    lambda x, y: (
        sum(2 * (c - x + x * y**k) * (y**k - 1) for k, c in enumerate(BEALE, 1)),
        sum(2 * (c - x + x * y**k) * k * x * y ** (k - 1) for k, c in enumerate(BEALE, 1)),
    ),
    "(1.5 - x_0 + x_0 x_1)^2 + (2.25 - x_0 + x_0 x_1^2)^2 + (2.625 - x_0 + x_0 x_1^3)^2",
    ((-4.5, 4.5), (-4.5, 4.5)),
)
