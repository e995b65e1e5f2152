"""The checks of lesson 06."""

import math

import numpy as np

from ..simple_net import TINY
from ..simple_net import softmax as right_softmax
from .exercise import Case, exercise

SEED = 6  # of the values that are tried: the same for every reader
OWN_CUTS = (1, 10, 20, 50, 88, 100, 300, 500, 700, 709)  # where readers cut logits off
OWN_SMALL = (1e7, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16, 1e-20, 1e-300)
SMALL_NUMBER = "The small number inside the log is 1e-7 in this exercise, and not another."
WHOLE = "zeros_like of whole numbers cuts the digits off: np.zeros(z.shape) keeps them."
OVER_ALL = "The shares of each row must add up to 1; yours do so over all rows."
AS_IN_THE_LESSON = (
    "Subtract the largest of each row, or exp is too large; and add up each row alone."
)
ADDED = "The largest logit is added: subtract it before exp."
OF_THE_EXAMPLE = "1000 is the largest of the example alone: subtract that of each row."
TOO_LARGE = "exp of it is too large for the computer: subtract the largest logit before."


@exercise(
    "A shift changes no share, and the largest exponent is now 0: nothing overflows.",
    advice={
        "AxisError": "There is no such axis; axis=-1 is always the last.",
        "(broadcast|not aligned)": (
            "The shapes do not fit: keepdims=True keeps the axis that max or sum goes along, and "
            "there may be any number of logits, and of rows."
        ),
        "math range error|Result too large": TOO_LARGE,
        "truth value": "z.max(axis=-1, keepdims=True) is the largest of each row; max(z) is not.",
    },
)
def softmax():
    """Try the shares of one row of logits, or of several rows.

    Open are the number of logits, and of rows, one too; their signs; logits that are the same;
    several that are too large for exp, of both signs, and rows that lie far from each other; whole
    numbers, as in the task.
    """
    random = np.random.default_rng(SEED)
    one, rows = random.uniform(-2, 2, 3).round(1), random.uniform(-2, 2, (2, 3)).round(1)
    square, tall = random.uniform(-2, 2, (3, 3)).round(1), random.uniform(-2, 2, (4, 2)).round(1)
    for z in (np.array([1.0, 2.0, 3.0]), one, rows, square, tall, rows[:1], np.zeros(5), one[:1]):
        yield Case(right_softmax(z), _mistakes_of_shares(z), z=z)
    whole = np.array([3, 1, 2])
    cut = {WHOLE: np.zeros(3)}
    yield Case(right_softmax(whole), _mistakes_of_shares(whole.astype(float)) | cut, z=whole)
    for z in (
        np.array([1000.0, 1.0]),
        np.array([800.0, 801.0, 799.0]),
        np.array([-1000.0, -1002.0]),
        np.array([3000.0, 1.0]),
        np.array([1.0, 1000.0, 2.0]),
        rows * 900,
        np.array([[1000.0, 999.0], [-1000.0, -1001.0], [0.0, 1.0]]),
    ):
        yield Case(right_softmax(z), _mistakes_of_large_logits(z), z=z)


def _mistakes_of_shares(z):
    """Return what comes of mistakes at logits of the usual size."""
    exp, by_row = np.exp(z), np.exp(z - z.max(axis=-1, keepdims=True))
    shifted, down = np.exp(z - z.max()), np.exp(z - z.max(axis=0))
    right = right_softmax(z)
    with np.errstate(all="ignore"):
        return {
            AS_IN_THE_LESSON: exp / exp.sum(),
            OF_THE_EXAMPLE: _shares(np.exp(z - 1000)),
            "Subtract the largest, and do not divide by it: that changes the shares.": (
                right_softmax(z / z.max(axis=-1, keepdims=True)),
                right_softmax(z / z.max()),
            ),
            OVER_ALL: (
                right_softmax(z.ravel()).reshape(z.shape),
                by_row / by_row.sum(),
            ),
            "You add up down the columns; each row has its own sum, so add up axis -1.": (
                right_softmax(z.T).T,
                by_row / by_row.sum(axis=0),
            )
            if z.ndim > 1
            else right,
            "Subtract the largest logit inside of exp: exp(z - max), and not exp(z) - max.": (
                _shares(exp - z.max(axis=-1, keepdims=True))
            ),
            "Both need the same shift: add up what you have shifted.": (
                by_row / exp.sum(axis=-1, keepdims=True)
            ),
            "These do not add up to 1: divide by their sum.": exp,
            "These do not add up to 1: divide them by their sum.": (shifted, by_row, down),
            "Take exp of the logits first.": (
                z / z.sum(),
                z / z.sum(axis=-1, keepdims=True),
                _shares(z - z.max()),
            ),
            "Divide by the sum of the exp, and not by the sum of the logits.": (
                exp / z.sum(axis=-1, keepdims=True),
                by_row / z.sum(axis=-1, keepdims=True),
            ),
            "Divide by the sum, and not by how many there are.": (
                exp / z.shape[-1],
                by_row / z.shape[-1],
                exp / z.size,
            ),
            "exp(-z) turns the order round: the largest logit has the largest share.": (
                right_softmax(-z)
            ),
            "exp is e to the power of z: yours is another function.": (
                _shares(2**z),
                _shares(10**z),
                _shares(z**2),
                _shares(abs(z)),
                _shares(1 / (1 + np.exp(-z))),
            ),
            "That is the sigmoid: divide exp by the sum of the row.": 1 / (1 + np.exp(-z)),
            "That is the log of the shares: leave log out.": np.log(right),
            "1 goes to the largest logit, and 0 to the others; each has its share.": (
                (z == z.max(axis=-1, keepdims=True)).astype(float)
            ),
            "Return the shares of all logits, and not one of them.": right.max(axis=-1),
            "Divided twice: the sum of the exp is enough.": right / exp.sum(axis=-1, keepdims=True),
            "Cutting the logits off changes the shares: subtract the largest of the row.": tuple(
                right_softmax(z.clip(-cut, cut)) for cut in OWN_CUTS
            ),
        }


