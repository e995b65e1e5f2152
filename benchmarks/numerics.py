"""How fast the numerics are, beside the calls of f alone, a plain loop, and other libraries.

Run it with ``python benchmarks/numerics.py``. A figure is gradlab's time over the other's, the
median of interleaved rounds: "1 / 20" means that gradlab is twenty times as fast. The others do
not all do the same work: approx_fprime takes n + 1 calls of f for a forward difference, jacobian,
derivative and numdifftools take many for far more digits, and jacobian hands f all points at once.
"""

from statistics import median
from time import process_time
from timeit import timeit

import numdifftools
import numpy as np
from scipy.differentiate import derivative, jacobian
from scipy.optimize import approx_fprime, minimize
from sklearn.neural_network import MLPClassifier

from gradlab import (
    SimpleNet,
    TwoLayerNet,
    gradient_descent,
    gradient_field,
    hessian,
    newton_path,
    numerical_diff,
    numerical_gradient,
)
from gradlab.data import batches, line_gradient
from gradlab.functions import rosenbrock

ROUNDS = 25
N, LR = 60, 0.1  # samples of a batch, and learning rate, of the nets
SLOW = 0.1  # seconds; what takes longer is measured in three rounds only


def plain_gradient(f, x, h=1e-4):
    """Nudge x in place, as the sources do, and put it back, as they do not."""
    gradient = np.zeros_like(x)
    for i in range(x.size):
        value = x[i]
        x[i] = value + h
        above = f(x)
        x[i] = value - h
        below = f(x)
        gradient[i] = (above - below) / (2 * h)
        x[i] = value
    return gradient


def plain_descent(f, start, lr, step_num):
    x = start.copy()
    for _ in range(step_num):
        x -= lr * plain_gradient(f, x)
    return x


def repeat(f, x, n):
    """Call f, and do nothing else: the floor under every derivative."""
    for _ in range(n):
        f(x)


def seconds(ours, theirs):
    """Return pairs of seconds a call; a slow moment of the machine hits both of a pair."""
    first = [timeit(call, number=1, timer=process_time) for call in (ours, theirs)]
    numbers = [max(1, int(0.01 / once)) for once in first]
    rounds = 3 if max(first) > SLOW else ROUNDS
    contest = [(ours, numbers[0]), (theirs, numbers[1])]
    return [
        [timeit(call, number=n, timer=process_time) / n for call, n in contest]
        for _ in range(rounds)
    ]


def figure(ratio):
    return f"{ratio:.2f}" if ratio >= 0.1 else f"1 / {1 / ratio:.0f}"


def ratio(title, name, ours, theirs, target=None):
    """Return a row of the table: our time over theirs."""
    found = median(a / b for a, b in seconds(ours, theirs))
    if target is None:
        return title, name, figure(found), "", ""
    return title, name, figure(found), figure(target), "ok" if found <= target else "missed"


def overhead(title, f, x, target=None):
    """Return a row of the table: microseconds an element on top of the calls of f."""
    pairs = seconds(lambda: numerical_gradient(f, x), lambda: repeat(f, x, 2 * x.size))
    found = median(a - b for a, b in pairs) / x.size * 1e6
    name = "the calls of f: µs an element more"
    if target is None:
        return title, name, f"{found:.2f}", "", ""
    return title, name, f"{found:.2f}", f"{target:.2f}", "ok" if found <= target else "missed"


def small_gradients():
    f, x = lambda x: x[0] ** 2 + x[1] ** 2, np.array([3.0, 4.0])
    title, ours = "gradient, n = 2", lambda: numerical_gradient(f, x)
    yield ratio(title, "the 4 calls of f", ours, lambda: repeat(f, x, 4), 3.3)
    yield ratio(title, "plain loop", ours, lambda: plain_gradient(f, x), 1.1)
    yield ratio(title, "scipy approx_fprime", ours, lambda: approx_fprime(x, f, 1e-4))
    yield ratio(title, "scipy jacobian", ours, lambda: jacobian(f, x))
    gradient = numdifftools.Gradient(f)
    yield ratio(title, "numdifftools Gradient", ours, lambda: gradient(x))


