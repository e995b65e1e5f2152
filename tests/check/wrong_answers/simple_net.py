"""What readers write in lesson 06 that is not right, and the hint that each draws."""

import numpy as np

from gradlab.check import simple_net as check
from wrong_answers import wrong


@wrong(check.softmax, "take the largest logit away before")
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


@wrong(check.softmax, "take the largest logit of each row away")
def shifts_all_rows_by_the_same(z):
    exp = np.exp(z - z.max())
    return exp / exp.sum(axis=-1, keepdims=True)


@wrong(check.softmax, "Take exp of the logits first")
def no_exp(z):
    return z / z.sum(axis=-1, keepdims=True)


@wrong(check.cross_entropy, "a minus is missing")
def no_minus(y, k):
    return np.log(y[k] + 1e-7)


@wrong(check.cross_entropy, "log(0) is minus infinity")
def log_of_zero(y, k):
    return -np.log(y[k])


@wrong(check.cross_entropy, "That is the share that the net likes most")
def wrong_entry(y, k):
    return -np.log(y[y.argmax()] + 1e-7)


@wrong(check.cross_entropy, "not the sum over all")
def sum_over_all(y, k):
    return -np.log(y + 1e-7).sum()


@wrong(check.cross_entropy, "That is log to base 10")
def base_ten(y, k):
    return -np.log10(y[k] + 1e-7)


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