def _shares(values):
    return values / values.sum(axis=-1, keepdims=True)


def _mistakes_of_large_logits(z):
    """Return what comes of mistakes at logits that are too large for exp."""
    with np.errstate(all="ignore"):
        by_row = np.exp(z - z.max(axis=-1, keepdims=True))
        by_all, low = np.exp(z - z.max()), np.exp(z - z.min(axis=-1, keepdims=True))
        middle = np.exp(z - z.mean(axis=-1, keepdims=True))
        positive = np.exp(z - z.max(axis=-1, keepdims=True).clip(0))
        by_size = np.exp(z - abs(z).max(axis=-1, keepdims=True))
        first, last = np.exp(z - z[..., :1]), np.exp(z - z[..., -1:])
        exp = np.exp(z)
        return {
            TOO_LARGE: _shares(exp),
            AS_IN_THE_LESSON: exp / exp.sum(),
            OVER_ALL: (right_softmax(z.ravel()).reshape(z.shape), by_row / by_row.sum()),
            ADDED: _shares(np.exp(z + z.max(axis=-1, keepdims=True))),
            OF_THE_EXAMPLE: _shares(np.exp(z - 1000)),
            "exp of a whole row is 0: subtract the largest logit of each row.": (
                *map(_shares, (by_all, positive, by_size)),
            ),
            "Subtract the largest logit: what is left is too large for exp with another one.": (
                *map(_shares, (low, middle, first, last)),
            ),
            "Cutting the logits off changes the shares: subtract the largest of the row.": tuple(
                right_softmax(z.clip(-cut, cut)) for cut in OWN_CUTS
            )
            + tuple(_shares(np.exp(z.clip(None, cut))) for cut in OWN_CUTS),
            "nan in place of a share is no 0 and no 1: without the largest logit, no nan comes.": (
                np.nan_to_num(_shares(exp)),
                _shares(np.nan_to_num(exp)),
            ),
        }


@exercise(
    "A sure and right answer costs 0, but for the 1e-7; the less the right class gets, the more.",
    advice={r"(math domain error|positive input)": "log(0) does not exist: add 1e-7 before log."},
)
def cross_entropy():
    """Try -log of the share of the right class, also where that share is 0.

    Open are the number of classes, which one is right, and its share: 0, as small as
    1e-7, 1, and between.
    """
    random = np.random.default_rng(SEED)
    drawn = [(0.1 + 0.7 * random.dirichlet([1, 1, 1]), c) for c in (0, 1, 2)]
    for y, c in (
        (np.array([0.1, 0.2, 0.7]), 1),
        *drawn,
        (np.array([0.4, 0.1, 0.2, 0.15, 0.15]), 4),
        (np.array([0.75, 0.25]), 0),
    ):
        # Right with and without 1e-7: they differ by 1e-7 / y[c], and only at 0 by more. So does
        # 1e-6: it is told so at 0, where it shows, and not by the sixth digit of another case.
        yield Case(-np.log(y[c] + TINY), _mistakes_of_loss(y, c), near=1e-5, y=y, c=c)
    for y, c in (
        (np.array([0.0, 1.0]), 0),
        (np.array([0.0, 1.0]), 1),
        (np.array([0.5, 0.0, 0.5]), 1),
        (np.array([0.6, 0.4, 0.0]), 0),
        (np.array([1 - 1e-7, 1e-7]), 1),
    ):
        right = -np.log(y[c] + TINY)
        yield Case(right, _mistakes_of_sure(y, c), near=1e-5, y=y, c=c)
    above = "y[c] + 1e-7 is above 1 here, and its log above 0: take minus the log, without abs."
    # 0 is within 1e-7, and what abs makes of it is not.
    sure = np.array([0.0, 1.0])
    yield Case(-np.log(1 + TINY), otherwise=above, near=1.5e-7, y=sure, c=1)


