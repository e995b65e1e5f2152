"""What readers write in lesson 08 that is not right, and the hint that each draws."""

import numpy as np

from gradlab import numerical_gradient
from gradlab.check import hidden_layer as check
from wrong_answers import enter_all, wrong

# --- ReLU -------------------------------------------------------------------------------------


@wrong(check.relu, "The gate looks at a, and not at the slope")
def cuts_the_slope(dh, a):
    return np.maximum(dh, 0)


@wrong(check.relu, "you ask for both above 0")
def asks_for_both(dh, a):
    return np.where((a > 0) & (dh > 0), dh, 0)


@wrong(check.relu, "At a = 0 no slope passes: write > and not >=.")
def lets_0_pass(dh, a):
    return dh * (a >= 0)


@wrong(check.relu, "half of it is what the central difference would say")
def takes_half_at_0(dh, a):
    return dh * np.heaviside(a, 0.5)


@wrong(check.relu, "That is the slope of ReLU alone")
def forgets_the_slope_behind(dh, a):
    return (a > 0).astype(float)


@wrong(check.relu, "That is dh as it came")
def lets_all_pass(dh, a):
    return dh


@wrong(check.relu, "do not multiply by a")
def multiplies_by_the_output(dh, a):
    return dh * np.maximum(0, a)


@wrong(check.relu, "That is ReLU itself, forward")
def forward_once_more(dh, a):
    return np.maximum(0, a)


@wrong(check.relu, "It is turned round: the slope passes")
def turned_round(dh, a):
    return np.where(a > 0, 0, dh)


@wrong(check.relu, "Below 0 the slope of ReLU is 0, and not -1.")
def slope_of_the_absolute_value(dh, a):
    return dh * np.sign(a)


@wrong(check.relu, "nothing leaks through")
def leaks(dh, a):
    return np.where(a > 0, dh, 0.01 * dh)


@wrong(check.relu, "leave abs out")
def loses_the_sign(dh, a):
    return abs(dh) * (a > 0)


@wrong(check.relu, "a itself is left there")
def leaves_a_where_it_is_shut(dh, a):
    return np.where(a > 0, dh, a)


@wrong(check.relu, "and not nan")
def masks_with_nan(dh, a):
    return np.where(a > 0, dh, np.nan)


@wrong(check.relu, "That is the slope of tanh")
def bends_as_tanh(dh, a):
    return dh * (1 - np.tanh(a) ** 2)


@wrong(check.relu, "leave 1 - a * a out")
def bends_as_tanh_of_its_output(dh, a):
    return dh * (1 - a * a)


@wrong(check.relu, "it changes dh, which the caller still needs")
def shuts_in_place(dh, a):
    dh[a <= 0] = 0
    return dh


@wrong(check.relu, "A comparison of arrays has one answer for each element")
def asks_once_for_all(dh, a):
    return dh if a > 0 else 0


@wrong(check.relu, "Write np.where.")
def where_without_np(dh, a):
    return where(a > 0, dh, 0)  # noqa: F821


# --- the last layer ---------------------------------------------------------------------------


def layer(h, W, dz):
    return dz @ W.T, h.T @ dz, dz.sum(axis=0)


@wrong(check.last_layer, "divide y - t by N, once")
def forgets_n(h, W, y, t):
    return layer(h, W, y - t)


@wrong(check.last_layer, "It is divided by N twice")
def divides_twice(h, W, y, t):
    dz = (y - t) / len(y)
    return dz @ W.T / len(y), h.T @ dz / len(y), dz.mean(axis=0)


@wrong(check.last_layer, "and not by all numbers of y")
def divides_by_all(h, W, y, t):
    return layer(h, W, (y - t) / y.size)


@wrong(check.last_layer, "and not of classes")
def divides_by_the_classes(h, W, y, t):
    return layer(h, W, (y - t) / y.shape[1])


@wrong(check.last_layer, "b is added to every sample")
def does_not_sum_the_bias(h, W, y, t):
    dz = (y - t) / len(y)
    return dz @ W.T, h.T @ dz, dz


@wrong(check.last_layer, "The sum over the samples is wanted for b")
def takes_the_mean_for_the_bias(h, W, y, t):
    dz = (y - t) / len(y)
    return dz @ W.T, h.T @ dz, dz.mean(axis=0)


@wrong(check.last_layer, "Divided by N, the slopes of b are too")
def forgets_n_at_the_bias(h, W, y, t):
    dh, dW, _ = layer(h, W, (y - t) / len(y))
    return dh, dW, (y - t).sum(axis=0)


@wrong(check.last_layer, "Each class has a bias of its own")
def sums_over_everything(h, W, y, t):
    dz = (y - t) / len(y)
    return dz @ W.T, h.T @ dz, dz.sum()