def large_gradients():
    f, x = lambda x: np.sum(x**2, axis=0), np.linspace(-1, 1, 1000)
    title, ours = "gradient, n = 1000", lambda: numerical_gradient(f, x)
    # With f = 0 the loop alone shows; beside a real f the same loop takes longer.
    yield overhead("gradient, n = 1000, f = 0", lambda x: 0.0, x)
    yield overhead(title, lambda x: np.sum(x**2), x, 0.25)
    yield ratio(title, "plain loop", ours, lambda: plain_gradient(f, x))
    yield ratio(title, "scipy approx_fprime", ours, lambda: approx_fprime(x, f, 1e-4))
    yield ratio(title, "scipy jacobian", ours, lambda: jacobian(f, x))
    gradient = numdifftools.Gradient(f)
    yield ratio(title, "numdifftools Gradient", ours, lambda: gradient(x))


def net_gradients():
    net, x, t = SimpleNet(seed=0), np.array([0.6, 0.9]), np.array([0, 0, 1])
    title, ours = "simpleNet, 6 weights", lambda: numerical_gradient(f, net.W)
    f, flat = lambda w: net.loss_at(w, x, t), net.W.ravel()
    of_flat = lambda w: f(w.reshape(2, 3))  # noqa: E731
    yield ratio(title, "the 12 calls of the loss", ours, lambda: repeat(f, net.W, 12), 1.08)
    yield ratio(title, "plain loop", ours, lambda: plain_gradient(lambda _: f(net.W), flat))
    yield ratio(title, "scipy approx_fprime", ours, lambda: approx_fprime(flat, of_flat, 1e-4))
    gradient = numdifftools.Gradient(of_flat)
    yield ratio(title, "numdifftools Gradient", ours, lambda: gradient(flat))
    yield ratio(title, "the exact gradient", ours, lambda: net.gradient(x, t))


def fields():
    f, side = lambda x: x[0] ** 2 + x[1] ** 2, np.linspace(-5, 5, 40)
    X = np.array(np.meshgrid(side, side))
    points, rows = X.reshape(2, -1).T.copy(), X.reshape(2, -1).copy()
    total = lambda x: np.sum(x**2)  # noqa: E731
    title, ours = "field, 40 × 40", lambda: gradient_field(f, X)
    yield ratio(title, "the 4 calls of f", ours, lambda: repeat(f, X, 4), 3.5)
    # The sources take the two rows of a mesh for two points of 1600 elements: 6400 calls.
    looped = lambda: [plain_gradient(total, row) for row in rows]  # noqa: E731
    yield ratio(title, "plain loop over the rows", ours, looped, 1 / 300)
    visited = lambda: [plain_gradient(f, point) for point in points]  # noqa: E731
    yield ratio(title, "plain loop over the points", ours, visited)
    yield ratio(title, "scipy jacobian", ours, lambda: jacobian(f, X))


def descents():
    f, start = lambda x: x[0] ** 2 + x[1] ** 2, np.array([-3.0, 4.0])
    ours = lambda: gradient_descent(f, start, 0.1, 100)  # noqa: E731
    theirs = lambda: plain_descent(f, start, 0.1, 100)  # noqa: E731
    yield ratio("descent, 100 steps", "plain loop", ours, theirs, 1.15)


def derivatives():
    x = np.linspace(-3, 3, 1000)
    title, ours = "derivative of sin, 1000 x", lambda: numerical_diff(np.sin, x)
    yield ratio(title, "the 2 calls of f", ours, lambda: repeat(np.sin, x, 2))
    yield ratio(title, "scipy derivative", ours, lambda: derivative(np.sin, x))
    slope = numdifftools.Derivative(np.sin)
    yield ratio(title, "numdifftools Derivative", ours, lambda: slope(x))


def learned(net):
    """Return scikit-learn's net with the parameters of this one: its partial_fit is one step."""
    inputs, hidden, classes = net.sizes
    descent = {"solver": "sgd", "learning_rate_init": LR, "momentum": 0, "alpha": 0}
    peer = MLPClassifier((hidden,), "tanh", batch_size=N, **descent)
    peer.partial_fit(np.zeros((N, inputs)), np.zeros(N, int), classes=np.arange(classes))
    for theirs, (_, ours) in zip(_parameters(peer), net.parameters, strict=True):
        theirs[...] = ours
    return peer


def _parameters(peer):
    return [peer.coefs_[0], peer.intercepts_[0], peer.coefs_[1], peer.intercepts_[1]]


def stepped(net, x, t):
    """Return the parameters after a step of descent."""
    slopes = net.backward(x, t)
    return [p - LR * dp for (_, p), (_, dp) in zip(net.parameters, slopes, strict=True)]