def _mistakes_of_loss(y, c):
    """Return what comes of mistakes at the loss where no share is 0."""
    log = np.log(y)
    return {
        "log of a share is below 0: a minus is missing.": log[c],
        "That is the share that the net likes most; take that of class c.": -log.max(),
        "That is the share that the net likes least; take that of class c.": -log.min(),
        "Only class c counts: take y[c], not the sum over all.": (
            -log.sum(),
            -log.mean(),
            log.sum(),
        ),
        "Only class c counts: take y[c], not all of y.": (-log, log),
        "That is log to base 10: the natural log is np.log.": (-np.log10(y[c]), np.log10(y[c])),
        "That is log to base 2: the natural log is np.log.": (-np.log2(y[c]), np.log2(y[c])),
        "log1p adds 1 before log: the log is that of y[c] + 1e-7.": (
            -np.log1p(y[c]),
            -np.log(y[c] + 1),
        ),
        "Only log(y[c]) counts: it is not multiplied by a share.": (
            -y[c] * log[c],
            y[c] * log[c],
            -(y * log).sum(),
        ),
        "Classes count from 0: the share of class c is y[c].": (
            -log[c - 1],
            log[c - 1],
            -log[(c + 1) % y.size],
        ),
        "That is the share, and not yet its log: take minus the log.": (y[c], -y[c]),
        "1 - y[c] is the share of all others: take minus the log of y[c].": 1 - y[c],
        "1e-7 is added, and not multiplied.": -np.log(y[c] * TINY),
        "That is the log of what the others get: take that of y[c].": (
            -np.log(1 - y[c]),
            np.log(1 - y[c]),
        ),
        "One answer has one loss: do not divide by the number of classes.": -log[c] / y.size,
        **{
            f"c says which class is right: take y[c], and not y[{own}].": -log[min(own, y.size - 1)]
            for own in (0, 1, 2)
        },
        "y holds shares already: do not take softmax of them once more.": (
            -np.log(right_softmax(y)[c])
        ),
        "Leave the terms with 1 - y out: they belong to another loss.": (
            -log[c] - np.log(1 - np.delete(y, c)).sum(),
            -log[c] - np.log(1 - y[c]),
        ),
        "That is the squared error: take minus the log of y[c].": (
            ((y - np.eye(y.size)[c]) ** 2).sum(),
            ((y - np.eye(y.size)[c]) ** 2).sum() / 2,
            ((y - np.eye(y.size)[c]) ** 2).mean(),
            (1 - y[c]) ** 2,
            (1 - y[c]) ** 2 / 2,
        ),
        "Take the log, and not exp.": (np.exp(-y[c]), np.exp(y[c]), -np.exp(y[c])),
        SMALL_NUMBER: tuple(-np.log(y[c] + small) for small in OWN_SMALL),
        "Take the log of c's share y[c], and not of c itself.": (-np.log(c + TINY),),
    }


def _mistakes_of_sure(y, c):
    """Return what comes of mistakes where a share is 0."""
    with np.errstate(all="ignore"):
        right, log = -np.log(y[c] + TINY), np.log(y)
        plus = np.log(y + TINY)
        # they differ by 2e-7 at most, unless the share is 0
        as_it_is = (right, -log[c], -log[c] + TINY)
        return {
            "log(0) is minus infinity: add 1e-7 before log.": (
                -log[c],
                -log[c] + TINY,
                -log[c] - TINY,
            ),
            "A share of 0 costs much, but not infinitely much: add 1e-7 inside the log.": (
                math.inf if y[c] == 0 else as_it_is if y[c] > 1e-3 else right
            ),
            "Any share has its own loss: do not cut it off.": tuple(
                min(own, right) for own in (5, 10, 16)
            ),
            "A share of 0 costs most: add 1e-7 inside the log, and do not leave it out.": (
                0 if y[c] == 0 else as_it_is
            ),
            "Add 1e-7 to each share, also to one above 0.": (
                right if y[c] == 0 else as_it_is if y[c] > 1e-3 else -log[c]
            ),
            SMALL_NUMBER: (
                *(-np.log(y[c] + small) for small in OWN_SMALL),
                *(as_it_is if y[c] else ()),
            ),
            "Only class c counts: take y[c], not the sum over all.": (
                -plus.sum(),
                -log.sum(),
                -plus.mean(),
                plus.sum(),
            ),
        }


