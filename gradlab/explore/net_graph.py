"""The boxes of a small net for one sample: their values, their slopes, and how each is made."""

import numpy as np

from ..layered_net import ACTIVATIONS
from ..simple_net import softmax

WEIGHTS = {
    "W1": np.array([[0.5, -1.0], [1.0, 0.5]]),
    "b1": np.array([0.0, 0.5]),
    "W2": np.array([[1.0, -1.0], [0.5, 1.0]]),
    "b2": np.array([0.0, 0.0]),
}
TWO = range(2)
FORWARD = [("a", 0), ("a", 1), ("h", 0), ("h", 1), ("z", 0), ("z", 1), ("L", 0)]
BACKWARD = [
    *(("z", c) for c in TWO),
    *(("W2", j, c) for j in TWO for c in TWO),
    *(("b2", c) for c in TWO),
    *(("h", j) for j in TWO),
    *(("a", j) for j in TWO),
    *(("W1", i, j) for i in TWO for j in TWO),
    *(("b1", j) for j in TWO),
]
# What is fed into a layer, its parameters, and what they make.
LAYERS = {"a": ("x", "W1", "b1"), "z": ("h", "W2", "b2")}
GIVEN = "The sample, its label and the parameters are given. Forward comes first."
SUM = (
    "Forward: {name} = {in0:.3f} · {w0:.3f} + {in1:.3f} · {w1:.3f} + {b:.3f} = {value:.3f}, "
    "inputs times weights, plus the bias."
)
ACT = "Forward: {name} = {act}({a:.3f}) = {value:.3f}."
LOSS = (
    "Forward: softmax makes {y0:.3f} and {y1:.3f} of the logits, and L = −log {y:.3f} = "
    "{value:.3f}."
)
LOGIT = (
    "Backward: the slope of {name} is the probability minus the target, {y:.3f} − {t} = "
    "{slope:.3f}."
)
WEIGHT = (
    "Backward: {name} is multiplied by {box}, so its slope is {value:.3f} · {behind:.3f} "
    "= {slope:.3f}, {box} times the slope of {out}."
)
BIAS = "Backward: {name} is added to {out} as it is, so its slope is that of {out}, {slope:.3f}."
HIDDEN = (
    "Backward: two ways lead from {name} to the loss, so two products are added: "
    "{w0:.3f} · {d0:.3f} + {w1:.3f} · {d1:.3f} = {slope:.3f}."
)
INNER = (
    "Backward: the slope of {act} at {name} is {bend:.3f}, so the slope of {name} is "
    "{behind:.3f} · {bend:.3f} = {slope:.3f}."
)


class NetGraph:
    """A net of two inputs, two hidden units and two classes, for one sample.

    Boxes are ("x", i), ("a", j), ("h", j), ("z", c), ("L", 0), ("W1", i, j), ("b1", j),
    ("W2", j, c) and ("b2", c).

    Parameters
    ----------
    x : array, shape (2,)
    t : {0, 1}
    activation : {"tanh", "sigmoid", "relu"}

    Attributes
    ----------
    values, slopes : dict of box to float
    """

    def __init__(self, x, t, activation):
        self.t, self.activation = t, activation
        act, bend = ACTIVATIONS[activation]
        W1, b1, W2, b2 = WEIGHTS.values()
        a = x @ W1 + b1
        h = act(a)
        z = h @ W2 + b2
        self.y, self.bends = softmax(z), bend(h)
        self.values = _boxes(x=x, a=a, h=h, z=z, L=-np.log(self.y[[t]]), **WEIGHTS)
        dz = self.y - np.eye(2)[t]
        dh = W2 @ dz
        da = dh * self.bends
        self.slopes = _boxes(
            a=da, h=dh, z=dz, W1=np.outer(x, da), b1=da, W2=np.outer(h, dz), b2=dz, L=np.ones(1)
        )

    def forward(self, box):
        """Return the boxes that the value of a box is made of, and a sentence that says how."""
        name, i = box
        value, said = self.values[box], {"name": f"{name}{i}"}
        if name == "L":
            y = self.y[self.t]
            return [("z", 0), ("z", 1)], LOSS.format(y0=self.y[0], y1=self.y[1], y=y, value=value)
        if name == "h":
            a = self.values["a", i]
            return [("a", i)], ACT.format(**said, act=self.activation, a=a, value=value)
        before, W, b = LAYERS[name]
        used = [(before, 0), (before, 1), (W, 0, i), (W, 1, i), (b, i)]
        numbers = dict(
            zip(("in0", "in1", "w0", "w1", "b"), map(self.values.get, used), strict=True)
        )
        return used, SUM.format(**said, **numbers, value=value)

    def backward(self, box):
        """Return the boxes that the slope of a box is made of, and a sentence that says how."""
        kind, *index = box
        how = {"z": self._logit, "h": self._hidden, "a": self._inner}
        how |= {"W1": self._weight, "W2": self._weight, "b1": self._bias, "b2": self._bias}
        return how[kind](box, *index)

    def _logit(self, box, c):
        target = int(c == self.t)
        facts = {"y": self.y[c], "t": target, "slope": self.slopes[box]}
        return [("L", 0)], LOGIT.format(name=f"z{c}", **facts)

    def _weight(self, box, i, j):
        before, out = ("x", "a") if box[0] == "W1" else ("h", "z")
        used = [(before, i), (out, j)]
        facts = {"value": self.values[used[0]], "behind": self.slopes[used[1]]}
        names = {"name": f"{box[0]}[{i}, {j}]", "box": f"{before}{i}", "out": f"{out}{j}"}
        return used, WEIGHT.format(**names, **facts, slope=self.slopes[box])

    def _bias(self, box, j):
        out = "a" if box[0] == "b1" else "z"
        names = {"name": f"{box[0]}[{j}]", "out": f"{out}{j}"}
        return [(out, j)], BIAS.format(**names, slope=self.slopes[box])

    def _hidden(self, box, j):
        weights, ways = [("W2", j, c) for c in TWO], [("z", c) for c in TWO]
        w0, w1 = (self.values[its] for its in weights)
        d0, d1 = (self.slopes[its] for its in ways)
        facts = {"w0": w0, "w1": w1, "d0": d0, "d1": d1, "slope": self.slopes[box]}
        return [*ways, *weights], HIDDEN.format(name=f"h{j}", **facts)

    def _inner(self, box, j):
        facts = {"behind": self.slopes["h", j], "bend": self.bends[j], "slope": self.slopes[box]}
        return [("h", j)], INNER.format(name=f"a{j}", act=self.activation, **facts)


def _boxes(**arrays):
    """Return every number of these arrays by its box: the array's name, and its index."""
    return {
        (name, *index): round(float(number), 15) + 0.0  # no -0.0, nor what rounding left of 0
        for name, array in arrays.items()
        for index, number in np.ndenumerate(array)
    }
