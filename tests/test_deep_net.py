"""A net of any depth, its slopes, and training it."""

import numpy as np
import pytest

from gradlab import TwoLayerNet
from gradlab.deep_net import DeepNet
from gradlab.toy_data import RINGS, XOR
from gradlab.training import train

each_activation = pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
each_depth = pytest.mark.parametrize("depth", [1, 2, 6])


def of_depth(depth, activation="tanh", width=5, **options):
    return DeepNet((2, *[width] * depth, 3), activation, **options)


def samples(n=9, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(n, 2)), rng.integers(3, size=n)


@each_depth
@each_activation
def test_backward_agrees_with_differences_at_any_depth(depth, activation):
    net, (x, t) = of_depth(depth, activation, seed=3), samples()
    for _, b in net.parameters[1::2]:
        b[:] = np.random.default_rng(1).normal(size=b.shape)  # away from the corners of ReLU
    for (name, back), (same, numbers) in zip(
        net.backward(x, t), net.numerical_gradient(x, t), strict=True
    ):
        assert name == same
        # h² times a third derivative, and rounding: 8e-9 is the worst of a hundred seeds.
        np.testing.assert_allclose(back, numbers, rtol=0, atol=1e-7)


@each_activation
def test_with_one_hidden_layer_it_is_a_two_layer_net(activation):
    deep, two = DeepNet((2, 4, 3), activation, 7), TwoLayerNet((2, 4, 3), activation, 7)
    x, t = samples()
    assert [name for name, _ in deep.parameters] == [name for name, _ in two.parameters]
    for one, other in (
        (deep.parameters, two.parameters),
        (deep.backward(x, t), two.backward(x, t)),
    ):
        for (_, a), (_, b) in zip(one, other, strict=True):
            np.testing.assert_array_equal(a, b)
    assert deep.loss(x, t) == two.loss(x, t)
    np.testing.assert_array_equal(deep.predict(x[0]), two.predict(x[0]))


def test_scale_multiplies_the_weights_that_the_seed_draws():
    one, ten = of_depth(3, seed=2), of_depth(3, seed=2, scale=10)
    for a, b in zip(one.W, ten.W, strict=True):
        np.testing.assert_allclose(b, 10 * a, rtol=1e-15)
    assert not any(b.any() for b in ten.b)


def test_the_outputs_are_x_and_what_each_layer_makes_of_it():
    net, (x, _) = of_depth(2, seed=0), samples()
    first, second, third = net.outputs(x)
    np.testing.assert_array_equal(first, x)
    np.testing.assert_array_equal(second, np.tanh(x @ net.W[0] + net.b[0]))
    np.testing.assert_array_equal(third, np.tanh(second @ net.W[1] + net.b[1]))
    assert [its.shape for its in net.outputs(x[0])] == [(1, 2), (1, 5), (1, 5)]


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: DeepNet((2, 3)), "inputs, a hidden layer or more, classes, not (2, 3)"),
        (lambda: DeepNet(3), "sizes must be a sequence of widths, not 3"),
        (lambda: DeepNet((2, 0, 2)), "each width in sizes must be a whole number from 1 up, not 0"),
        (lambda: DeepNet((2, 3, 1)), "classes must be a whole number from 2 up, not 1"),
        (lambda: DeepNet((2, 3, 2), "cos"), "activation must be"),
        (lambda: DeepNet((2, 3, 2), seed=-1), "seed must be a whole number from 0 up"),
        (lambda: DeepNet((2, 3, 2), scale="big"), "scale must be one real number, not 'big'"),
        (lambda: of_depth(1).outputs([1.0, 2, 3]), "x must have shape (2,) or (n, 2)"),
        (lambda: of_depth(1).backward([[1.0, 2.0]], [3]), "labels must lie between 0 and 2"),
        (lambda: train(of_depth(1), *samples(), 0.1, -1), "step_num must be a whole number from 0"),
    ],
)
def test_bad_input_gets_a_sentence_that_names_it(made, words):
    with pytest.raises((TypeError, ValueError)) as told:
        made()
    assert words in str(told.value)


def test_training_takes_a_step_on_each_array_of_the_net_that_is_given():
    net, (x, t) = of_depth(2, seed=0), samples()
    before = [(array.copy(), slopes) for (_, array), (_, slopes)
              in zip(net.parameters, net.backward(x, t), strict=True)]  # fmt: skip
    assert train(net, x, t, 0.1, 1) is net
    for (_, now), (array, slopes) in zip(net.parameters, before, strict=True):
        np.testing.assert_array_equal(now, array - 0.1 * slopes)
    same = [array.copy() for _, array in net.parameters]
    train(net, x, t, 0.1, 0)
    for (_, now), array in zip(net.parameters, same, strict=True):
        np.testing.assert_array_equal(now, array)


def test_six_layers_of_sigmoid_do_not_learn_the_rings_and_six_of_tanh_do():
    losses = {
        activation: train(
            DeepNet((2, *[8] * 6, 2), activation, 0), *RINGS, 0.5, 1000
        ).loss(*RINGS)
        for activation in ("sigmoid", "tanh")
    }  # fmt: skip
    assert losses["sigmoid"] == pytest.approx(np.log(2), abs=1e-4)
    assert losses["tanh"] < 1e-3


def test_the_starts_that_solve_xor_are_as_many_as_the_lesson_says():
    x, t = XOR
    for width, solved in ((2, 12), (3, 19), (8, 20)):
        nets = [train(TwoLayerNet((2, width, 2), seed=seed), x, t, 1, 400) for seed in range(20)]
        assert sum((net.predict(x).argmax(axis=1) == t).all() for net in nets) == solved