@exercise(
    "That is all of learning: lesson 04's step, for six numbers at once.",
    advice={
        "(core dimension|not aligned)": (
            "@ and dot multiply matrices: each weight has its own slope, so write lr * gradient."
        ),
    },
    array=True,
)
def step():
    """Try one step of descent on the weights.

    Open are the shape of the weights; their signs, their digits, and 0; lr, also above 1; and
    that what comes back is a new array.
    """
    random = np.random.default_rng(SEED)
    for shape in ((2, 3), (2, 3), (2, 3), (3, 2), (4,), (2, 2, 2), (1, 1)):
        W, gradient = random.normal(size=(2, *shape)).round(1)
        lr = round(random.uniform(0.1, 1), 1)
        yield Case(
            W - lr * gradient, _mistakes_of_step(W, gradient, lr), W=W, gradient=gradient, lr=lr
        )
    zeros, ones = np.zeros((2, 3)), np.ones((2, 3))
    for W, gradient, lr in ((zeros, ones, 2.0), (ones, zeros, 0.5), (-ones, ones / 7, 0.01)):
        yield Case(
            W - lr * gradient, _mistakes_of_step(W, gradient, lr), W=W, gradient=gradient, lr=lr
        )


def _mistakes_of_step(W, gradient, lr):
    """Return what comes of mistakes at the new weights."""
    return {
        "The loss grows: subtract lr times the gradient.": W + lr * gradient,
        "That is the gradient itself: W has to stay, and move by lr times it.": gradient,
        "That is the move alone: add it to W.": -lr * gradient,
        "That is how far W moves: subtract it from W.": lr * gradient,
        "W does not move: subtract lr times the gradient.": W,
        "lr is missing: the gradient says only how steep it is.": W - gradient,
        "Plus leads uphill, and lr is not used: subtract lr times the gradient.": W + gradient,
        "The gradient is missing: lr alone is subtracted.": W - lr,
        "The gradient is missing: W shrinks by lr times itself.": (W - lr * W, W * lr),
        "Put no parentheses around W - gradient: lr multiplies the gradient alone.": (
            (W - gradient) * lr
        ),
        "Put no parentheses around W - lr: lr multiplies the gradient.": (W - lr) * gradient,
        "The step is lr times the gradient, and not times W, too.": W - lr * gradient * W,
        "Take one step: yours are two.": W - 2 * lr * gradient,
        "The size of each slope counts: leave np.sign out.": W - lr * np.sign(gradient),
        "Do not divide the slopes by how many there are.": (
            W - lr * gradient / len(W),
            W - lr * gradient / W.size,
        ),
        "Every row moves: yours are not all there, or not all moved.": (
            W[0] - lr * gradient[0],
            np.concatenate([W[:1], W[1:] - lr * gradient[1:]]),
            np.concatenate([W[:1] - lr * gradient[:1], W[1:]]),
            np.concatenate([W[:-1] - lr * gradient[:-1], W[-1:]]),
        ),
        "W and the gradient have changed places.": (gradient - lr * W, lr * gradient - W),
        "Multiply by lr: a small lr takes a small step.": (W - gradient / lr),
        "Each weight has its own slope: take no sum, mean or row of them.": (
            W - lr * gradient.sum(),
            W - lr * gradient.mean(),
            W - lr * gradient.mean(axis=0),
            W - lr * gradient.sum(axis=0),
            W - lr * gradient[0],
            W - lr * np.linalg.norm(gradient),
        ),
        "A step is lr times the gradient, however long that is: do not divide by its length.": (
            W - lr * gradient / (np.linalg.norm(gradient) or 1),
            W - lr * gradient / (np.linalg.norm(gradient) or np.nan),
        ),
        "The sign of each slope counts: leave abs out.": W - lr * abs(gradient),
        "Each slope counts as it is: leave the square out.": W - lr * gradient**2,
        "Slopes below 0 count, too, and move their weights up.": (
            np.where(gradient > 0, W - lr * gradient, W),
        ),
        "The size of each slope counts: do not cut it off.": W - lr * gradient.clip(-1, 1),
        "Use the lr that is given, and not one of your own.": tuple(
            W - own * gradient for own in (0.01, 0.1, 0.5)
        ),
        "W is multiplied by the step: subtract it.": W * lr * gradient,
    }
