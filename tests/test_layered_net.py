"""The net with a hidden layer: its gradient backward and by differences, and four bugs."""

import pickle

import numpy as np
import pytest

from gradlab import TwoLayerNet, numerical_gradient
from gradlab.layered_net import NAMES

SMALL = np.random.default_rng(0).normal(size=(8, 2))
LABELS = [0, 1, 0, 1, 0, 0, 0, 0]
XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
each_activation = pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])


def relative(one, other):
    """The largest error in an array, beside the largest slope in it."""
    return np.abs(one - other).max() / max(np.abs(one).max(), np.abs(other).max())


def errors(backward, numerical):
    return [relative(a, b) for (_, a), (_, b) in zip(backward, numerical, strict=True)]


def trained(net, x, t, lr, steps):
    for _ in range(steps):
        for (_, array), (_, slopes) in zip(net.parameters, net.backward(x, t), strict=True):
            array -= lr * slopes
    return net


def circles():
    angle = 2 * np.pi * np.arange(30) / 30
    ring = np.column_stack([np.cos(angle), np.sin(angle)])
    noise = 0.15 * np.random.default_rng(0).normal(size=(60, 2))
    return (np.vstack([ring, 2 * ring]) + noise).round(2), np.repeat([0, 1], 30)


def right(net, x, t):
    return np.mean(net.predict(x).argmax(axis=1) == t)


@pytest.mark.parametrize(
    ("activation", "loss"), [("tanh", 0.695324), ("sigmoid", 0.831706), ("relu", 0.749508)]
)
def test_17_parameters_have_the_loss_and_the_slopes_of_the_lesson(activation, loss):
    net = TwoLayerNet((2, 3, 2), activation, seed=1)
    assert [name for name, _ in net.parameters] == list(NAMES)
    assert sum(array.size for _, array in net.parameters) == 17
    assert round(net.loss(SMALL, LABELS), 6) == loss
    found = errors(net.backward(SMALL, LABELS), net.numerical_gradient(SMALL, LABELS))
    assert max(found) < 6e-9  # twice the worst that the lesson quotes, 3.2e-9


def test_backward_agrees_with_differences_in_300_drawn_nets():
    worst = 0
    for seed in range(300):
        rng = np.random.default_rng(seed)
        n, d, units, classes = rng.integers((20, 1, 2, 2), (61, 5, 9, 5))
        net = TwoLayerNet((d, units, classes), "tanh", seed)
        x, t = rng.normal(size=(n, d)), rng.integers(classes, size=n)
        found = errors(net.backward(x, t), net.numerical_gradient(x, t))
        worst = max(worst, *found)
    assert worst <= 1e-6


@each_activation
def test_a_soft_kink_or_none_leaves_backward_right(activation):
    for seed in range(20):
        rng = np.random.default_rng(seed)
        net = TwoLayerNet((2, 8, 3), activation, seed)
        net.b1[:] = rng.normal(size=8)
        x, t = rng.normal(size=(5, 2)), rng.integers(3, size=5)
        inner = x @ net.W1 + net.b1
        if np.abs(inner).min() < 1e-3:  # at the kink of ReLU differences and slopes part
            continue
        assert max(errors(net.backward(x, t), net.numerical_gradient(x, t))) <= 1e-6


def test_at_the_kink_of_relu_the_difference_takes_half_a_slope():
    x = SMALL.copy()
    x[0] = 0
    net = TwoLayerNet((2, 3, 2), "relu", seed=1)
    for h in (1e-3, 1e-5, 1e-8):
        found = errors(net.backward(x, LABELS), net.numerical_gradient(x, LABELS, h))
        assert found[1] == pytest.approx(0.25, abs=0.005)
        assert max(found[0], *found[2:]) < 1e-6


