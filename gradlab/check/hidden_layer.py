"""The checks of lesson 08."""

import numpy as np

from ..differentiate import numerical_gradient
from .asking import NotYet
from .exercise import Case, exercise
from .replies import Odd, has_dots, plain
from .words import Named, show

SEED = 8  # of the values that are tried: the same for every reader
PASSES = 1e-6  # an error below says that backward is right
OWN_LEAKS = (0.01, 0.1, 0.2)  # what readers let pass below 0


@exercise(
    "A unit of ReLU is a gate: open, it lets the slope through as it is, and shut, nothing.",
    advice={"(broadcast|not aligned|core dimension)": "dh and a have one shape: multiply with *."},
)
def relu():
    """Try the slope of a, of max(0, a), from that of its output.

    Open are the shape, from one number in it up; the signs of both; 0 in each of them; how large;
    whole numbers.
    """
    random = np.random.default_rng(SEED)
    for shape in ((2, 3), (5,), (3, 1), (1, 4), (2, 2, 2), (1,)):
        dh, a = random.normal(size=(2, *shape)).round(1) + 0.05  # no 0
        a.flat[0] = -abs(a.flat[0])  # one is below 0 at least, and its slope is not 0
        yield Case(np.where(a > 0, dh, 0), _mistakes_of_relu(dh, a), dh=dh, a=a)
    for dh, a in (
        (np.array([0.5, -2.0, 1.5, -0.5]), np.array([1.0, 0.0, -1.0, 0.0])),
        (np.array([[0.0, 3.0], [-4.0, 0.0]]), np.array([[2.0, 200.0], [1e-3, -1.0]])),
        (np.array([[3.0, -1.0, 2.0]]), np.array([[0.0, 0.0, 0.0]])),
        (np.array([4, -5, 6]), np.array([-1, 3, 2])),
    ):
        yield Case(np.where(a > 0, dh, 0), _mistakes_of_relu(dh, a), dh=dh, a=a)


def _mistakes_of_relu(dh, a):
    """Return what comes of mistakes at the slopes of a."""
    is_open = a > 0
    return {
        "The gate looks at a, and not at the slope: where a is above 0, a slope below 0 passes.": (
            np.maximum(dh, 0),
            np.where(dh > 0, dh, a),
        ),
        "A slope passes where a is above 0, whatever its sign: you ask for both above 0.": (
            np.where(is_open & (dh > 0), dh, 0),
            np.where(is_open, abs(dh), 0) * (dh > 0),
        ),
        "At a = 0 no slope passes: write > and not >=.": np.where(a >= 0, dh, 0),
        "At a = 0 no slope passes; half of it is what the central difference would say.": (
            np.where(is_open, dh, np.where(a == 0, dh / 2, 0))
        ),
        "That is the slope of ReLU alone, 1 or 0: multiply dh by it.": is_open.astype(float),
        "That is dh as it came: it passes only where a is above 0.": dh,
        "The slope of ReLU above 0 is 1, and not a: do not multiply by a.": (
            np.where(is_open, a * dh, 0),
            a * dh,
        ),
        "That is ReLU itself, forward: its slope is wanted, times dh.": np.maximum(a, 0),
        "It is turned round: the slope passes where a is above 0.": (
            np.where(a < 0, dh, 0),
            np.where(a <= 0, dh, 0),
        ),
        "Below 0 the slope of ReLU is 0, and not -1.": (
            np.where(is_open, dh, -dh),
            np.sign(a) * dh,
        ),
        "Below 0 the slope of ReLU is 0: nothing leaks through.": tuple(
            np.where(is_open, dh, leak * dh) for leak in OWN_LEAKS
        ),
        "Where the gate is open dh comes out as it is: leave abs out.": np.where(
            is_open, abs(dh), 0
        ),
        "Where the gate is shut the slope is 0: a itself is left there.": (
            np.where(is_open, dh, a),
            np.minimum(a, 0) + np.where(is_open, dh, 0),
        ),
        "Where the gate is shut the slope is 0, and not nan.": np.where(is_open, dh, np.nan),
        "That is the slope of tanh: that of ReLU is 1 above 0, and 0 below.": (
            dh * (1 - np.tanh(a) ** 2)
        ),
        "The slope of ReLU is 1 above 0, whatever a is: leave 1 - a * a out.": (
            dh * (1 - a * a),
            dh * (1 - np.maximum(a, 0) ** 2),
        ),
    }


