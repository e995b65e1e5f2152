"""Newton's method, which steps to where the touching parabola is level, and backtracking."""

import numpy as np

from .arguments import function, number, reals, result, results, whole
from .curvature import H, curvatures_at
from .descent import gradient_at, path_of
from .domain import are_finite, plain, quiet, told, warn

EPS = np.finfo(float).eps
SINGULAR = (
    "the Hessian is singular at x = {x}, or too nearly to tell: along some direction f does not "
    "bend, and Newton's step has no length; start elsewhere, or take descent's step"
)


def newton_step(f, x, *, grad=None, hess=None):
    """Return Newton's step from x, in its shape: ``x + step`` is where the parabola is level.

    Parameters
    ----------
    f : callable
        As for `hessian`.
    x : array_like, of any shape; never changed
    grad, hess : callable, optional
        The gradient, in the shape of x, and the Hessian, (n, n). Else by differences of f.

    Raises
    ------
    ValueError
        If the Hessian is singular, or what grad or hess returns has another shape.

    Notes
    -----
    The parabola ``f + g·s + ½ s·H·s`` that touches f at x is level at ``s = -H⁻¹·g``: at its least
    point, saddle or top, whichever H makes it (Nocedal and Wright, Numerical Optimization, 3.3).
    """
    start, lost = _start(f, "x", x, grad, hess), []
    with quiet(), plain(x):
        step = _newton(f, start, grad, hess, lost)
    if lost and told():
        warn(lost[0], 2)
    return step


def newton_path(f, init_x, step_num=10, *, grad=None, hess=None):
    """Return every point of Newton's method, float64, shape (step_num + 1, *init_x.shape).

    Parameters are those of `newton_step`, which raises alike; row 0 is the start. A run that
    diverges goes on to inf or nan; one that leaves the domain of f warns, as `hessian` does.
    """
    start = _start(f, "init_x", init_x, grad, hess)
    step_num, lost = whole("step_num", step_num, 0), []
    with plain(init_x):
        path = path_of(start, step_num, _newton_steps(f, start, step_num, grad, hess, lost))
    if lost and told():
        warn(lost[0], 2)
    return path


def backtracking(f, x, step, gradient, *, c=1e-4):
    """Return the first t of 1, 1/2, 1/4, … for which t·step takes f down enough.

    Parameters
    ----------
    f : callable
        As for `hessian`.
    x, step, gradient : array_like, of one shape; never changed
        Where to leave from, the step to shorten, and the gradient of f at x.
    c : float, above 0 and below 1
        How much is enough: this share of what the slope along the step promises.

    Returns
    -------
    float
        0.0 where f has no value at x, or goes down nowhere along the step.

    Raises
    ------
    ValueError
        If the step leads uphill, or the shapes differ.

    Notes
    -----
    Armijo's rule, ``f(x + t·step) ≤ f(x) + c·t·gradient·step`` (Pacific Journal of Mathematics
    16, 1966). A t where f has no value is not enough either.
    """
    function("f", f, "x", x)
    x, step, gradient = reals("x", x), reals("step", step), reals("gradient", gradient)
    if not x.shape == step.shape == gradient.shape:
        shapes = f"not {x.shape}, {step.shape} and {gradient.shape}"
        raise ValueError(f"x, step and gradient must have one shape, {shapes}")
    slope, c, t = float(np.sum(gradient * step)), number("c", c), 1.0
    if not 0 < c < 1:
        raise ValueError(f"c must lie between 0 and 1, not {c}")
    if slope > 0:
        raise ValueError(f"step must lead downhill, but gradient·step is {slope:.4g}")
    with quiet():
        height = result(f(x.copy()))
        while t and not -np.inf < result(f(x + t * step)) <= height + c * t * slope:
            t /= 2
    return t


def _newton_steps(f, x, step_num, grad, hess, lost):
    for _ in range(step_num):
        x = np.asarray(x + _newton(f, x, grad, hess, lost))
        yield x


def _newton(f, x, grad, hess, lost):
    """Return Newton's step from x; keep what tells where f has no value in `lost`."""
    gradient, noise = gradient_at(f, x, grad)[0], 0.0
    if hess is None:
        curvatures, gap = curvatures_at(f, x, H)
        lost += [gap] if gap and are_finite(x) else []
        noise = EPS * abs(result(f(x.copy()))) / H**2
    else:
        curvatures = results("hess", hess(x.copy()))
        if curvatures.shape != (x.size, x.size):
            raise ValueError(f"hess must return shape {(x.size,) * 2}, not {curvatures.shape}")
    if not (are_finite(curvatures) and are_finite(gradient)):
        return np.full(x.shape, np.nan)
    bends = np.abs(np.linalg.eigvalsh(curvatures))
    if x.size and bends.min() <= max(noise, x.size * EPS * bends.max()):
        raise ValueError(SINGULAR.format(x=x.tolist()))
    return -np.linalg.solve(curvatures, gradient.ravel()).reshape(x.shape)


def _start(f, name, x, grad, hess):
    """Return x as a new array, once f, grad and hess have turned out to be functions."""
    function("f", f, name, x)
    for other, g in (("grad", grad), ("hess", hess)):
        if g is not None:
            function(other, g)
    return np.array(reals(name, x))
