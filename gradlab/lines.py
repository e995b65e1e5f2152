"""Lines through points by other ways than a descent on all of them at once."""

import numpy as np

from .arguments import number, reals, whole
from .data import as_points, generator


def least_absolute_line(x, t):
    """Return w and b of the line with the least mean of absolute misses, and the two it meets.

    Parameters
    ----------
    x, t : array_like, shape (n,)
        At least two points, not all above each other.

    Returns
    -------
    wb : array, shape (2,)
    through : (int, int)
        The places of two points that the line goes through.

    Raises
    ------
    ValueError
        If x and t do not fit, or all points are above each other.

    Notes
    -----
    The loss is a surface of flat pieces that meet in edges, one where the line meets a point. It is
    lowest at a corner, where two edges cross: so some line through two points is a best one, and
    each pair is tried. Of several that are as good the first is returned.
    """
    x, t = as_points(x, t)
    i, j = np.triu_indices(len(x), 1)
    i, j = i[x[i] != x[j]], j[x[i] != x[j]]
    if not i.size:
        raise ValueError("x must hold two numbers that differ: a line needs two points")
    w = (t[j] - t[i]) / (x[j] - x[i])
    b = t[i] - w * x[i]
    best = np.abs(np.outer(w, x) + b[:, None] - t).mean(axis=1).argmin()
    return np.array([w[best], b[best]]), (int(i[best]), int(j[best]))


def batch_path(wb, x, t, size, lr, epochs, *, seed=None, fall=None):
    """Return the path of a line whose steps take the gradient of a batch each.

    Parameters
    ----------
    wb : array_like, shape (2,)
        The start.
    x, t : array_like, shape (n,)
        The points.
    size : int
        Of a batch; the last one of an epoch holds what is left.
    lr : float
    epochs : int
        How many times every point is seen.
    seed : int or numpy Generator, optional
        As for `gradlab.data.batches`: with a whole number, the same epochs each time.
    fall : float, optional
        How many points are seen until lr is half of what it was: it is ``lr / (1 + seen / fall)``.

    Returns
    -------
    path : array, shape (steps + 1, 2)
    seen : array of int, shape (steps + 1,)
        How many points had been seen at each place of the path.

    Raises
    ------
    TypeError, ValueError
        If an argument is of another kind, or makes no sense.

    Notes
    -----
    The steps of `gradlab.data.batches` and `line_gradient`, from one generator; but the means of
    each batch are taken for all batches of an epoch at once, which is much quicker. A run that
    diverges goes on to inf or nan.
    """
    (w, b), size, lr, epochs, fall = _run_of(wb, size, lr, epochs, fall)
    (x, t), random = as_points(x, t), generator(seed)
    starts = np.arange(0, len(x), size)
    counts = np.diff(np.append(starts, len(x)))
    path, seen = [(w, b)], np.append(0, np.cumsum(np.tile(counts, epochs)))
    rates = iter((2 * lr / (1 + seen / fall)).tolist())
    for _ in range(epochs):
        order = random.permutation(len(x))
        for mean_x, mean_t, mean_xx, mean_xt in _means(x[order], t[order], starts, counts):
            rate, along_w = next(rates), w * mean_xx + b * mean_x - mean_xt
            w, b = w - rate * along_w, b - rate * (w * mean_x + b - mean_t)
            path.append((w, b))
    return np.array(path, dtype=np.float64), seen


def _run_of(wb, size, lr, epochs, fall):
    """Return w and b, and the numbers of a run, or raise an error that names a wrong one."""
    wb, size, epochs = reals("wb", wb), whole("size", size, 1), whole("epochs", epochs, 0)
    lr, fall = number("lr", lr), np.inf if fall is None else number("fall", fall)
    if wb.shape != (2,):
        raise ValueError(f"wb must hold w and b, not shape {wb.shape}")
    if not 0 < lr < np.inf:
        raise ValueError(f"lr must be finite and positive, not {lr}")
    if not fall > 0:
        raise ValueError(f"fall must be positive, not {fall}")
    return wb.tolist(), size, lr, epochs, fall


def _means(x, t, starts, counts):
    """Return for each batch the means of x, t, x² and x·t, as lists: Python is quick with these."""
    return (np.add.reduceat([x, t, x * x, x * t], starts, axis=1) / counts).T.tolist()