def nets():
    """Backward beside the differences of the same net, from 21 to 12 003 parameters."""
    rng = np.random.default_rng(0)
    x, t = rng.normal(size=(N, 2)), rng.integers(3, size=N)
    for width in (3, 20, 200, 2000):
        net = TwoLayerNet((2, width, 3), seed=0)
        n = sum(array.size for _, array in net.parameters)
        ours, loss = (lambda net=net: net.backward(x, t)), (lambda net=net: net.loss(x, t))
        title = f"backward, {n} parameters"
        yield ratio(title, "the loss alone", ours, loss)
        numerical = lambda net=net: net.numerical_gradient(x, t)  # noqa: E731
        once = [timeit(ours, number=20, timer=process_time) / 20]
        once += [timeit(numerical, number=1, timer=process_time)]
        yield title, "the gradient by differences, once", figure(once[0] / once[1]), "", ""
        peer, step = learned(net), stepped(net, x, t)
        peer.partial_fit(x, t)
        for theirs, its in zip(_parameters(peer), step, strict=True):
            np.testing.assert_allclose(theirs, its, rtol=1e-9, atol=1e-12)  # the same gradient
        step, theirs = (lambda net=net: stepped(net, x, t)), (lambda p=peer: p.partial_fit(x, t))
        yield ratio(f"a step, {n} parameters", "scikit-learn partial_fit", step, theirs)


def plain_epoch(x, t, size, lr, rng):
    wb, order = np.zeros(2), rng.permutation(len(x))
    for k in range(0, len(x), size):
        i = order[k : k + size]
        misses = wb[0] * x[i] + wb[1] - t[i]
        wb -= lr * 2 * np.array([np.mean(misses * x[i]), np.mean(misses)])
    return wb


def epoch(x, t, size, lr, rng):
    wb = np.zeros(2)
    for xs, ts in batches(x, t, size, rng):
        wb = wb - lr * line_gradient(wb, xs, ts)
    return wb


def epochs():
    rng = np.random.default_rng(0)
    x, t = rng.normal(size=(2, 1000))
    for size in (1, 10, 100):
        ours = lambda size=size: epoch(x, t, size, 0.1, np.random.default_rng(0))  # noqa: E731
        theirs = lambda size=size: plain_epoch(x, t, size, 0.1, np.random.default_rng(0))  # noqa: E731
        yield ratio(f"epoch of 1000, batches of {size}", "plain loop", ours, theirs)


def curvatures():
    for n in (2, 10, 100):
        f, x = lambda x: np.sum(x**4) + x[0] * x[-1], np.linspace(-1, 1, n)
        title, ours = f"Hessian, n = {n}", lambda f=f, x=x: hessian(f, x)
        calls = lambda f=f, x=x, n=n: repeat(f, x, 2 * n * (n + 1))  # noqa: E731
        yield ratio(title, f"the {2 * n * (n + 1)} calls of f", ours, calls)
        if n <= 10:
            slopes = lambda x, f=f: approx_fprime(x, f, 1e-4)  # noqa: E731
            twice = lambda x=x, slopes=slopes: approx_fprime(x, slopes, 1e-4)  # noqa: E731
            yield ratio(title, "scipy approx_fprime, twice", ours, twice)
            of_f = numdifftools.Hessian(f)
            yield ratio(title, "numdifftools Hessian", ours, lambda of_f=of_f, x=x: of_f(x))
    exact, start = {"grad": rosenbrock.gradient, "hess": rosenbrock.hessian}, (-1.2, 1)
    ours = lambda: newton_path(rosenbrock, start, 7, **exact)  # noqa: E731
    for method in ("Newton-CG", "trust-exact"):
        theirs = lambda method=method: minimize(  # noqa: E731
            rosenbrock, start, jac=rosenbrock.gradient, hess=rosenbrock.hessian, method=method
        )
        yield ratio("Newton, Rosenbrock, 7 steps", f"scipy {method}", ours, theirs)


def main():
    table = [("gradlab's", "time over that of", "figure", "target", "")]
    for contest in (
        *(small_gradients, large_gradients, net_gradients, fields, descents, derivatives),
        *(nets, epochs, curvatures),
    ):
        table += contest()
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    table.insert(1, tuple("-" * width for width in widths))
    for cells in table:
        print("|", " | ".join(map(str.ljust, cells, widths)), "|")


if __name__ == "__main__":
    main()
