"""The checks of lesson 07."""

import numpy as np

from ..data import Standard, line_gradient
from .exercise import Case, exercise

SEED = 7  # of the values that are tried: the same for every reader
OWN_LR = (0.01, 0.1, 0.5, 1)  # what readers write in place of lr
A_BATCH = (
    "line_gradient takes a batch of points, one or more: x[batch] and t[batch], with the same "
    "numbers out of order in both."
)
IN_ORDER = (
    "order is shuffled already: take the points as they stand in it, size at a time, and begin "
    "each step where the last one ended."
)
DOWN = "Each column has a mean and a deviation of its own: axis=0 goes down the columns."
SAMPLE = "np.std divides by n: leave ddof out, and take the root of the mean of the squares."


@exercise(
    "One look at each point gives both slopes, however many numbers a model has. Lesson 08 does "
    "the same for a net.",
    advice={
        "(broadcast|not aligned|core dimension)": (
            "x and t have a number for each point: multiply with *."
        )
    },
)
def loss_slopes():
    """Try the means of 2·r·x and of 2·r, for r = w·x + b - t.

    Open are the number of points, one too; the signs of all numbers, and 0; x far from 0, and
    around it; whole numbers; a line that meets a point.
    """
    random = np.random.default_rng(SEED)
    for n in (4, 3, 6, 9):
        x, t = random.uniform(-2, 5, n).round(1), random.uniform(8, 13, n).round(1)
        yield _case_of_slopes(*random.uniform(-2, 2, 2).round(1).tolist(), x, t)
    for w, b, x, t in (
        (-0.5, 12.0, np.array([3.0]), np.array([9.0])),
        (0.0, 0.0, np.array([1, 2, 4]), np.array([3, -1, 2])),
        (2.0, 1.0, np.array([-7.0, 0.0, 3.5, 2.0]), np.array([-13.0, 4.0, 8.0, 5.0])),
        (-0.1, 11.0, np.array([190.0, 201.0, 202.0]), np.array([12.0, 10.8, 9.7])),
    ):
        yield _case_of_slopes(w, b, x, t)


def _case_of_slopes(w, b, x, t):
    r, n = w * x + b - t, x.size
    right = _slopes(r, x)
    mistakes = {
        "That is the sum over all points: take the mean.": n * right,
        "r**2 has the slope 2 * r: the 2 is missing.": right / 2,
        "The 2 is missing, and the sum is not divided by the number of points.": n * right / 2,
        "The miss is w * x + b - t: with its sign turned, descent goes uphill.": -right,
        "Turn w, and the line moves by x: along w a miss counts x times.": (
            np.full(2, right[1]),
            np.full(2, right[1] / 2),
        ),
        "Lift b, and the line moves by 1: along b leave x out.": (
            np.full(2, right[0]),
            np.full(2, right[0] / 2),
        ),
        "Multiply each miss by its own x before you take the mean.": np.array(
            [2 * r.mean() * x.mean(), right[1]]
        ),
        "b is missing in the miss.": _slopes(w * x - t, x),
        "t is missing in the miss: it is w * x + b - t.": _slopes(w * x + b, x),
        "w is missing in the miss: it is w * x + b - t.": _slopes(x + b - t, x),
        "The miss itself counts, not its square: r**2 has the slope 2 * r.": (
            _slopes(r * r, x),
            _slopes(r * r, x) / 2,
        ),
        "The sign of a miss counts: leave abs out.": _slopes(abs(r), x),
        "Those are the slopes of the mean of |r|: for r**2 take 2 * r.": _slopes(np.sign(r), x) / 2,
        "Those are what each point adds: take the mean of each of the two.": (
            np.array([2 * r * x, 2 * r])
        ),
        "Divide by the number of points, and not by one less.": right * n / max(n - 1, 0.5),
        "That is the gradient of the root of the loss: take that of the mean of r**2.": (
            right / (2 * np.sqrt(np.mean(r * r)))
        ),
        "The 2 is there twice: r**2 has the slope 2 * r.": 2 * right,
        "Along w a miss counts x times, not x**2 times.": np.array(
            [_slopes(r * x, x)[0], right[1]]
        ),
        "Along w a miss counts x times, and not w times.": np.array([w * right[1], right[1]]),
        "x counts from where it is given: do not subtract its mean.": _slopes(r, x - x.mean()),
        "w moves, not x: along x the slope would be 2 * r * w.": np.array(
            [2 * (r * w).sum(), right[1]]
        ),
    }
    return Case(right, mistakes, w=w, b=b, x=x, t=t)


