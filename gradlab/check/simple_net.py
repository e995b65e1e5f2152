"""The checks of lesson 06."""

import numpy as np

from ..simple_net import softmax as right_softmax
from .exercise import exercise, expect

SEED = 6  # of the values that are tried: the same for every reader


@exercise("A shift changes no share, and the largest exponent is now 0: nothing overflows.")
def softmax(answer):
    """Check the shares of one row of logits, or of several rows."""
    random = np.random.default_rng(SEED)
    one, rows = random.uniform(-2, 2, 3).round(1), random.uniform(-2, 2, (2, 3)).round(1)
    for z in (np.array([1.0, 2.0, 3.0]), one, rows, np.array([1000.0, 1.0]), rows * 900):
        with np.errstate(all="ignore"):
            exp, shifted = np.exp(z), np.exp(z - z.max())
            mistakes = {
                "exp of it is too large for the computer: take the largest logit away before.": (
                    exp / exp.sum(axis=-1, keepdims=True)
                ),
                "The shares of each row must add up to 1; yours do so over all rows.": (
                    right_softmax(z.ravel()).reshape(z.shape)
                ),
                "You add up down the columns; each row has its own sum, so add up axis -1.": (
                    right_softmax(z.T).T
                ),
                "These do not add up to 1: divide by their sum.": exp,
                "These do not add up to 1: divide them by their sum.": shifted,
                "exp of a whole row is 0: take the largest logit of each row away.": (
                    shifted / shifted.sum(axis=-1, keepdims=True)
                ),
                "Take exp of the logits first.": z / z.sum(),
            }
        expect(answer, right_softmax(z), mistakes, z=z)


@exercise("A sure and right answer costs 0; the less the right class gets, the more it costs.")
def cross_entropy(answer):
    """Check -log of the share of the right class, also where that share is 0."""
    random = np.random.default_rng(SEED)
    for y, k in (
        (np.array([0.1, 0.2, 0.7]), 1),
        *((random.dirichlet([1, 1, 1]), k) for k in (0, 1, 2)),
        (np.array([0.0, 1.0]), 0),
    ):
        with np.errstate(divide="ignore"):
            log = np.log(y)
            mistakes = {
                "log of a share is below 0: a minus is missing.": log[k],
                "log(0) is minus infinity: add 1e-7 before log.": -log[k],
                "That is the share that the net likes most; take that of class k.": -log.max(),
                "Only class k counts: take y[k], not the sum over all.": -log.sum(),
                "That is log to base 10: the natural log is np.log.": -np.log10(y[k]),
            }
        # Right with and without 1e-7: they differ by 1e-7 / y[k], and only at 0 by more. So does
        # 1e-6: it is told so at 0, where it shows, and not by the sixth digit of another case.
        expect(answer, -np.log(y[k] + 1e-7), mistakes, near=1e-4, y=y, k=k)


@exercise("That is all of learning: lesson 04's step, for six numbers at once.")
def step(answer):
    """Check one step of descent on the weights."""
    random = np.random.default_rng(SEED)
    for _ in range(3):
        W, gradient = random.normal(size=(2, 2, 3)).round(1)
        lr = round(random.uniform(0.1, 1), 1)
        mistakes = {
            "The loss grows: take lr times the gradient away.": W + lr * gradient,
            "That is the gradient itself: W has to stay, and move by lr times it.": gradient,
            "That is the move alone: add it to W.": -lr * gradient,
            "W does not move: take lr times the gradient away.": W,
            "lr is missing: the gradient says only how steep it is.": W - gradient,
        }
        expect(answer, W - lr * gradient, mistakes, W=W, gradient=gradient, lr=lr)
