"""Second derivatives, and the steps that use them or do without: Newton, backtracking, momentum."""

from math import isfinite

import numpy as np

from .arguments import checked, function, number, reals, result, results, whole
from .descent import gradient_at, left_domain, path_of, run_of
from .domain import are_finite, plain, quiet, told, warn
from .nudges import CHANGES

H = 1e-4  # near eps^(1/4), where truncation and rounding of a second difference balance
CORNERS = ((1, 1), (1, -1), (-1, 1), (-1, -1))
EPS = np.finfo(float).eps
GAP = (
    "f has no value at x + {step} (it is {value}), where x = {x} and h = {h}: "
    "take a smaller h, or an x farther inside the domain of f"
)
SINGULAR = (
    "the Hessian is singular at x = {x}, or too nearly to tell: along some direction f does not "
    "bend, and Newton's step has no length; start elsewhere, or take descent's step"
)


def hessian(f, x, h=H):
    """Return the matrix of second derivatives of f at x, float64, shape (n, n), symmetric.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of x, leaves it as it is (or ValueError), returns one number.
    x : array_like, of any shape
        Its n numbers in order are the rows and columns. A writable float64 array is nudged in
        place and always put back, as by `numerical_gradient`; anything else is copied.
    h : float
        The nudge; a smaller one is soon worse: the error is near h²·f⁗ + 4·eps·|f|/h².

    Raises
    ------
    TypeError, ValueError
        If f, x or h is of another kind, h is not finite and positive, or f changes its argument.

    Warns
    -----
    RuntimeWarning
        If f has no value beside x, unless ``np.errstate(invalid="ignore")`` is in force.

    Notes
    -----
    Each entry is the central difference of the central difference: f at the four corners of a
    square around x, ``(f₊₊ - f₊₋ - f₋₊ + f₋₋) / 4h²`` (Abramowitz and Stegun, 25.3.26), in
    2n(n + 1) calls of f.
    """
    function("f", f, "x", x)
    h, _ = checked(h, "central")
    point = x
    if not (type(x) is np.ndarray and x.dtype == np.float64 and x.flags.writeable):
        point = np.array(reals("x", x))
    with quiet(), plain(x):
        curvatures, lost = _curvatures(f, point, h)
    if lost and told() and are_finite(point):
        warn(lost, 2)
    return curvatures


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


def momentum_path(f, init_x, lr, beta, step_num, grad=None):
    """Return every point of a descent with momentum, float64, (step_num + 1, *init_x.shape).

    Parameters
    ----------
    f, init_x, lr, step_num, grad
        As in `descent_path`, which raises and warns alike.
    beta : float, from 0 to 1
        The share of the velocity that each step keeps; with 0 this is plain descent.

    Notes
    -----
    ``v ← beta·v - lr·gradient``, then ``x ← x + v``: the heavy ball (Polyak, USSR Computational
    Mathematics and Mathematical Physics 4, 1964).
    """
    start, lr, step_num = run_of(f, init_x, lr, step_num, grad)
    beta = number("beta", beta)
    if not 0 <= beta <= 1:
        raise ValueError(f"beta must lie between 0 and 1, not {beta}")
    lost = []
    with plain(init_x):
        path = path_of(start, step_num, _rolling(f, start, lr, beta, step_num, grad, lost))
    if lost and told():
        warn(left_domain(f, lost), 2)
    return path


def _rolling(f, x, lr, beta, step_num, grad, lost):
    velocity = np.zeros(x.shape)
    for _ in range(step_num):
        gradient, is_finite = gradient_at(f, x, grad)
        if not (is_finite or lost):
            lost += [x, gradient]
        velocity = beta * velocity - lr * gradient
        x = np.asarray(x + velocity)
        yield x


def _newton_steps(f, x, step_num, grad, hess, lost):
    for _ in range(step_num):
        x = np.asarray(x + _newton(f, x, grad, hess, lost))
        yield x


def _newton(f, x, grad, hess, lost):
    """Return Newton's step from x; keep what tells where f has no value in `lost`."""
    gradient, noise = gradient_at(f, x, grad)[0], 0.0
    if hess is None:
        curvatures, gap = _curvatures(f, x, H)
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


def _curvatures(f, x, h):
    """Return the Hessian, and the sentence for the first corner where f has no value, or ""."""
    curvatures, lost = np.empty((x.size, x.size)), ""
    for i in range(x.size):
        for j in range(i + 1):
            y = [_nudged(f, x, i, a * h, j, b * h) for a, b in CORNERS]
            curvatures[i, j] = curvatures[j, i] = (y[0] - y[1] - y[2] + y[3]) / (4 * h * h)
            if not (lost or all(map(isfinite, y))):
                lost = _gap(x, i, j, h, y)
    return curvatures, lost


def _gap(x, i, j, h, corners):
    at = int(np.isfinite(corners).argmin())
    step = np.zeros(x.shape)
    step.flat[i] += CORNERS[at][0] * h
    step.flat[j] += CORNERS[at][1] * h
    return GAP.format(step=step.tolist(), value=corners[at], x=x.tolist(), h=h)


def _nudged(f, x, i, up, j, right):
    """Return f with x[i] moved up and x[j] right; x stays as it is, also where f raises."""
    before, shape = x.copy(), x.shape
    x.flat[i] += up
    x.flat[j] += right
    nudged = x.tobytes()
    try:
        y = result(f(x))
        is_changed = x.tobytes() != nudged or x.shape != shape
    finally:
        if x.shape != shape:
            x.shape = shape
        x[...] = before
    if is_changed:
        raise ValueError(CHANGES)
    return y