def _slopes(r, x):
    return np.array([np.mean(2 * r * x), np.mean(2 * r)])


@exercise(
    "With a new order for each epoch, and an lr that falls, this loop trains nets of any size.",
    advice={
        "must be rows of as many numbers": A_BATCH,
        "out of bounds|index .* is out": "The numbers in order are places in x and t: x[batch].",
        "has no attribute 'shape'|not enough values": A_BATCH,
    },
)
def epoch():
    """Try where the line is when each point has been seen once, batch by batch.

    Open are the start; the points, their number, also 1; the size of a batch: 1, a divisor of the
    number, none, the number itself, and more than it; lr; the order, also that of the points.
    """
    random = np.random.default_rng(SEED)
    for n, size in ((7, 3), (6, 2), (8, 3), (5, 5), (4, 10), (5, 1), (9, 4), (1, 1), (10, 7)):
        x, t = random.uniform(-2, 2, n).round(1), random.uniform(8, 12, n).round(1)
        start, lr = random.uniform((-1, 9), (1, 11)).round(1), round(random.uniform(0.05, 0.2), 2)
        yield _case_of_epoch(start, x, t, size, lr, random.permutation(n))
    x, t = np.array([1.0, -1.0, 0.5, 2.0]), np.array([10.0, 9.0, 12.0, 8.0])
    yield _case_of_epoch(np.zeros(2), x, t, 3, 0.02, np.arange(4))
    yield _case_of_epoch(np.array([-0.4, 10.0]), x, t, 2, 0.3, np.arange(4)[::-1].copy())


def _case_of_epoch(wb, x, t, size, lr, order):
    n = len(order)
    dealt = [order[first : first + size] for first in range(0, n, size)]
    plain = [np.arange(n)[first : first + size] for first in range(0, n, size)]
    whole = [batch for batch in dealt if len(batch) == size]
    everything = [order] * len(dealt)
    here = {"wb": wb, "x": x, "t": t, "lr": lr}
    right = _walk(**here, batches=dealt)
    at_start = [_step(wb, x, t, lr, batch) for batch in dealt]
    mistakes = {
        "The points come in order, x[batch] with the numbers in order, and not as they stand.": (
            _walk(**here, batches=plain)
        ),
        "The last batch may be short, and counts, too.": _walk(**here, batches=whole),
        "Each step needs the gradient where wb is now, and not the one at the start.": (
            wb + np.sum([place - wb for place in at_start], axis=0)
        ),
        "Each step begins where the last one ended: give wb its new value in the loop.": (
            at_start[-1]
        ),
        "The gradient is that of the batch, and not of all points.": (
            _walk(**here, batches=everything)
        ),
        "That is one step with all points: deal them out in batches.": (
            _walk(**here, batches=[order])
        ),
        "Return wb after the loop: that is the first step alone.": _walk(**here, batches=dealt[:1]),
        "A batch has size points: yours have one.": _walk(**here, batches=order[:, None]),
        "It goes uphill: subtract lr times the gradient.": _walk(
            **{**here, "lr": -lr}, batches=dealt
        ),
        "lr is missing: a step is lr times the gradient.": _walk(
            **{**here, "lr": 1}, batches=dealt
        ),
        "Use the lr that is given, and not one of your own.": tuple(
            _walk(**{**here, "lr": own}, batches=dealt) for own in OWN_LR[:-1]
        ),
        "Take the same numbers out of order for x and for t: else points get times of others.": (
            _walk(wb, x[order], t, lr, plain),
            _walk(wb, x, t[order], lr, plain),
        ),
        "size says how many points a batch has, and not how many batches there are.": (
            _walk(**here, batches=[its for its in np.array_split(order, size) if len(its)])
        ),
        "line_gradient is a mean already: do not multiply by the number of points.": (
            _walk(**here, batches=dealt, weight=len)
        ),
        "line_gradient is a mean already: do not divide by the number of points.": (
            _walk(**here, batches=dealt, weight=lambda batch: 1 / len(batch))
        ),
        "The short batch takes a step like the others: do not make it shorter.": (
            _walk(**here, batches=dealt, weight=lambda batch: len(batch) / size)
        ),
        "A batch ends before first + size: yours have one point too many.": (
            _walk(**here, batches=[order[k : k + size + 1] for k in range(0, n, size)])
        ),
        "It is the first batch each time: begin each where the last one ended.": (
            _walk(**here, batches=[order[:size]] * len(dealt))
        ),
        "The batches overlap: go on by size, range(0, len(order), size).": (
            _walk(**here, batches=[order[k : k + size] for k in range(n)])
        ),
        "Deal the points from the front: yours come from the end.": (
            _walk(**here, batches=[order[::-1][k : k + size] for k in range(0, n, size)])
        ),
        "Return w and b at the end, and not all the places on the way.": (
            _places(wb, x, t, lr, dealt)[1:],
            _places(wb, x, t, lr, dealt),
        ),
        "The points that are left over make a batch of their own: yours are in the one before.": (
            _walk(**here, batches=[*whole[:-1], order[size * max(len(whole) - 1, 0) :]])
        ),
        "The first batch counts, too: begin at 0.": _walk(**here, batches=dealt[1:]),
        "Go through the points once: yours are two epochs.": _walk(**here, batches=dealt * 2),
    }
    its = {"wb": wb, "x": x, "t": t, "size": size, "lr": lr, "order": order}
    return Case(right, mistakes, otherwise=IN_ORDER, **its)


