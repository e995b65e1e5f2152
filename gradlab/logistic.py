"""Logistic regression: a line between two classes, and its loss from logits."""

import numpy as np

from .arguments import reals


def logistic_loss(z, t):
    """Return the cross-entropy of the logits z of class 1, as a float: the mean over samples.

    Parameters
    ----------
    z : array_like, shape (n,)
        Logits: the probability of class 1 is ``1 / (1 + exp(-z))``.
    t : array_like of int, shape (n,)
        Labels, 0 or 1.

    Raises
    ------
    TypeError, ValueError
        If z or t is of another kind or shape, empty, or a label is neither 0 nor 1.

    Notes
    -----
    ``log(1 + exp(-z))`` where t is 1 and ``log(1 + exp(z))`` where t is 0, by logaddexp: no
    probability is rounded to 0 or 1 on the way, and nothing overflows.
    """
    z, t = _logits(z, t)
    return float(np.mean(np.logaddexp(0, np.where(t == 1, -z, z))))


def border_loss(wb, x, t):
    """Return the `logistic_loss` of the logits ``x·w + b``.

    Parameters
    ----------
    wb : array_like, shape (d + 1,)
        The weight of each feature, then the bias b.
    x : array_like, shape (n, d), or (n,) for one feature
    t : array_like of int, shape (n,)
        Labels, 0 or 1.

    Raises
    ------
    TypeError, ValueError
        As `logistic_loss`; or if wb and x do not fit.
    """
    wb, x = _weights(wb, x)
    return logistic_loss(x @ wb, t)


def border_gradient(wb, x, t):
    """Return the exact gradient of `border_loss` for wb, in its shape.

    Notes
    -----
    A logit has the slope p - t, with p its probability of class 1; times x and 1, and the mean.
    """
    wb, x = _weights(wb, x)
    z, t = _logits(x @ wb, t)
    return x.T @ (_probability(z) - t) / len(x)


def border_hessian(wb, x, t):
    """Return the exact Hessian of `border_loss` for wb, shape (d + 1, d + 1).

    Raises
    ------
    ValueError
        If t holds one class only: the loss then has no least point, and no border.
    """
    wb, x = _weights(wb, x)
    z, t = _logits(x @ wb, t)
    if t.min() == t.max():
        raise ValueError(f"t holds one class only, {int(t[0])}: there is no border to look for")
    p = _probability(z)
    return (x.T * (p * _probability(-z))) @ x / len(x)


def _probability(z):
    return (1 + np.tanh(z / 2)) / 2  # 1 / (1 + exp(-z)), but nothing overflows


def _logits(z, t):
    z, labels = reals("z", z), reals("t", t)
    if z.ndim != 1 or z.shape != labels.shape or not z.size:
        shapes = f"not {z.shape} and {labels.shape}"
        raise ValueError(f"t must hold a label for each sample, one or more, {shapes}")
    if not np.isin(labels, (0, 1)).all():
        raise ValueError(f"labels must be 0 or 1, not {labels[~np.isin(labels, (0, 1))][0]:g}")
    return z, labels


def _weights(wb, x):
    """Return wb, and the samples (n, d + 1), each with a 1 for the bias at its end."""
    wb, x = reals("wb", wb), reals("x", x)
    x = x[:, None] if x.ndim == 1 else x
    if x.ndim != 2 or wb.shape != (x.shape[1] + 1,):
        raise ValueError(f"wb must hold a weight a feature, and b: x is {x.shape}, wb {wb.shape}")
    return wb, np.column_stack([x, np.ones(len(x))])
