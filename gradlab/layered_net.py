"""A net with a hidden layer, its loss, and its gradient: by differences and backward."""

import numpy as np

from .arguments import kind, reals, whole
from .differentiate import numerical_gradient
from .domain import quiet
from .simple_net import cross_entropy_from_logits, softmax

NAMES = ("W1", "b1", "W2", "b2")

# Each activation, and its slope as a function of its own output h.
ACTIVATIONS = {
    "tanh": (np.tanh, lambda h: 1 - h * h),
    "sigmoid": (lambda z: (1 + np.tanh(z / 2)) / 2, lambda h: h * (1 - h)),
    "relu": (lambda z: np.maximum(z, 0), lambda h: np.where(h > 0, 1.0, 0.0)),
}


class TwoLayerNet:
    """Inputs, a hidden layer, classes: ``activation(x·W1 + b1)·W2 + b2`` are the logits.

    Samples x have shape (n, inputs), or (inputs,) for one; labels t are whole numbers from 0, one
    a sample.

    Parameters
    ----------
    sizes : three whole numbers
        How many inputs, hidden units and classes: (2, 3, 2) makes 17 parameters.
    activation : {"tanh", "sigmoid", "relu"}
    seed : int, optional
        Seed of the weights, drawn from the normal distribution of variance 1 over the inputs of a
        layer: W1, then W2. The biases are 0. None draws other weights each time.

    Attributes
    ----------
    W1, b1, W2, b2 : array
        The parameters, of shape (inputs, hidden), (hidden,), (hidden, classes), (classes,).
    """

    def __init__(self, sizes, activation="tanh", seed=None):
        inputs, hidden, classes = self.sizes = _sizes(sizes)
        self.activation = activation_named(activation)
        normal = generator(seed).standard_normal
        self.W1 = normal((inputs, hidden)) / np.sqrt(inputs)
        self.b1 = np.zeros(hidden)
        self.W2 = normal((hidden, classes)) / np.sqrt(hidden)
        self.b2 = np.zeros(classes)

    @property
    def parameters(self):
        """The parameters, by name: a list of (name, array)."""
        return [(name, getattr(self, name)) for name in NAMES]

    def predict(self, x):
        """Return the logits, shape (n, classes), or (classes,) for one sample."""
        with quiet():
            return self._forward(samples(x, self.sizes[0]))[1]

    @quiet()
    def loss(self, x, t):
        """Return the cross-entropy, ``-z_t + log Σ exp z`` of the logits z, mean over samples."""
        x, one_hot = self._batch(x, t)
        return cross_entropy_from_logits(self._forward(x)[1], one_hot)

    def numerical_gradient(self, x, t, h=1e-4):
        """Return the slopes of the loss, in the form of `parameters`, by nudging each of them."""
        return [
            (name, numerical_gradient(lambda _: self.loss(x, t), array, h))
            for name, array in self.parameters
        ]

    @quiet()
    def backward(self, x, t):
        """Return the exact slopes of the loss, in the form of `parameters`.

        Notes
        -----
        The chain rule, from the loss back to x (Rumelhart, Hinton and Williams, Nature 323, 1986).
        Each line takes the slopes behind a box of the graph and returns those before it.
        """
        x, one_hot = self._batch(x, t)
        h, z = self._forward(x)
        dz = (softmax(z) - one_hot) / len(x)
        dW2 = h.T @ dz
        db2 = dz.sum(axis=0)
        dh = dz @ self.W2.T
        da = dh * ACTIVATIONS[self.activation][1](h)
        dW1 = x.T @ da
        db1 = da.sum(axis=0)
        return list(zip(NAMES, (dW1, db1, dW2, db2), strict=True))

    def _forward(self, x):
        """Return what the hidden layer gives, and the logits."""
        h = ACTIVATIONS[self.activation][0](x @ self.W1 + self.b1)
        return h, h @ self.W2 + self.b2

    def _batch(self, x, t):
        """Return the samples, (n, inputs), and their labels as one-hot rows, (n, classes)."""
        x, labels, classes = samples(x, self.sizes[0]), np.asarray(t), self.sizes[-1]
        if labels.shape != x.shape[:-1] or labels.dtype.kind not in "iu":
            raise ValueError(f"t must hold whole labels of shape {x.shape[:-1]}, not {kind(t)}")
        if labels.min() < 0 or labels.max() >= classes:
            raise ValueError(f"labels must lie between 0 and {classes - 1}, not {labels}")
        return np.atleast_2d(x), np.eye(classes)[np.atleast_1d(labels)]


def _sizes(sizes):
    """Return the widths of the three layers as ints."""
    try:
        inputs, hidden, classes = sizes
    except (TypeError, ValueError) as error:
        wanted = "sizes must be three whole numbers: inputs, hidden units, classes"
        raise type(error)(f"{wanted}; not {kind(sizes)}") from error
    inputs, hidden = whole("inputs in sizes", inputs, 1), whole("hidden units in sizes", hidden, 1)
    return inputs, hidden, whole("classes in sizes", classes, 2)


def activation_named(activation):
    """Return the name of an activation, or refuse what is none."""
    if not isinstance(activation, str) or activation not in ACTIVATIONS:
        raise ValueError(f'activation must be "tanh", "sigmoid" or "relu", not {kind(activation)}')
    return activation


def generator(seed):
    """Return numpy's generator of this seed."""
    try:
        return np.random.default_rng(seed)
    except (TypeError, ValueError) as error:
        raise type(error)(f"seed must be a whole number from 0 up, not {kind(seed)}") from error


def samples(x, width):
    """Return x as float64 of shape (width,) or (n, width), n from 1 up."""
    x = reals("x", x)
    if x.ndim not in (1, 2) or x.shape[-1] != width:
        raise ValueError(f"x must have shape ({width},) or (n, {width}), not {x.shape}")
    if not len(x):
        raise ValueError("x must hold a sample or more: an empty batch has no loss")
    return x