def _step(wb, x, t, lr, batch):
    return wb - lr * line_gradient(wb, x[batch], t[batch])


def _places(wb, x, t, lr, batches, weight=lambda batch: 1):
    """Return the line at the start and after each batch."""
    path = [wb]
    for batch in batches:
        path.append(_step(path[-1], x, t, lr * weight(batch), batch))
    return np.array(path)


def _walk(wb, x, t, lr, batches, weight=lambda batch: 1):
    """Return the line after all batches."""
    return _places(wb, x, t, lr, batches, weight)[-1]


@exercise(
    "What is tried later must not help to set the scale: it would know what is coming.",
    advice={"(broadcast|not aligned|core dimension)": DOWN, "AxisError": DOWN},
)
def standardise():
    """Try new rows on the scale of others.

    Open are how many rows and columns there are, also one; how many new rows; the units of the
    columns, which may be far apart; signs; whole numbers; new rows that are far from the others.
    """
    random = np.random.default_rng(SEED)
    for n, d, m in ((5, 2, 3), (8, 3, 4), (4, 1, 2), (6, 2, 1), (3, 4, 5)):
        middle, unit = random.uniform(-20, 40, d), 10 ** random.uniform(-1, 2, d)
        rows = (middle + unit * random.normal(size=(n + m, d))).round(2)
        yield _case_of_scale(rows[:n], rows[n:])
    yield _case_of_scale(np.array([[1, 900], [2, 400], [6, 500]]), np.array([[4, 700], [1, -300]]))
    far = np.array([[1e4, -3.0], [1e4 + 5, 2.0]])
    yield _case_of_scale(np.array([[0.1, 5.0], [0.3, 9.0], [0.2, 2.0], [0.8, 4.0]]), far)


