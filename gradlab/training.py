"""Gradient descent on all parameters of a net at once, and what came of each step."""

from .arguments import whole
from .domain import quiet


@quiet()
def train(net, x, t, lr, step_num):
    """Take steps of gradient descent on a net, in place: ``array -= lr * slopes`` for each array.

    Parameters
    ----------
    net : TwoLayerNet or DeepNet
        Has ``parameters`` and ``backward``; the net itself is changed.
    x, t
        Samples and labels, as its ``backward`` takes them: all of them at every step.
    lr : float
    step_num : int

    Returns
    -------
    net
    """
    for _ in range(whole("step_num", step_num, 0)):
        for (_, array), (_, slopes) in zip(net.parameters, net.backward(x, t), strict=True):
            array -= lr * slopes
    return net
