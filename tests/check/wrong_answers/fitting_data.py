"""What readers write in lesson 07 that is not right, and the hint that each draws."""

import numpy as np

from gradlab.check import fitting_data as check
from gradlab.data import line_gradient
from wrong_answers import enter_all, wrong

# --- the gradient of a mean of squares --------------------------------------------------------


@wrong(check.loss_slopes, "That is the sum over all points: take the mean.")
def adds_up(w, b, x, t):
    r = w * x + b - t
    return np.array([2 * r @ x, 2 * r.sum()])


@wrong(check.loss_slopes, "r**2 has the slope 2 * r: the 2 is missing.")
def forgets_the_2(w, b, x, t):
    r = w * x + b - t
    return np.array([np.mean(r * x), np.mean(r)])


@wrong(check.loss_slopes, "with its sign turned, descent goes uphill")
def turns_the_miss(w, b, x, t):
    r = t - (w * x + b)
    return np.array([np.mean(2 * r * x), np.mean(2 * r)])


@wrong(check.loss_slopes, "along w a miss counts x times.")
def forgets_x(w, b, x, t):
    r = w * x + b - t
    return np.array([np.mean(2 * r), np.mean(2 * r)])


@wrong(check.loss_slopes, "along b leave x out")
def takes_x_twice(w, b, x, t):
    r = w * x + b - t
    return np.array([np.mean(2 * r * x)] * 2)


@wrong(check.loss_slopes, "before you take the mean")
def multiplies_two_means(w, b, x, t):
    r = w * x + b - t
    return np.array([2 * np.mean(r) * np.mean(x), 2 * np.mean(r)])


@wrong(check.loss_slopes, "take the mean of each of the two")
def returns_what_each_adds(w, b, x, t):
    r = w * x + b - t
    return np.array([2 * r * x, 2 * r])


@wrong(check.loss_slopes, "The order is turned round")
def puts_b_first(w, b, x, t):
    r = w * x + b - t
    return np.array([np.mean(2 * r), np.mean(2 * r * x)])


@wrong(check.loss_slopes, "That is a single number: an array of shape (2,) is wanted.")
def returns_the_loss(w, b, x, t):
    return np.mean((w * x + b - t) ** 2)


@wrong(check.loss_slopes, "x and t have a number for each point")
def multiplies_as_matrices(w, b, x, t):
    r = (w * x + b - t)[:, None]
    return np.array([2 * np.mean(r @ x[:, None]), 2 * np.mean(r)])


# --- one epoch --------------------------------------------------------------------------------


@wrong(check.epoch, "The points come in order, x[batch]")
def does_not_shuffle(wb, x, t, size, lr, order):
    for k in range(0, len(x), size):
        wb = wb - lr * line_gradient(wb, x[k : k + size], t[k : k + size])
    return wb