@wrong(check.last_layer, "Which of the two arrays has to be turned round, with .T?")
def forgets_to_turn_w(h, W, y, t):
    dz = (y - t) / len(y)
    return dz @ W, h.T @ dz, dz.sum(axis=0)


@wrong(check.last_layer, "On the way back W is turned round: dh takes W.T.")
def turns_w_only_where_it_must(h, W, y, t):
    dz = (y - t) / len(y)
    turned = W if W.shape == (dz.shape[1], dz.shape[1]) else W.T
    return dz @ turned, h.T @ dz, dz.sum(axis=0)


@wrong(check.last_layer, "yours have the other sign")
def target_minus_probability(h, W, y, t):
    return layer(h, W, (t - y) / len(y))


@wrong(check.last_layer, "The target is missing")
def forgets_the_target(h, W, y, t):
    return layer(h, W, y / len(y))


@wrong(check.last_layer, "t alone is no slope")
def takes_the_target_alone(h, W, y, t):
    return layer(h, W, -t / len(y))


@wrong(check.last_layer, "leave y * (1 - y) out")
def bends_once_more(h, W, y, t):
    return layer(h, W, (y - t) * y * (1 - y) / len(y))


@wrong(check.last_layer, "That is the slope of a squared error")
def of_a_squared_error(h, W, y, t):
    return layer(h, W, 2 * (y - t) / len(y))


@wrong(check.last_layer, "The slope of h ends at h")
def goes_on_through_tanh(h, W, y, t):
    dh, dW, db = layer(h, W, (y - t) / len(y))
    return dh * (1 - h * h), dW, db


@wrong(check.last_layer, "turn h round, and not y - t")
def turns_the_wrong_one(h, W, y, t):
    dz = (y - t) / len(y)
    return dz @ W.T, dz.T @ h, dz.sum(axis=0)


@wrong(check.last_layer, "The order is dh, dW, db.")
def in_the_order_of_the_lesson(h, W, y, t):
    dh, dW, db = layer(h, W, (y - t) / len(y))
    return dW, db, dh


@wrong(check.last_layer, "yours has no h in it")
def without_h(h, W, y, t):
    dh, _, db = layer(h, W, (y - t) / len(y))
    return dh, np.ones_like(h).T @ (y - t) / len(y), db


@wrong(check.last_layer, "yours has no W in it")
def without_w(h, W, y, t):
    _, dW, db = layer(h, W, (y - t) / len(y))
    return (y - t) @ np.ones_like(W).T / len(y), dW, db


@wrong(check.last_layer, "Three arrays are wanted")
def returns_two(h, W, y, t):
    return layer(h, W, (y - t) / len(y))[:2]


@wrong(check.last_layer, "The numbers are right, but their shape is (1, 2): it should be (2,).")
def keeps_the_row(h, W, y, t):
    dz = (y - t) / len(y)
    return dz @ W.T, h.T @ dz, dz.sum(axis=0, keepdims=True)


@wrong(check.last_layer, "That is a dictionary: return what is in it alone.")
def in_a_dictionary(h, W, y, t):
    return dict(zip(("dh", "dW", "db"), layer(h, W, (y - t) / len(y)), strict=True))


@wrong(check.last_layer, "it changes y, which the caller still needs")
def subtracts_in_place(h, W, y, t):
    y -= t
    return layer(h, W, y / len(y))


# --- the gradient check -----------------------------------------------------------------------


def both(f, x, slopes):
    numbers = numerical_gradient(f, x)
    return abs(numbers - slopes), max(abs(numbers).max(), abs(slopes).max()), numbers


@wrong(check.largest_error, "That is the largest difference alone")
def not_divided(f, x, slopes):
    return abs(numerical_gradient(f, x) - slopes).max()


@wrong(check.largest_error, "the slopes of backward may be the larger ones")
def by_the_numerical_ones(f, x, slopes):
    gap, _, numbers = both(f, x, slopes)
    return gap.max() / abs(numbers).max()


@wrong(check.largest_error, "the numerical slopes may be the larger ones")
def by_those_of_backward(f, x, slopes):
    gap, *_ = both(f, x, slopes)
    return gap.max() / abs(slopes).max()


@wrong(check.largest_error, "The mean hides one wrong slope")
def the_mean(f, x, slopes):
    gap, high, _ = both(f, x, slopes)
    return gap.mean() / high


@wrong(check.largest_error, "The sum grows with the number of slopes")
def the_sum(f, x, slopes):
    gap, high, _ = both(f, x, slopes)
    return gap.sum() / high


