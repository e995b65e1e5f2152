"""The smallest net that learns: two inputs, six weights, three classes."""

import numpy as np

TINY = 1e-7  # keeps log(0) away; the loss that the lessons quote has it inside the log


def softmax(z):
    """Turn logits into probabilities along the last axis.

    Parameters
    ----------
    z : array_like, shape (k,) or (..., k)
        The logits; not changed.

    Returns
    -------
    ndarray
        ``exp(z) / sum(exp(z))``, float64, in the shape of z.
    """
    z = np.asarray(z, dtype=np.float64)
    # Softmax does not feel a shift; with the largest logit at 0, exp cannot overflow.
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def cross_entropy_error(y, t):
    """Cross-entropy of the probabilities y for the targets t, averaged over a batch.

    Parameters
    ----------
    y : array_like, shape (k,) or (n, k)
        Probabilities, one row a sample.
    t : int or array_like
        A label, or (n,) labels, from 0 to k - 1; or targets in the shape of y, one-hot or soft.

    Returns
    -------
    float
        ``-Σ t·log(y + 1e-7)``, the mean of it for a batch.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a label is out of range.
    """
    y = np.asarray(y, dtype=np.float64)
    return float(-np.sum(_targets(t, y.shape) * np.log(y + TINY), axis=-1).mean())


class SimpleNet:
    """One layer of weights, softmax and cross-entropy.

    Parameters
    ----------
    W : array_like, shape (2, 3), optional
        The weights, copied to float64. Without them, drawn from the standard normal distribution.
    seed : int, optional
        Seed of that draw; None draws other weights each time.

    Attributes
    ----------
    W : ndarray, shape (2, 3)
        The weights: logits are ``x @ W``.
    """

    def __init__(self, W=None, *, seed=None):
        W = np.random.default_rng(seed).standard_normal((2, 3)) if W is None else W
        self.W = np.array(W, dtype=np.float64)
        if self.W.shape != (2, 3):
            raise ValueError(f"W must have shape (2, 3), not {self.W.shape}")

    def __repr__(self):
        """Show the weights as the call that makes them again."""
        prefix = "SimpleNet(W="
        return f"{prefix}{np.array2string(self.W, separator=', ', prefix=prefix)})"

    def predict(self, x):
        """Logits of a sample x (2,) or of a batch (n, 2)."""
        return _samples(x) @ self.W

    def loss(self, x, t):
        """Cross-entropy of the net's own weights; x as in `predict`, t as in the loss."""
        return self.loss_at(self.W, x, t)

    @staticmethod
    def loss_at(W, x, t):
        """Cross-entropy that weights W of shape (2, 3) would have: a function of W alone."""
        return cross_entropy_error(softmax(_samples(x) @ W), t)

    def gradient(self, x, t):
        """Exact gradient of the loss for W, shape (2, 3); parameters as in `loss`.

        Notes
        -----
        With s = t·y/(y + 1e-7), d loss/d logit_j = Σ_k s_k·(y_j - [j = k]) = y_j·Σs - s_j, which
        is y - t without the 1e-7. A logit is x·W, so W gets the outer product with x; a batch,
        the mean of these.
        """
        y = softmax(self.predict(x))
        s = _targets(t, y.shape) * y / (y + TINY)
        x, slopes = np.atleast_2d(_samples(x), y * s.sum(axis=-1, keepdims=True) - s)
        return x.T @ slopes / len(x)


def _samples(x):
    """Return x as float64 of shape (2,) or (n, 2)."""
    x = np.asarray(x, dtype=np.float64)
    if x.ndim not in (1, 2) or x.shape[-1] != 2:
        raise ValueError(f"x must have shape (2,) or (n, 2), not {x.shape}")
    return x


def _targets(t, shape):
    """Return t as targets of shape (k,) or (n, k): labels become one-hot rows."""
    t = np.asarray(t)
    if len(shape) not in (1, 2) or 0 in shape:
        raise ValueError(f"y must have shape (k,) or (n, k), not {shape}")
    if t.shape == shape:
        return t.astype(np.float64)
    if t.shape != shape[:-1] or t.dtype.kind not in "iu":
        raise ValueError(
            f"t must be whole labels of shape {shape[:-1]} or targets of shape {shape}, "
            f"not {t.dtype} of shape {t.shape}"
        )
    if t.min() < 0 or t.max() >= shape[-1]:
        raise ValueError(f"labels must lie between 0 and {shape[-1] - 1}, not {t}")
    return np.eye(shape[-1])[t]