@wrong(check.epoch, "The last batch may be short")
def drops_the_last(wb, x, t, size, lr, order):
    wb = wb.copy()
    for k in range(len(order) // size):
        batch = order[k * size : (k + 1) * size]
        wb = wb - lr * line_gradient(wb, x[batch], t[batch])
    return wb


@wrong(check.epoch, "and not the one at the start")
def takes_one_gradient_for_all(wb, x, t, size, lr, order):
    end = wb.copy()
    for k in range(0, len(order), size):
        batch = order[k : k + size]
        end -= lr * line_gradient(wb, x[batch], t[batch])
    return end


@wrong(check.epoch, "and not of all points")
def takes_all_points_each_time(wb, x, t, size, lr, order):
    for _ in range(0, len(order), size):
        wb = wb - lr * line_gradient(wb, x, t)
    return wb


@wrong(check.epoch, "That is one step with all points")
def takes_one_step(wb, x, t, size, lr, order):
    return wb - lr * line_gradient(wb, x[order], t[order])


@wrong(check.epoch, "that is the first step alone")
def returns_too_soon(wb, x, t, size, lr, order):
    for k in range(0, len(order), size):
        batch = order[k : k + size]
        return wb - lr * line_gradient(wb, x[batch], t[batch])


@wrong(check.epoch, "else points get times of others")
def shuffles_x_alone(wb, x, t, size, lr, order):
    x = x[order]
    for k in range(0, len(x), size):
        wb = wb - lr * line_gradient(wb, x[k : k + size], t[k : k + size])
    return wb


@wrong(check.epoch, "It goes uphill")
def climbs(wb, x, t, size, lr, order):
    for k in range(0, len(order), size):
        batch = order[k : k + size]
        wb = wb + lr * line_gradient(wb, x[batch], t[batch])
    return wb


@wrong(check.epoch, "it changes wb, which the caller still needs")
def changes_the_start(wb, x, t, size, lr, order):
    for k in range(0, len(order), size):
        batch = order[k : k + size]
        wb -= lr * line_gradient(wb, x[batch], t[batch])
    return wb


@wrong(check.epoch, "line_gradient takes a batch of points")
def takes_single_numbers(wb, x, t, size, lr, order):
    for i in order:
        wb = wb - lr * line_gradient(wb, x[i], t[i])
    return wb


@wrong(check.epoch, "and not how many batches there are")
def deals_into_size_batches(wb, x, t, size, lr, order):
    for batch in np.array_split(order, size):
        if len(batch):
            wb = wb - lr * line_gradient(wb, x[batch], t[batch])
    return wb


@wrong(check.epoch, "The short batch takes a step like the others")
def adds_up_and_divides_by_size(wb, x, t, size, lr, order):
    for k in range(0, len(order), size):
        batch = order[k : k + size]
        r = wb[0] * x[batch] + wb[1] - t[batch]
        wb = wb - lr * 2 * np.array([np.sum(r * x[batch]), np.sum(r)]) / size
    return wb


@wrong(check.epoch, "order is shuffled already")
def shuffles_anew(wb, x, t, size, lr, order):
    order = np.random.default_rng(0).permutation(len(x))
    for k in range(0, len(order), size):
        batch = order[k : k + size]
        wb = wb - lr * line_gradient(wb, x[batch], t[batch])
    return wb


@wrong(check.epoch, "yours are in the one before")
def lays_the_rest_to_the_last(wb, x, t, size, lr, order):
    count = max(len(order) // size, 1)
    for k in range(count):
        batch = order[k * size : (k + 1) * size if k < count - 1 else None]
        wb = wb - lr * line_gradient(wb, x[batch], t[batch])
    return wb


# --- the scale of the points ------------------------------------------------------------------


@wrong(check.standardise, "The scale is that of x")
def takes_the_scale_of_the_new(x, new):
    return (new - new.mean(axis=0)) / new.std(axis=0)


@wrong(check.standardise, "The scale is that of x")
def takes_the_scale_of_both(x, new):
    both = np.vstack([x, new])
    return (new - both.mean(axis=0)) / both.std(axis=0)


@wrong(check.standardise, "np.std divides by n: leave ddof out")
def divides_by_one_less(x, new):
    return (new - x.mean(axis=0)) / x.std(axis=0, ddof=1)


@wrong(check.standardise, "Each column has a mean and a deviation of its own")
def takes_one_mean_for_all(x, new):
    return (new - x.mean()) / x.std()


@wrong(check.standardise, "the unit is still there")
def only_centres(x, new):
    return new - x.mean(axis=0)


@wrong(check.standardise, "Subtract the mean of x before you divide.")
def only_divides(x, new):
    return new / x.std(axis=0)


@wrong(check.standardise, "and not by its square")
def divides_by_the_variance(x, new):
    return (new - x.mean(axis=0)) / x.var(axis=0)


@wrong(check.standardise, "Parentheses are missing")
def forgets_parentheses(x, new):
    return new - x.mean(axis=0) / x.std(axis=0)


@wrong(check.standardise, "Those are the rows of x")
def returns_the_old_rows(x, new):
    return (x - x.mean(axis=0)) / x.std(axis=0)


@wrong(check.standardise, "That is the way back")
def undoes(x, new):
    return new * x.std(axis=0) + x.mean(axis=0)


@wrong(check.standardise, "it changes new, which the caller still needs")
def works_in_place(x, new):
    new[...] = (new - x.mean(axis=0)) / x.std(axis=0)
    return new


# --- the way back -----------------------------------------------------------------------------


@wrong(check.line_back, "w and b are still those for standardised x")
def forgets_to_undo(w, b, x):
    return np.array([w, b])


@wrong(check.line_back, "b changes, too")
def undoes_w_alone(w, b, x):
    return np.array([w / x.std(), b])


@wrong(check.line_back, "yours is the old one")
def takes_the_old_slope(w, b, x):
    return np.array([w / x.std(), b - w * x.mean()])


@wrong(check.line_back, "Divide w by the deviation")
def multiplies_w(w, b, x):
    slope = w * x.std()
    return np.array([slope, b - slope * x.mean()])


@wrong(check.line_back, "at x = 0 the line is left of the mean")
def adds_instead(w, b, x):
    slope = w / x.std()
    return np.array([slope, b + slope * x.mean()])


@wrong(check.line_back, "np.std divides by n: leave ddof out")
def back_by_one_less(w, b, x):
    slope = w / x.std(ddof=1)
    return np.array([slope, b - slope * x.mean()])


@wrong(check.line_back, "b is in the unit of t")
def divides_b(w, b, x):
    return np.array([w / x.std(), (b - w * x.mean() / x.std()) / x.std()])


@wrong(check.line_back, "That is the way back of an x")
def brings_both_back_as_an_x(w, b, x):
    return np.array([w * x.std() + x.mean(), b * x.std() + x.mean()])


def steps(wb, x, t, lr, batches):
    for batch in batches:
        wb = wb - lr * line_gradient(wb, x[batch], t[batch])
    return wb


def dealt(order, size):
    return [order[k : k + size] for k in range(0, len(order), size)]


# The same mistakes in other forms, and what is rarer: each line draws the hint above it.
OTHER = {
    check.loss_slopes: {
        "The 2 is missing, and the sum is not divided": [
            lambda w, b, x, t: np.array([(w * x + b - t) @ x, (w * x + b - t).sum()]),
        ],
        "b is missing in the miss.": [
            lambda w, b, x, t: 2 * np.array([np.mean((w * x - t) * x), np.mean(w * x - t)]),
        ],
        "and not by one less": [
            lambda w, b, x, t: (
                2 * np.array([(w * x + b - t) @ x, (w * x + b - t).sum()]) / max(len(x) - 1, 0.5)
            ),
        ],
        "the gradient of the root of the loss": [
            lambda w, b, x, t: (
                np.array([np.mean((w * x + b - t) * x), np.mean(w * x + b - t)])
                / np.sqrt(np.mean((w * x + b - t) ** 2))
            ),
        ],
        "The sign of a miss counts": [
            lambda w, b, x, t: (
                2 * np.array([np.mean(abs(w * x + b - t) * x), np.mean(abs(w * x + b - t))])
            ),
        ],
        "Those are the slopes of the mean of |r|": [
            lambda w, b, x, t: np.array(
                [np.mean(np.sign(w * x + b - t) * x), np.mean(np.sign(w * x + b - t))]
            ),
        ],
        "That is near, and not the same": [
            lambda w, b, x, t: np.array(
                [
                    (np.mean(((w + h) * x + b - t) ** 2) - np.mean((w * x + b - t) ** 2)) / h
                    for h in [1e-4]
                ]
                + [2 * np.mean(w * x + b - t)]
            ),
        ],
    },
    check.epoch: {
        "lr is missing": [
            lambda wb, x, t, size, lr, order: steps(wb, x, t, 1, dealt(order, size)),
        ],
        "Use the lr that is given": [
            lambda wb, x, t, size, lr, order: steps(wb, x, t, 0.1, dealt(order, size)),
        ],
        "A batch has size points: yours have one.": [
            lambda wb, x, t, size, lr, order: steps(wb, x, t, lr, order[:, None]),
        ],
        "yours are two epochs": [
            lambda wb, x, t, size, lr, order: steps(wb, x, t, lr, 2 * dealt(order, size)),
        ],
        "yours have one point too many": [
            lambda wb, x, t, size, lr, order: steps(
                wb, x, t, lr, [order[k : k + size + 1] for k in range(0, len(order), size)]
            ),
        ],
        "The first batch counts, too": [
            lambda wb, x, t, size, lr, order: steps(wb, x, t, lr, dealt(order, size)[1:]),
        ],
        "It is the first batch each time": [
            lambda wb, x, t, size, lr, order: steps(
                wb, x, t, lr, [order[:size] for _ in range(0, len(order), size)]
            ),
        ],
        "The batches overlap": [
            lambda wb, x, t, size, lr, order: steps(
                wb, x, t, lr, [order[k : k + size] for k in range(len(order))]
            ),
        ],
    },
    check.standardise: {
        "Each column has a mean and a deviation of its own": [
            lambda x, new: (new - x.mean(axis=1)) / x.std(axis=1),
            lambda x, new: (new - x.mean(axis=0)) / x.std(),
        ],
        "The scale is that of x": [
            lambda x, new: (new - new.mean(axis=0)) / x.std(axis=0),
        ],
        "That goes from the smallest to the largest": [
            lambda x, new: (new - x.min(axis=0)) / np.ptp(x, axis=0),
        ],
        "not by the length of a column": [
            lambda x, new: (new - x.mean(axis=0)) / np.linalg.norm(x - x.mean(axis=0), axis=0),
        ],
        "and not new from the mean": [lambda x, new: (x.mean(axis=0) - new) / x.std(axis=0)],
        "and not the median": [lambda x, new: (new - np.median(x, axis=0)) / x.std(axis=0)],
    },
    check.line_back: {
        "The slope has to change, too": [
            lambda w, b, x: np.array([w, b - w * x.mean() / x.std()]),
        ],
        "w is missing in the second number": [
            lambda w, b, x: np.array([w / x.std(), b - x.mean() / x.std()]),
        ],
        "and not the median": [
            lambda w, b, x: np.array([w / x.std(), b - w * np.median(x) / x.std()]),
        ],
        "The order is turned round": [
            lambda w, b, x: np.array([b - w * x.mean() / x.std(), w / x.std()]),
        ],
        "That is a single number": [lambda w, b, x: w / x.std()],
    },
}
enter_all(OTHER)
