"""What readers write in lesson 06 that is not right, and the hint that each draws."""

import math

import numpy as np

from gradlab import softmax
from gradlab.check import simple_net as check
from wrong_answers import enter_all, wrong


@wrong(check.softmax, "subtract the largest logit before")
def no_shift(z):
    return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)


@wrong(check.softmax, "yours do so over all rows")
def sums_over_everything(z):
    exp = np.exp(z - z.max())
    return exp / exp.sum()


@wrong(check.softmax, "You add up down the columns")
def sums_down_the_columns(z):
    exp = np.exp(z - z.max(axis=0))
    return exp / exp.sum(axis=0)


@wrong(check.softmax, "it changes z, which the caller still needs")
def changes_its_argument(z):
    z -= z.max(axis=-1, keepdims=True)
    return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)


@wrong(check.softmax, "divide by their sum")
def does_not_divide(z):
    return np.exp(z)


@wrong(check.softmax, "divide them by their sum")
def shifts_and_does_not_divide(z):
    return np.exp(z - z.max())


@wrong(check.softmax, "subtract the largest logit of each row")
def shifts_all_rows_by_the_same(z):
    exp = np.exp(z - z.max())
    return exp / exp.sum(axis=-1, keepdims=True)


@wrong(check.softmax, "Take exp of the logits first")
def no_exp(z):
    return z / z.sum(axis=-1, keepdims=True)


@wrong(check.cross_entropy, "a minus is missing")
def no_minus(y, c):
    return np.log(y[c] + 1e-7)


@wrong(check.cross_entropy, "log(0) is minus infinity")
def log_of_zero(y, c):
    return -np.log(y[c])


@wrong(check.cross_entropy, "That is the share that the net likes most")
def wrong_entry(y, c):
    return -np.log(y[y.argmax()] + 1e-7)


@wrong(check.cross_entropy, "not the sum over all")
def sum_over_all(y, c):
    return -np.log(y + 1e-7).sum()


@wrong(check.cross_entropy, "That is log to base 10")
def base_ten(y, c):
    return -np.log10(y[c] + 1e-7)


@wrong(check.step, "The loss grows")
def plus(W, gradient, lr):
    return W + lr * gradient


@wrong(check.step, "That is the gradient itself")
def replaces_w(W, gradient, lr):
    W = gradient
    return W


@wrong(check.step, "it changes W, which the caller still needs")
def changes_w_in_place(W, gradient, lr):
    W -= lr * gradient
    return W


@wrong(check.step, "That is the move alone")
def the_move_alone(W, gradient, lr):
    return -lr * gradient


@wrong(check.step, "W does not move")
def stays(W, gradient, lr):
    W - lr * gradient
    return W


@wrong(check.step, "lr is missing")
def without_lr(W, gradient, lr):
    return W - gradient


@wrong(check.softmax, "There is no such axis")
def adds_up_axis_1(z):
    e = np.exp(z - z.max())
    return e / e.sum(axis=1)


@wrong(check.softmax, "keepdims=True keeps the axis")
def loses_the_column(z):
    e = np.exp(z - z.max(axis=-1))
    return e / e.sum(axis=-1)


