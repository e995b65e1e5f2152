"""A net of any number of hidden layers, and how large its slopes are in each of them."""

import numpy as np

from .arguments import kind, number, whole
from .domain import quiet
from .layered_net import ACTIVATIONS, TwoLayerNet, activation_named, generator, samples
from .simple_net import softmax


class DeepNet(TwoLayerNet):
    """Inputs, hidden layers one after the other, classes; samples and labels as in `TwoLayerNet`.

    Parameters
    ----------
    sizes : sequence of whole numbers
        The inputs, the width of each hidden layer, the classes: (2, 16, 16, 2) has two of them.
    activation : {"tanh", "sigmoid", "relu"}
    seed : int, optional
        Seed of the weights, drawn layer by layer from the normal distribution; the biases are 0.
    scale : float
        The deviation of a weight is this over the root of its layer's inputs.

    Attributes
    ----------
    W, b : list of arrays
        The weights and the biases, layer by layer.
    """

    def __init__(self, sizes, activation="tanh", seed=None, scale=1.0):
        self.sizes, self.activation = _sizes(sizes), activation_named(activation)
        normal, scale = generator(seed).standard_normal, number("scale", scale)
        pairs = list(zip(self.sizes, self.sizes[1:], strict=False))
        self.W = [scale * normal(pair) / np.sqrt(pair[0]) for pair in pairs]
        self.b = [np.zeros(width) for width in self.sizes[1:]]

    @property
    def parameters(self):
        """The parameters, by name, from W1 and b1 on: a list of (name, array)."""
        layers = enumerate(zip(self.W, self.b, strict=True), 1)
        return [
            (f"{name}{i}", its) for i, pair in layers for name, its in zip("Wb", pair, strict=True)
        ]

    @quiet()
    def backward(self, x, t):
        """Return the exact slopes of the loss, in the form of `parameters`."""
        x, one_hot = self._batch(x, t)
        hs, z = self._forward(x)
        slope_of = ACTIVATIONS[self.activation][1]
        slopes, d = [], (softmax(z) - one_hot) / len(x)
        for i in reversed(range(len(self.W))):
            slopes = [(f"W{i + 1}", hs[i].T @ d), (f"b{i + 1}", d.sum(axis=0)), *slopes]
            if i:  # x needs no slope
                d = d @ self.W[i].T * slope_of(hs[i])
        return slopes

    @quiet()
    def outputs(self, x):
        """Return x and what each hidden layer makes of it, a list of arrays (n, width)."""
        return self._forward(np.atleast_2d(samples(x, self.sizes[0])))[0]

    def _forward(self, x):
        """Return what goes into each layer, and the logits."""
        act, hs = ACTIVATIONS[self.activation][0], [x]
        for W, b in zip(self.W[:-1], self.b[:-1], strict=True):
            hs.append(act(hs[-1] @ W + b))
        return hs, hs[-1] @ self.W[-1] + self.b[-1]


def _sizes(sizes):
    """Return the widths of the layers as ints."""
    try:
        sizes = tuple(sizes)
    except TypeError as error:
        raise TypeError(f"sizes must be a sequence of widths, not {kind(sizes)}") from error
    if len(sizes) < 3:
        raise ValueError(f"sizes must hold inputs, a hidden layer or more, classes, not {sizes}")
    *widths, classes = sizes
    return *(whole("each width in sizes", w, 1) for w in widths), whole("classes", classes, 2)