@wrong(check.largest_error, "Means, or sums, hide one wrong slope")
def sums_of_both(f, x, slopes):
    gap, _, numbers = both(f, x, slopes)
    return gap.sum() / max(abs(numbers).sum(), abs(slopes).sum())


@wrong(check.largest_error, "take abs of the differences")
def without_abs_above(f, x, slopes):
    _, high, numbers = both(f, x, slopes)
    return (numbers - slopes).max() / high


@wrong(check.largest_error, "take abs of the slopes")
def without_abs_below(f, x, slopes):
    gap, _, numbers = both(f, x, slopes)
    return gap.max() / max(numbers.max(), slopes.max())


@wrong(check.largest_error, "one by one, a slope near 0 blows up")
def one_by_one(f, x, slopes):
    gap, _, numbers = both(f, x, slopes)
    return (gap / np.maximum(abs(numbers), abs(slopes))).max()


@wrong(check.largest_error, "return the largest of them")
def of_all_slopes(f, x, slopes):
    gap, high, _ = both(f, x, slopes)
    return gap / high


@wrong(check.largest_error, "take the largest, and divide it by the largest slope")
def the_differences(f, x, slopes):
    return abs(numerical_gradient(f, x) - slopes)


@wrong(check.largest_error, "Compare slope by slope")
def of_the_two_largest(f, x, slopes):
    _, high, numbers = both(f, x, slopes)
    return abs(abs(numbers).max() - abs(slopes).max()) / high


@wrong(check.largest_error, "and not by their sum")
def by_the_sum(f, x, slopes):
    gap, _, numbers = both(f, x, slopes)
    return gap.max() / (abs(numbers).max() + abs(slopes).max())


@wrong(check.largest_error, "and not by the smaller")
def by_the_smaller(f, x, slopes):
    gap, _, numbers = both(f, x, slopes)
    return gap.max() / min(abs(numbers).max(), abs(slopes).max())


@wrong(check.largest_error, "That is by the lengths of the gradients")
def by_lengths(f, x, slopes):
    gap, _, numbers = both(f, x, slopes)
    lengths = np.linalg.norm(numbers) + np.linalg.norm(slopes)
    return np.linalg.norm(gap) / lengths


@wrong(check.largest_error, "That is the smallest difference")
def the_smallest(f, x, slopes):
    gap, high, _ = both(f, x, slopes)
    return gap.min() / high


@wrong(check.largest_error, "That is the forward difference")
def by_forward_differences(f, x, slopes):
    numbers = numerical_gradient(f, x, method="forward")
    return abs(numbers - slopes).max() / max(abs(numbers).max(), abs(slopes).max())


@wrong(check.largest_error, "do not take it from 1")
def how_well_they_agree(f, x, slopes):
    gap, high, _ = both(f, x, slopes)
    return 1 - gap.max() / high


@wrong(check.largest_error, "max(a, b) compares single numbers")
def takes_max_of_arrays(f, x, slopes):
    numbers = numerical_gradient(f, x)
    return abs(numbers - slopes).max() / max(abs(numbers), abs(slopes))


@wrong(check.largest_error, "Return the error itself")
def says_whether_it_passes(f, x, slopes):
    gap, high, _ = both(f, x, slopes)
    return bool(gap.max() / high < 1e-6)


enter_all(
    {
        check.relu: {
            "It is turned round: the slope passes": [lambda dh, a: dh * (a < 0)],
            "and not nan": [lambda dh, a: np.where(a > 0, dh, float("nan"))],
            "do not multiply by a": [lambda dh, a: dh * a],
            "nothing leaks through": [lambda dh, a: np.where(a > 0, dh, 0.1 * dh)],
            "leave 1 - a * a out": [lambda dh, a: dh * (1 - np.maximum(a, 0) ** 2)],
        },
        check.last_layer: {
            "Each class has a bias of its own": [
                lambda h, W, y, t: (*layer(h, W, (y - t) / len(y))[:2], (y - t).sum(1) / len(y)),
            ],
            "The order is dh, dW, db.": [
                lambda h, W, y, t: layer(h, W, (y - t) / len(y))[::-1],
                lambda h, W, y, t: [layer(h, W, (y - t) / len(y))[i] for i in (1, 0, 2)],
            ],
            "Which of the two arrays has to be turned round, with .T?": [
                lambda h, W, y, t: (y @ W.T, h @ (y - t) / len(y), y.sum(0)),
            ],
        },
        check.largest_error: {
            "one by one, a slope near 0 blows up": [
                lambda f, x, slopes: (both(f, x, slopes)[0] / abs(both(f, x, slopes)[2])).max(),
            ],
            "take the largest, and divide it by the largest slope": [
                lambda f, x, slopes: numerical_gradient(f, x) - slopes,
            ],
        },
    }
)