def wrong(net, x, t, bug):
    """Backward, as it is often written."""
    h = np.tanh(x @ net.W1 + net.b1)
    z = h @ net.W2 + net.b2
    y = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    d2 = (y - np.eye(len(net.b2))[t]) / (1 if bug == "no 1/N" else len(x))
    d1 = (d2 @ (net.W2 if bug == "no transpose" else net.W2.T)) * (1 - h * h)
    d1 = d1 / (1 - h * h) if bug == "no slope" else d1
    total = np.mean if bug == "mean bias" else np.sum
    return list(zip(NAMES, (x.T @ d1, total(d1, axis=0), h.T @ d2, total(d2, axis=0)), strict=True))


@pytest.mark.parametrize(
    ("bug", "size", "arrays"),
    [
        ("no 1/N", 3, [0.875, 0.875, 0.875, 0.875]),
        ("mean bias", 3, [0, 0.875, 0, 0.875]),
        ("no slope", 3, [0.19, 0.22, 0, 0]),
        ("no transpose", 2, [0.68, 0.68, 0, 0]),
        ("none", 3, [0, 0, 0, 0]),
    ],
)
def test_the_gradient_check_shows_four_bugs(bug, size, arrays):
    net = TwoLayerNet((2, size, 2), seed=1)
    t = np.array(LABELS)
    found = errors(wrong(net, SMALL, t, bug), net.numerical_gradient(SMALL, t))
    assert found == pytest.approx(arrays, abs=0.006)  # two digits are quoted
    assert bug == "none" or max(found) > 0.1


@pytest.mark.parametrize(
    ("activation", "failing"), [("tanh", [3, 6]), ("sigmoid", [3]), ("relu", [3, 4, 6])]
)  # fmt: skip
def test_two_hidden_units_solve_xor_from_the_seeds_that_the_lesson_names(activation, failing):
    nets = {seed: TwoLayerNet((2, 2, 2), activation, seed) for seed in (3, 4, 6)}
    found = [seed for seed, net in nets.items() if right(trained(net, *XOR, 0.5, 2000), *XOR) < 1]
    assert found == failing


def test_two_lines_cannot_close_a_ring_and_three_can():
    x, t = circles()
    assert x[[0, 1, 2, 30]].tolist() == [[1.02, -0.02], [1.07, 0.22], [0.83, 0.46], [1.93, -0.18]]
    quoted = {2: {0: (0.55, 0.703), 200: (0.783, 0.479), 3000: (0.817, 0.397)},
              3: {0: (0.50, 0.702), 200: (1.0, 0.227), 3000: (1.0, 0.010)}}  # fmt: skip
    for width, marks in quoted.items():
        net, done = TwoLayerNet((2, width, 2), seed=0), 0
        for k, (share, loss) in marks.items():
            trained(net, x, t, 0.5, k - done)
            done = k
            assert (round(right(net, x, t), 3), round(net.loss(x, t), 3)) == (share, loss)


def test_equal_weights_never_part():
    x, t = circles()
    net = TwoLayerNet((2, 3, 2), seed=0)
    net.W1[:] = net.W2[:] = 0.5
    trained(net, x, t, 0.5, 2000)
    assert net.W1.round(5).tolist() == [[1.08036] * 3, [2.66255] * 3]
    assert np.ptp(net.W1, axis=1).tolist() == [0, 0]


def test_a_batch_has_the_mean_loss_and_slopes_of_its_samples():
    net, t = TwoLayerNet((2, 3, 2), seed=1), np.array(LABELS)
    assert net.predict(SMALL).shape == (8, 2)
    assert net.predict(SMALL[0]).shape == (2,)
    losses = [net.loss(x, label) for x, label in zip(SMALL, t, strict=True)]
    assert net.loss(SMALL, t) == pytest.approx(np.mean(losses), rel=1e-14)  # rounding
    rows = [[slopes for _, slopes in net.backward(*pair)] for pair in zip(SMALL, t, strict=True)]
    for i, (_, slopes) in enumerate(net.backward(SMALL, t)):
        np.testing.assert_allclose(slopes, np.mean([row[i] for row in rows], axis=0), atol=1e-15)