@exercise(
    "An error below 1e-6 says that backward is right; a wrong one is above 0.1, as a rule.",
    advice={
        "truth value": "Take .max() of an array: max(a, b) compares single numbers.",
        "argument.*handed over": "f takes the whole array x, and nothing else.",
    },
)
def largest_error():
    """Try the largest difference over the largest slope.

    Open are f, the shape of x; which of the two kinds of slopes is larger; the signs of the
    differences; whether the slopes are right, all of them wrong, or one; and 0 among them.
    """
    for f, x, change in (
        (SQUARES, np.array([3.0, -4.0]), lambda g: g * 8),
        (CUBES, np.array([1.0, 2.0, -1.5]), lambda g: g),
        (MIXED, np.array([0.7, -1.3]), lambda g: g / 4),
        (SQUARES, np.array([0.5, -1.0, 2.0]), lambda g: -g),
        (CUBES, np.array([[1.0, 0.5], [-2.0, 1.5]]), _one_off(0.9)),
        (SQUARES, np.array([[1.0, -3.0, 0.5]]), _one_off(-0.4)),
        (MIXED, np.array([-2.0, 0.4]), lambda g: 0 * g),
        (MIXED, np.array([1.2, 2.5]), lambda g: g + np.array([0.3, -0.8])),
        (CUBES, np.array([-0.5, 1.0, 0.0, 2.0]), lambda g: g.round(1)[::-1]),
        (MINUS, np.array([1.0, 2.0]), lambda g: g - np.array([0.5, 0.1])),
        (MINUS, np.array([2.0, 0.5, 1.0]), lambda g: g),
    ):
        g = numerical_gradient(f, x)
        slopes = change(g)
        right = _error(g, slopes)
        yield Case(right, _mistakes_of_error(f, x, g, slopes), f=f, x=x, slopes=slopes)


SQUARES = Named("sum(x**2)", lambda x: (x**2).sum())
CUBES = Named("sum(x**3)", lambda x: (x**3).sum())
MIXED = Named("x[0]**2 * x[1]", lambda x: x[0] ** 2 * x[1])
MINUS = Named("-sum(x**2)", lambda x: -(x**2).sum())


def _one_off(by):
    """Return a change that moves the first slope alone."""

    def change(g):
        changed = g.copy()
        changed.flat[0] += by
        return changed

    return change


def _error(one, other):
    return abs(one - other).max() / max(abs(one).max(), abs(other).max())


def _mistakes_of_error(f, x, g, slopes):
    """Return what comes of mistakes at the error."""
    gap, high = abs(g - slopes), max(abs(g).max(), abs(slopes).max())
    ahead = np.array([f(x + 1e-4 * e.reshape(x.shape)) - f(x) for e in np.eye(x.size)]) / 1e-4
    with np.errstate(all="ignore"):
        return {
            "That is the largest difference alone: divide it by the largest slope.": gap.max(),
            "Divide by the larger of the two: the slopes of backward may be the larger ones.": (
                gap.max() / abs(g).max()
            ),
            "Divide by the larger of the two: the numerical slopes may be the larger ones.": (
                gap.max() / abs(slopes).max()
            ),
            "The mean hides one wrong slope among many: take the largest difference.": (
                gap.mean() / high
            ),
            "The sum grows with the number of slopes: take the largest difference.": (
                gap.sum() / high
            ),
            "Means, or sums, hide one wrong slope among many: take the largest of both.": (
                gap.mean() / max(abs(g).mean(), abs(slopes).mean())
            ),
            "A difference below 0 counts as well: take abs of the differences, then the largest.": (
                (g - slopes).max() / high,
                (slopes - g).max() / high,
            ),
            "A slope below 0 counts as well: take abs of the slopes, then the largest.": (
                gap.max() / max(g.max(), slopes.max()),
                gap.max() / g.max(),
                gap.max() / slopes.max(),
            ),
            "Take the largest first, and divide then: one by one, a slope near 0 blows up.": (
                (gap / np.maximum(abs(g), abs(slopes))).max(),
                np.nan_to_num(gap / np.maximum(abs(g), abs(slopes))).max(),
                (gap / abs(g)).max(),
                (gap / abs(slopes)).max(),
            ),
            "Those are the errors of all slopes: return the largest of them.": gap / high,
            "Those are the differences: take the largest, and divide it by the largest slope.": (
                gap,
                g - slopes,
                slopes - g,
            ),
            "Compare slope by slope: the two largest may agree where others do not.": (
                abs(abs(g).max() - abs(slopes).max()) / high
            ),
            "Divide by the larger of the two largest slopes, and not by their sum.": (
                gap.max() / (abs(g).max() + abs(slopes).max())
            ),
            "Divide by the larger of the two largest slopes, and not by the smaller.": (
                gap.max() / min(abs(g).max(), abs(slopes).max())
            ),
            "That is by the lengths of the gradients: here the largest numbers are asked for.": (
                np.linalg.norm(gap) / max(np.linalg.norm(g), np.linalg.norm(slopes)),
                np.linalg.norm(gap) / (np.linalg.norm(g) + np.linalg.norm(slopes)),
            ),
            "That is the smallest difference: one wrong slope is enough, so take the largest.": (
                gap.min() / high
            ),
            "That is the forward difference: numerical_gradient(f, x) moves x both ways.": (
                _error(ahead.reshape(x.shape), slopes)
            ),
            "Return the error itself, and not True or False, which count as 1 and 0.": (
                gap.max() / high < PASSES,
                gap.max() / high >= PASSES,
            ),
            "An error of 0 is no difference: do not take it from 1.": 1 - gap.max() / high,
        }


PARTS = ("dh", "dW", "db")
THREE = "It returns {value}. Three arrays are wanted: return dh, dW, db, in this order."