@wrong(check.softmax, "yours do so over all rows")
def shifts_by_row_and_adds_up_everything(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum()


@wrong(check.softmax, "Cutting the logits off")
def cuts_off_at_700(z):
    e = np.exp(np.clip(z, -700, 700))
    return e / e.sum(axis=-1, keepdims=True)


@wrong(check.softmax, "nan in place of a share")
def replaces_nan(z):
    e = np.nan_to_num(np.exp(z))
    return e / e.sum(axis=-1, keepdims=True)


@wrong(check.softmax, "what is left is too large for exp")
def shifts_by_the_smallest(z):
    e = np.exp(z - z.min(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


@wrong(check.softmax, "That is the log of the shares")
def returns_the_log(z):
    shifted = z - z.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


@wrong(check.softmax, "The functions of math take one number")
def takes_math(z):
    return math.exp(z) / math.exp(z).sum()


@wrong(check.softmax, "exp(-z) turns the order round")
def turns_the_sign(z):
    e = np.exp(z.min(axis=-1, keepdims=True) - z)
    return e / e.sum(axis=-1, keepdims=True)


@wrong(check.softmax, "1 goes to the largest logit")
def takes_all_or_nothing(z):
    return (z == z.max(axis=-1, keepdims=True)).astype(float)


@wrong(check.softmax, "Write np.exp.")
def forgets_np(z):
    return exp(z) / exp(z).sum(axis=-1, keepdims=True)  # noqa: F821


@wrong(check.softmax, "is the largest of each row; max(z) is not")
def takes_pythons_max(z):
    e = np.exp(z - max(z))
    return e / e.sum(axis=-1, keepdims=True)


@wrong(check.softmax, "Rows and columns have changed places")
def turns_it(z):
    e = np.exp(z.T - z.max(axis=-1))
    return e / e.sum(axis=0)


@wrong(check.cross_entropy, "That is log to base 2")
def base_two(y, c):
    return -np.log2(y[c] + 1e-7)


@wrong(check.cross_entropy, "not all of y")
def all_of_y(y, c):
    return -np.log(y + 1e-7)


@wrong(check.cross_entropy, "A share of 0 costs most")
def costs_nothing_where_the_share_is_0(y, c):
    return -np.log(y[c]) if y[c] > 0 else 0


@wrong(check.cross_entropy, "Classes count from 0")
def counts_from_1(y, c):
    return -np.log(y[c - 1] + 1e-7)


@wrong(check.cross_entropy, "The functions of math take one number")
def takes_the_log_of_math(y, c):
    return -math.log(y + 1e-7)


@wrong(check.cross_entropy, "log(0) does not exist: add 1e-7")
def takes_math_without_1e_7(y, c):
    return -math.log(y[c])


@wrong(check.cross_entropy, "brackets take an element")
def writes_parentheses(y, c):
    return -np.log(y(c) + 1e-7)


@wrong(check.cross_entropy, "The small number inside the log is 1e-7")
def another_small_number(y, c):
    return -np.log(y[c] + 1e-10)


@wrong(check.cross_entropy, "it changes y, which the caller still needs")
def adds_to_y(y, c):
    y += 1e-7
    return -np.log(y[c])


@wrong(check.cross_entropy, "not multiplied by a share")
def entropy(y, c):
    return -(y * np.log(y + 1e-7)).sum()


@wrong(check.cross_entropy, "1 - y[c] is the share of all others")
def one_minus_the_share(y, c):
    return 1 - y[c]


@wrong(check.cross_entropy, "It is rounded")
def rounds_to_two_digits(y, c):
    return round(-np.log(y[c] + 1e-7), 2)


@wrong(check.step, "lr alone is subtracted")
def takes_lr_away(W, gradient, lr):
    return W - lr


@wrong(check.step, "Put no parentheses around W - gradient")
def multiplies_both(W, gradient, lr):
    return (W - gradient) * lr


@wrong(check.step, "W and the gradient have changed places")
def changes_their_places(W, gradient, lr):
    return gradient - lr * W


@wrong(check.step, "a small lr takes a small step")
def divides_by_lr(W, gradient, lr):
    return W - gradient / lr


@wrong(check.step, "take no sum, mean or row")
def adds_up_the_slopes(W, gradient, lr):
    return W - lr * gradient.sum()


@wrong(check.step, "leave abs out")
def loses_the_signs(W, gradient, lr):
    return W - lr * abs(gradient)


@wrong(check.step, "Rows and columns have changed places")
def returns_it_turned(W, gradient, lr):
    return (W - lr * gradient).T


@wrong(check.step, "The numbers are right, but their shape is (6,)")
def returns_it_flat(W, gradient, lr):
    return (W - lr * gradient).ravel()


@wrong(check.step, "do not fit each other")
def turns_the_gradient(W, gradient, lr):
    return W - lr * gradient.T


@wrong(check.step, "Between a number and a parenthesis stands *.")
def leaves_out_the_times(W, gradient, lr):
    return W - lr(gradient)


def shares(values):
    return values / values.sum(axis=-1, keepdims=True)


def rowmax(z):
    return z.max(axis=-1, keepdims=True)


# The same mistakes in other forms, and what is rarer: each line draws the hint above it.
OTHER = {
    check.softmax: {
        "divide them by their sum": [
            lambda z: np.exp(z - z.max(axis=-1, keepdims=True)),
        ],
        "You add up down the columns": [
            lambda z: np.exp(z - rowmax(z)) / np.exp(z - rowmax(z)).sum(axis=0),
        ],
        "Take exp of the logits first": [
            lambda z: shares(z - z.max()),
            lambda z: z / z.sum(),
        ],
        "not by the sum of the logits": [
            lambda z: np.exp(z) / z.sum(axis=-1, keepdims=True),
            lambda z: np.exp(z - rowmax(z)) / z.sum(axis=-1, keepdims=True),
        ],
        "not by how many there are": [
            lambda z: np.exp(z) / z.shape[-1],
            lambda z: np.exp(z - rowmax(z)) / z.shape[-1],
            lambda z: np.exp(z) / z.size,
        ],
        "yours is another function": [
            lambda z: shares(2**z),
            lambda z: shares(10**z),
            lambda z: shares(z**2),
            lambda z: shares(abs(z)),
            lambda z: shares(1 / (1 + np.exp(-z))),
        ],
        "That is the sigmoid": [
            lambda z: 1 / (1 + np.exp(-z)),
        ],
        "Return the shares of all logits": [
            lambda z: shares(np.exp(z - rowmax(z))).max(axis=-1),
        ],
        "Divided twice": [
            lambda z: shares(np.exp(z)) / np.exp(z).sum(axis=-1, keepdims=True),
        ],
        "Cutting the logits off": [
            lambda z: shares(np.exp(np.clip(z, -1, 1))),
            lambda z: shares(np.exp(np.clip(z, -10, 10))),
            lambda z: shares(np.exp(np.clip(z, -50, 50))),
            lambda z: shares(np.exp(np.clip(z, -100, 100))),
            lambda z: shares(np.exp(np.clip(z, -500, 500))),
            lambda z: shares(np.exp(np.clip(z, -709, 709))),
            lambda z: shares(np.exp(np.minimum(z, 700))),
        ],
        "what is left is too large for exp": [
            lambda z: shares(np.exp(z - z.mean(axis=-1, keepdims=True))),
            lambda z: shares(np.exp(z - z[..., :1])),
            lambda z: shares(np.exp(z - z[..., -1:])),
        ],
        "nan in place of a share": [
            lambda z: np.nan_to_num(shares(np.exp(z))),
        ],
    },
    check.cross_entropy: {
        "the net likes least": [
            lambda y, c: -np.log(y.min() + 1e-7),
        ],
        "not the sum over all": [
            lambda y, c: -np.log(y + 1e-7).mean(),
            lambda y, c: np.log(y + 1e-7).sum(),
        ],
        "not all of y": [
            lambda y, c: np.log(y + 1e-7),
        ],
        "That is log to base 10": [
            lambda y, c: np.log10(y[c] + 1e-7),
        ],
        "That is log to base 2": [
            lambda y, c: np.log2(y[c] + 1e-7),
        ],
        "log1p adds 1": [
            lambda y, c: -np.log1p(y[c]),
            lambda y, c: -np.log(1 + y[c]),
        ],
        "not multiplied by a share": [
            lambda y, c: -y[c] * np.log(y[c] + 1e-7),
            lambda y, c: y[c] * np.log(y[c] + 1e-7),
        ],
        "Classes count from 0": [
            lambda y, c: np.log(y[c - 1] + 1e-7),
        ],
        "That is the share, and not yet its log": [
            lambda y, c: y[c],
            lambda y, c: -y[c],
        ],
        "what the others get": [
            lambda y, c: -np.log(1 - y[c]),
            lambda y, c: np.log(1 - y[c]),
        ],
        "Take the log, and not exp": [
            lambda y, c: np.exp(-y[c]),
            lambda y, c: np.exp(y[c]),
            lambda y, c: -np.exp(y[c]),
        ],
        "and not of c itself": [
            lambda y, c: -np.log(c + 1e-7),
        ],
        "The small number inside the log is 1e-7": [
            lambda y, c: -np.log(y[c] + 1e-3),
            lambda y, c: -np.log(y[c] + 1e-4),
            lambda y, c: -np.log(y[c] + 1e-5),
            lambda y, c: -np.log(y[c] + 1e-8),
            lambda y, c: -np.log(y[c] + 1e-9),
            lambda y, c: -np.log(y[c] + 1e-12),
            lambda y, c: -np.log(y[c] + 1e-15),
            lambda y, c: -np.log(y[c] + 1e-300),
        ],
        "log(0) is minus infinity": [
            lambda y, c: -np.log(y[c]) + 1e-7,
        ],
    },
    check.step: {
        "That is how far W moves": [
            lambda W, gradient, lr: lr * gradient,
        ],
        "Plus leads uphill, and lr is not used": [
            lambda W, gradient, lr: W + gradient,
        ],
        "W shrinks by lr times itself": [
            lambda W, gradient, lr: W - lr * W,
            lambda W, gradient, lr: W * lr,
        ],
        "W and the gradient have changed places": [
            lambda W, gradient, lr: lr * gradient - W,
        ],
        "take no sum, mean or row": [
            lambda W, gradient, lr: W - lr * gradient.mean(),
            lambda W, gradient, lr: W - lr * np.linalg.norm(gradient),
        ],
        "do not divide by its length": [
            lambda W, gradient, lr: W - lr * gradient / np.linalg.norm(gradient),
            lambda W, gradient, lr: W - lr * gradient / (np.linalg.norm(gradient) or 1),
        ],
        "Use the lr that is given": [
            lambda W, gradient, lr: W - 0.01 * gradient,
            lambda W, gradient, lr: W - 0.1 * gradient,
            lambda W, gradient, lr: W - 0.5 * gradient,
        ],
        "W is multiplied by the step": [
            lambda W, gradient, lr: W * lr * gradient,
        ],
    },
}
enter_all(OTHER)


@wrong(check.softmax, "zeros_like of whole numbers cuts the digits off")
def fills_an_array_like_the_logits(z):
    shares = np.zeros_like(z)
    shares[...] = softmax(z)
    return shares


@wrong(check.cross_entropy, "Add 1e-7 to each share, also to one above 0.")
def by_the_larger(y, c):
    return -np.log(max(y[c], 1e-7))


@wrong(check.cross_entropy, "Add 1e-7 to each share, also to one above 0.")
def by_clip(y, c):
    return -np.log(np.clip(y, 1e-7, 1))[c]


@wrong(check.cross_entropy, "Add 1e-7 to each share, also to one above 0.")
def in_place_of_0_alone(y, c):
    return -np.log(y[c] if y[c] > 0 else 1e-7)


@wrong(check.step, "it returns a list, which does not calculate as an array does")
def forgets_the_array(W, gradient, lr):
    return [w - lr * g for w, g in zip(W, gradient, strict=True)]


enter_all(
    {
        check.softmax: {
            "and add up each row alone": [lambda z: np.exp(z) / np.exp(z).sum()],
            "1000 is the largest of the example alone": [
                lambda z: np.exp(z - 1000) / np.exp(z - 1000).sum(axis=-1, keepdims=True),
            ],
            "and do not divide by it": [
                lambda z: softmax(z / z.max(axis=-1, keepdims=True)),
            ],
            "The largest logit is added": [
                lambda z: (
                    np.exp(z + z.max(axis=-1, keepdims=True))
                    / np.exp(z + z.max(axis=-1, keepdims=True)).sum(axis=-1, keepdims=True)
                ),
            ],
        },
        check.cross_entropy: {
            "The small number inside the log is 1e-7": [lambda y, c: -np.log(y[c] + 1e7)],
            "do not divide by the number of classes": [
                lambda y, c: -np.log(y[c] + 1e-7) / len(y),
            ],
            "take y[c], and not y[0]": [lambda y, c: -np.log(y[0] + 1e-7)],
            "y holds shares already": [lambda y, c: -np.log(softmax(y)[c] + 1e-7)],
            "Leave the terms with 1 - y out": [
                lambda y, c: -np.log(y[c] + 1e-7) - np.log(1 - y[c] + 1e-7),
            ],
            "That is the squared error": [lambda y, c: ((y - np.eye(len(y))[c]) ** 2).sum()],
        },
        check.step: {
            "It is rounded": [lambda W, gradient, lr: np.round(W - lr * gradient, 3)],
            "each weight has its own slope, so write lr * gradient": [
                lambda W, gradient, lr: W - lr * (W @ gradient),
            ],
            "Put no parentheses around W - lr": [lambda W, gradient, lr: (W - lr) * gradient],
            "and not times W, too": [lambda W, gradient, lr: W - lr * gradient * W],
            "Take one step": [lambda W, gradient, lr: W - lr * gradient - lr * gradient],
            "leave np.sign out": [lambda W, gradient, lr: W - lr * np.sign(gradient)],
            "Do not divide the slopes by how many": [
                lambda W, gradient, lr: W - lr * gradient / len(W),
            ],
            "Every row moves": [lambda W, gradient, lr: (W - lr * gradient)[0]],
        },
    }
)


enter_all(
    {
        check.softmax: {
            "keepdims=True keeps the axis": [
                lambda z: shifted(z) / sum(shifted(z)[..., i : i + 1] for i in range(3)),
            ],
            "Subtract the largest logit inside of exp": [
                lambda z: over_sum(np.exp(z) - z.max(axis=-1, keepdims=True)),
            ],
            "Both need the same shift": [
                lambda z: shifted(z) / np.exp(z).sum(axis=-1, keepdims=True),
            ],
            "subtract the largest logit of each row": [
                lambda z: over_sum(np.exp(z - np.maximum(z.max(axis=-1, keepdims=True), 0))),
                lambda z: over_sum(np.exp(z - abs(z).max(axis=-1, keepdims=True))),
            ],
        },
        check.cross_entropy: {
            "not infinitely much": [
                lambda y, c: -np.log(y[c] + 1e-7) if y[c] else math.inf,
            ],
            "log(0) is minus infinity": [lambda y, c: -(np.log(y)[c] + 1e-7)],
            "1e-7 is added, and not multiplied": [lambda y, c: -np.log(y[c] * 1e-7)],
            "Classes count from 0": [lambda y, c: -np.log(np.roll(y, -1)[c] + 1e-7)],
            "do not cut it off": [lambda y, c: min(10, -np.log(y[c] + 1e-7))],
            "The sign is lost": [lambda y, c: abs(np.log(y[c] + 1e-7))],
            "It goes wrong only where c is 0": [
                lambda y, c: -np.log((y[c] if c else y.max()) + 1e-7),
            ],
            "Add 1e-7 to each share, also to one above 0.": [
                lambda y, c: -np.log(y[c].clip(1e-7, 1 - 1e-7))
            ],
        },
        check.step: {
            "leave the square out": [lambda W, gradient, lr: W - lr * gradient**2],
            "Slopes below 0 count, too": [
                lambda W, gradient, lr: W - lr * np.maximum(gradient, 0),
            ],
            "do not cut it off": [lambda W, gradient, lr: W - lr * gradient.clip(-1, 1)],
            "take no sum, mean or row": [
                lambda W, gradient, lr: W - lr * gradient.mean(axis=0),
                lambda W, gradient, lr: W - lr * gradient[0],
            ],
            "It never goes below 0": [lambda W, gradient, lr: np.maximum(W - lr * gradient, 0)],
        },
    }
)


def shifted(z):
    return np.exp(z - z.max(axis=-1, keepdims=True))


def over_sum(values):
    return values / values.sum(axis=-1, keepdims=True)