def test_differences_nudge_the_parameters_in_place_and_put_them_back():
    net = TwoLayerNet((2, 3, 2), seed=1)
    before = [array.copy() for _, array in net.parameters]
    by_hand = numerical_gradient(lambda _: net.loss(SMALL, LABELS), net.W1)
    assert net.numerical_gradient(SMALL, LABELS)[0][1].tolist() == by_hand.tolist()
    net.backward(SMALL, LABELS)
    for (_, array), old in zip(net.parameters, before, strict=True):
        assert array.tolist() == old.tolist()


@each_activation
def test_logits_of_any_size_cost_a_finite_loss(activation):
    net = TwoLayerNet((1, 1, 2), activation, seed=0)
    net.W2[:], net.b2[:] = 0, (1000, -1000)
    assert net.loss([[1.0]], [0]) == 0
    assert net.loss([[1.0]], [1]) == 2000
    assert dict(net.backward([[1.0]], [1]))["b2"].tolist() == [1, -1]


def test_a_net_that_diverges_is_a_result():
    net = trained(TwoLayerNet((2, 3, 2), "relu", 1), SMALL, np.array(LABELS), 1e200, 5)
    assert np.isnan(net.loss(SMALL, LABELS))


def test_the_seed_draws_w1_then_w2_and_a_net_can_be_sent():
    net, rng = TwoLayerNet((2, 3, 4), seed=5), np.random.default_rng(5)
    assert net.W1.tolist() == (rng.normal(size=(2, 3)) / np.sqrt(2)).tolist()
    assert net.W2.tolist() == (rng.normal(size=(3, 4)) / np.sqrt(3)).tolist()
    assert net.b1.tolist() + net.b2.tolist() == [0] * 7
    again = pickle.loads(pickle.dumps(net))
    assert again.loss(SMALL, LABELS) == net.loss(SMALL, LABELS)


@pytest.mark.parametrize(
    ("sizes", "sentence"),
    [
        ((0, 3, 2), "inputs in sizes must be a whole number from 1 up, not 0"),
        ((2, 0, 2), "hidden units in sizes must be a whole number from 1 up, not 0"),
        ((2, 3, 1), "classes in sizes must be a whole number from 2 up, not 1"),
        ((2, 3), "sizes must be three whole numbers"),
        (5, "sizes must be three whole numbers"),
        ((2, 1.5, 2), "hidden units in sizes must be a whole number from 1 up, not 1.5"),
    ],
)
def test_widths_that_make_no_net_are_named(sizes, sentence):
    with pytest.raises((TypeError, ValueError), match=f"^{sentence}"):
        TwoLayerNet(sizes)


@pytest.mark.parametrize("activation", ["Tanh", None, np.tanh, ["tanh"]])
def test_an_unknown_activation_is_named(activation):
    with pytest.raises(ValueError, match=r'^activation must be "tanh", "sigmoid" or "relu", not'):
        TwoLayerNet((2, 3, 2), activation)


def test_a_seed_that_is_none_is_named():
    with pytest.raises(ValueError, match=r"^seed must be a whole number from 0 up, not -1"):
        TwoLayerNet((2, 3, 2), seed=-1)


@pytest.mark.parametrize(
    ("x", "t", "sentence"),
    [
        (np.empty((0, 2)), [], "x must hold a sample or more"),
        ([[1, 2, 3]], [0], r"x must have shape \(2,\) or \(n, 2\), not \(1, 3\)"),
        ([[1, 2]], [2], "labels must lie between 0 and 1, not"),
        ([[1, 2]], [-1], "labels must lie between 0 and 1, not"),
        ([[1, 2]], [0, 1], r"t must hold whole labels of shape \(1,\)"),
        ([[1, 2]], [0.0], r"t must hold whole labels of shape \(1,\)"),
    ],
)
def test_batches_that_do_not_fit_are_named_by_loss_and_both_gradients(x, t, sentence):
    net = TwoLayerNet((2, 3, 2), seed=1)
    for call in (net.loss, net.backward, net.numerical_gradient):
        with pytest.raises(ValueError, match=f"^{sentence}"):
            call(x, t)