def _case_of_scale(x, new):
    scale, n = Standard(x), len(x)
    mean, deviation = scale.mean, scale.deviation
    both = Standard(np.concatenate([x, new]))
    with np.errstate(all="ignore"):  # one new row has the deviation 0
        its_mean, its_deviation = new.mean(axis=0), new.std(axis=0)
        mistakes = {
            "The scale is that of x: new is measured with it, and does not set it.": (
                (new - its_mean) / its_deviation,
                (new - mean) / its_deviation,
                (new - its_mean) / deviation,
                both(new),
            ),
            SAMPLE: (new - mean) / (deviation * np.sqrt(n / (n - 1))),
            DOWN: (
                (new - x.mean()) / x.std(),
                (new - mean) / x.std(),
                (new - x.mean()) / deviation,
            ),
            "The mean is gone, and the unit is still there: divide by the deviation.": new - mean,
            "Subtract the mean of x before you divide.": new / deviation,
            "Divide by the standard deviation, np.std, and not by its square.": (
                (new - mean) / deviation**2
            ),
            "Parentheses are missing: subtract first, then divide.": (
                new - mean / deviation,
                new / deviation - mean,
            ),
            "That goes from the smallest to the largest: take the mean and np.std.": (
                (new - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0)),
                (new - mean) / (x.max(axis=0) - x.min(axis=0)),
            ),
            "Those are the rows of x: return new on their scale.": scale(x),
            "That is the way back: subtract the mean, and divide.": new * deviation + mean,
            "Divide by the deviation, and not multiply by it.": (new - mean) * deviation,
            "The sign is turned: subtract the mean from new, and not new from the mean.": -scale(
                new
            ),
            "The mean is subtracted, and not added.": (new + mean) / deviation,
            "Take the mean, and not the median.": (new - np.median(x, axis=0)) / deviation,
            "The deviation is the root of the mean of the squares, and not the mean of |...|.": (
                (new - mean) / abs(x - mean).mean(axis=0)
            ),
            "Divide by the deviation, and not by the length of a column.": (
                (new - mean) / np.linalg.norm(x - mean, axis=0),
                (new - mean) / np.linalg.norm(x, axis=0),
            ),
        }
    return Case(scale(new), mistakes, x=x, new=new)


@exercise("It is the same line: only its two numbers belong to another x.")
def line_back():
    """Try w and b for x as it is, of those for standardised x.

    Open are the number of points, two and more; signs; a mean far from 0, and 0; a deviation below
    1, and far above.
    """
    random = np.random.default_rng(SEED)
    for n in (4, 2, 7):
        x = random.uniform(-3, 12, n).round(1)
        yield _case_of_back(*random.uniform(-4, 4, 2).round(1).tolist(), x)
    for w, b, x in (
        (-0.5, 10.3, np.array([1896.0, 1900.0, 1936.0, 2024.0])),
        (2.0, 0.0, np.array([0.02, 0.05, 0.03])),
        (0.7, -3.0, np.array([-2.0, -1.0, 0.0, 3.0])),
        (1.5, 4.0, np.array([10, 20, 60])),
    ):
        yield _case_of_back(w, b, x)


def _case_of_back(w, b, x):
    m, s, n = x.mean(), x.std(), x.size
    sample = s * np.sqrt(n / (n - 1))
    right = np.array([w / s, b - w * m / s])
    mistakes = {
        "w and b are still those for standardised x: put z = (x - mean) / deviation in.": (
            np.array([w, b])
        ),
        "b changes, too: it is the height where z is 0, and that is at the mean of x.": (
            np.array([w / s, b])
        ),
        "The slope has to change, too: one unit of z is one deviation of x.": (
            np.array([w, b - w * m / s]),
            np.array([w, b - w * m]),
        ),
        "From b goes the new slope times the mean: yours is the old one.": (
            np.array([w / s, b - w * m])
        ),
        "Divide w by the deviation: a step of 1 in x is 1 / deviation in z.": (
            np.array([w * s, b - w * s * m]),
            np.array([w * s, b]),
            np.array([w * s, b - w * m / s]),
        ),
        "Subtract the slope times the mean: at x = 0 the line is left of the mean.": (
            np.array([w / s, b + w * m / s])
        ),
        SAMPLE: np.array([w / sample, b - w * m / sample]),
        "Divide by the standard deviation, np.std, and not by its square.": (
            np.array([w / s**2, b - w * m / s**2])
        ),
        "b is in the unit of t: do not divide it by the deviation of x.": (
            np.array([w / s, b / s - w * m / s]),
            np.array([w / s, b / s]),
            np.array([w / s, (b - w * m / s) / s]),
        ),
        "That is the way back of an x: w and b have another one.": (
            np.array([w * s + m, b * s + m]),
            np.array([w / s, b * s + m]),
            np.array([w / s, b + m]),
        ),
        "w is missing in the second number: from b goes slope times mean.": (
            np.array([w / s, b - m / s]),
            np.array([w / s, b - m]),
        ),
        "Take the mean, and not the median.": np.array([w / s, b - w * np.median(x) / s]),
        "Yours goes to standardised x, and not back from it.": np.array([w * s, b + w * m]),
    }
    return Case(right, mistakes, w=w, b=b, x=x)
