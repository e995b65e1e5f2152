"""The smallest net that learns: two inputs, six weights, three classes."""

from math import isfinite, isnan

import numpy as np

from .arguments import kind, reals
from .domain import are_finite, quiet, told, warn

TINY = 1e-7  # keeps log(0) away; the loss that the lessons quote has it inside the log


def softmax(z):
    """Return ``exp(z) / Σ exp(z)`` over the last axis of the logits z, float64, in their shape.

    A share is 0 where z is -inf. Where z is inf it is nan, with a RuntimeWarning.
    """
    z = reals("z", z)
    if z.ndim and not z.shape[-1]:
        raise ValueError(f"z must hold a logit or more along its last axis, not shape {z.shape}")
    y = _quiet_shares(z)
    if not are_finite(y) and told() and not np.isnan(z).any():
        warn("z must hold finite logits, or -inf beside a finite one: the shares are nan", 2)
    return y


def cross_entropy_error(y, t):
    """Return ``-Σ t·log(y + 1e-7)``, as a float; for a batch, the mean over its rows.

    Parameters
    ----------
    y : array_like, shape (m,) or (n, m)
        Probabilities of m classes, a row for each sample.
    t : int or array_like
        A label, or n of them, from 0 to m - 1; or one-hot or soft targets in the shape of y.

    Raises
    ------
    TypeError, ValueError
        If y or t holds anything but real numbers, shapes do not fit, or a label is out of range.

    Warns
    -----
    RuntimeWarning
        If the loss is nan or inf because y holds a number below 0, or inf.

    Notes
    -----
    The 1e-7 has a price. Where the right class's probability is far below it, the loss hardly
    feels the weights, and a descent stands still; and a sure and right answer costs -1e-7, not 0.
    `cross_entropy_from_logits` does without it.
    """
    y = reals("y", y)
    t = _targets(t, "y", y.shape)
    with quiet():
        loss = _mean(-(t * np.log(y + TINY)).sum(axis=-1))
    if not isfinite(loss) and told() and np.isfinite(t).all() and not np.isnan(y).any():
        worst = y.max() if y.min() >= 0 else y.min()
        warn(f"y must hold probabilities from 0 to 1, as softmax makes them, not {worst}", 2)
    return loss


def cross_entropy_from_logits(z, t):
    """Return the cross-entropy of ``softmax(z)`` for the logits z, exact however sure they are.

    Parameters
    ----------
    z : array_like, shape (m,) or (n, m)
        Logits of m classes, a row for each sample; -inf for a class that cannot be.
    t : int or array_like
        As for `cross_entropy_error`.

    Returns
    -------
    float
        For a batch, the mean over its rows; inf where the right class cannot be.

    Raises
    ------
    TypeError, ValueError
        If z or t holds anything but real numbers, shapes do not fit, or a label is out of range.

    Warns
    -----
    RuntimeWarning
        If the loss is nan because z holds inf, or a row of -inf alone.

    Notes
    -----
    As log softmax(z)_c = z_c - log Σ exp z, the loss of a label t is ``-z_t + log Σ exp z``. No
    probability is rounded to 0 on the way, so nothing has to be added inside the log.
    """
    z = reals("z", z)
    t = _targets(t, "z", z.shape)
    with quiet():
        shifted = z - z.max(axis=-1, keepdims=True)  # as in softmax: exp cannot overflow
        costs = np.log(np.exp(shifted).sum(axis=-1, keepdims=True)) - shifted
        loss = _mean(np.where(t == 0, 0, t * costs).sum(axis=-1))  # a class that cannot be: 0·inf
    if isnan(loss) and told() and np.isfinite(t).all() and not np.isnan(z).any():
        warn("z must hold finite logits, or -inf beside a finite one: the loss is nan", 2)
    return loss


class SimpleNet:
    """A layer of weights, softmax and cross-entropy.

    Samples x have shape (2,), or (n, 2) for a batch; targets t are as in `cross_entropy_error`.

    Parameters
    ----------
    W : array_like, shape (2, 3), optional
        The weights, copied to float64; without them, drawn from the standard normal distribution.
    seed : int, optional
        Seed of that draw; None draws other weights each time.
    """

    def __init__(self, W=None, *, seed=None):
        self.W = _drawn(seed) if W is None else _weights(W).copy()

    def __repr__(self):
        """Return the call that makes this net, as a notebook shows it."""
        prefix = "SimpleNet(W="
        return f"{prefix}{np.array2string(self.W, separator=', ', prefix=prefix)})"

    def predict(self, x):
        """Return the logits, shape (3,) or (n, 3)."""
        return _samples(x) @ self.W

    def loss(self, x, t):
        """Return the loss of the net as it is."""
        return self.loss_at(self.W, x, t)

    @staticmethod
    def loss_at(W, x, t):
        """Return the loss that weights W would have: unlike `loss`, a function of W."""
        return cross_entropy_error(softmax(_samples(x) @ _weights(W)), t)

    def gradient(self, x, t):
        """Return the exact gradient of the loss for W, shape (2, 3).

        Notes
        -----
        Let s = t·y/(y + 1e-7). As ∂y_c/∂z_j = y_c·([j = c] - y_j), the logits z have the gradient
        y·Σs - s, which is y - t without the 1e-7; and as z = x·W, W has its outer product with x.
        """
        y = _shares(self.predict(x))
        s = _targets(t, "y", y.shape) * y / (y + TINY)
        x, slopes = np.atleast_2d(x, y * s.sum(axis=-1, keepdims=True) - s)
        return x.T @ slopes / len(x)


def _shares(z):
    # Softmax does not feel a shift; with the largest logit at 0, exp cannot overflow.
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


_quiet_shares = quiet()(_shares)


def _drawn(seed):
    try:
        return np.random.default_rng(seed).standard_normal((2, 3))
    except (TypeError, ValueError) as error:
        raise type(error)(f"seed must be a whole number from 0 up, not {kind(seed)}") from error


def _weights(W):
    W = reals("W", W)
    if W.shape != (2, 3):
        raise ValueError(f"W must have shape (2, 3), not {W.shape}")
    return W


def _samples(x):
    """Return x as float64 of shape (2,) or (n, 2)."""
    x = reals("x", x)
    if x.ndim not in (1, 2) or x.shape[-1] != 2:
        raise ValueError(f"x must have shape (2,) or (n, 2), not {x.shape}")
    return x


def _mean(losses):
    return float(losses.mean() if losses.ndim else losses)


def _targets(t, name, shape):
    """Return t as targets in the shape of the array `name`: labels become one-hot rows."""
    if len(shape) not in (1, 2) or 0 in shape:
        raise ValueError(f"{name} must have shape (m,) or (n, m), not {shape}")
    numbers = reals("t", t)
    if numbers.shape == shape:
        return numbers
    labels = np.asarray(t)
    if labels.shape != shape[:-1] or labels.dtype.kind not in "iu":
        wanted = f"t must be whole labels of shape {shape[:-1]} or targets of shape {shape}"
        raise ValueError(f"{wanted}, not {labels.dtype} of shape {labels.shape}")
    if labels.min() < 0 or labels.max() >= shape[-1]:
        raise ValueError(f"labels must lie between 0 and {shape[-1] - 1}, not {labels}")
    return np.eye(shape[-1])[labels]