def _slopes_of(answer, h, W, y, t, part):
    """Return one of the three arrays that an answer returns, or what it returns in their place."""
    value = plain(answer(h, W, y, t))
    if value is None or isinstance(value, Odd):
        return value
    if has_dots(value):
        return ...
    if isinstance(value, list | np.ndarray) and np.shape(value[:0]) and len(value) == len(PARTS):
        return value[PARTS.index(part)]
    raise NotYet(THREE.format(value=show(value)))


@exercise(
    "Four lines for a layer, and the next one goes on from dh: that is backpropagation.",
    call=_slopes_of,
    advice={
        "(core dimension|not aligned|broadcast)": (
            "The shapes do not fit: dW has the shape of W, (H, C), and dh that of h, (N, H). Which "
            "of the two arrays has to be turned round, with .T?"
        ),
    },
)
def last_layer():
    """Try the slopes of the last layer for h, W and b, one after the other.

    Open are the number of samples, hidden units and classes, also 1 and the same; the signs of h
    and W, and 0 in them; which class is right; how sure the net is.
    """
    random = np.random.default_rng(SEED)
    for n, units, classes in (
        *((4, 3, 2), (3, 2, 2), (2, 2, 2), (1, 3, 2), (2, 1, 3), (3, 3, 3), (5, 2, 2), (2, 2, 4)),
    ):
        h, W = (
            random.normal(size=(n, units)).round(1),
            random.normal(size=(units, classes)).round(1),
        )
        y = random.dirichlet(np.ones(classes), n).round(2)
        y[:, -1] = (1 - y[:, :-1].sum(axis=1)).round(2)
        t = np.eye(classes)[random.integers(classes, size=n)]
        right, wrong = _layer(h, W, y - t, n), _mistakes_of_layer(h, W, y, t)
        for i, part in enumerate(PARTS):
            mistakes = {
                hint: tuple(
                    three[i] for three in (threes if isinstance(threes, list) else [threes])
                )
                for hint, threes in wrong.items()
            }
            yield Case(right[i], mistakes, h=h, W=W, y=y, t=t, **{"of the three": part})


def _layer(h, W, d, n):
    """Return the slopes for h, W and b of a layer whose logits have the slopes d / n."""
    return d @ W.T / n, h.T @ d / n, d.sum(axis=0) / n


def _mistakes_of_layer(h, W, y, t):
    """Return what comes of mistakes at the last layer: all three arrays, or a list of such."""
    (n, classes), d = y.shape, y - t
    right = dh, dW, db = _layer(h, W, d, n)
    is_square = W.shape[0] == W.shape[1]
    return {
        "The loss is the mean over the N samples: divide y - t by N, once.": _layer(h, W, d, 1),
        "It is divided by N twice: y - t is, and then nothing more.": _layer(h, W, d, n * n),
        "Divide by the number of samples, and not by all numbers of y.": (
            _layer(h, W, d, n * classes)
        ),
        "Divide by the number of samples, and not of classes.": _layer(h, W, d, classes),
        "b is added to every sample: add the slopes up over the samples, axis 0.": (dh, dW, d / n),
        "The sum over the samples is wanted for b: with mean it is divided by N once more.": (
            dh,
            dW,
            db / n,
        ),
        "Divided by N, the slopes of b are too: sum them, without another mean or factor.": (
            dh,
            dW,
            db * n,
        ),
        "Each class has a bias of its own: add up over the samples alone, axis 0.": [
            (dh, dW, db.sum()),
            (dh, dW, d.sum(axis=1) / n),
        ],
        "On the way back W is turned round: dh takes W.T.": [
            (d @ W / n if is_square else dh, dW, db)
        ],
        "The slopes come as y - t: yours have the other sign.": _layer(h, W, -d, n),
        "The target is missing: the slope of a logit is y - t, and not y.": _layer(h, W, y, n),
        "The slope of a logit is y - t: t alone is no slope.": [
            _layer(h, W, t, n),
            _layer(h, W, -t, n),
        ],
        "y - t is the slope of softmax and loss together: leave y * (1 - y) out.": (
            _layer(h, W, d * y * (1 - y), n)
        ),
        "That is the slope of a squared error: leave the 2 out.": _layer(h, W, 2 * d, n),
        "The slope of h ends at h: 1 - h * h belongs to the box before.": (
            dh * (1 - h * h),
            dW,
            db,
        ),
        "dW has the shape of W: turn h round, and not y - t.": (dh, dW.T, db),
        "The order is dh, dW, db.": [
            (dW, db, dh),
            (dW, dh, db),
            (dh, db, dW),
            (db, dW, dh),
            (db, dh, dW),
        ],
        "W is multiplied by h, so dW takes h: yours has no h in it.": (
            dh,
            np.broadcast_to(d.sum(axis=0) / n, W.shape),
            db,
        ),
        "h is multiplied by W, so dh takes W.T: yours has no W in it.": (
            np.broadcast_to(d.sum(axis=1, keepdims=True) / n, h.shape),
            dW,
            db,
        ),
        "Those are h, W and b after a step: their slopes are wanted.": (h - dh, W - dW, right[2]),
    }
