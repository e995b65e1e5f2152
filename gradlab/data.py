"""Two sets of real data, their batches and their scale, and the loss of a line through points.

Attributes
----------
YEARS, SECONDS : array, shape (30,), read-only
    The men's 100 m at the Olympic Games: the years, and the winners' times in seconds, by hand to
    the tenth until 1964, electric since. Source: the results of the International Olympic
    Committee; the Games of 1906 are not counted.
DECADES : array, shape (30,), read-only
    The same years, in decades since 1896: the x of the course's line t = w·x + b.
PETALS : array, shape (150, 2), read-only
    Length and width of the petals of 150 irises, in cm.
SPECIES : array of int, shape (150,), read-only
    Which of `NAMES` each flower is, 50 of each. Source: R. A. Fisher, "The use of multiple
    measurements in taxonomic problems", Annals of Eugenics 7 (1936), in the public domain.
"""

import numpy as np

from .arguments import kind, reals, whole


def _numbers(text, shape=-1):
    """Return the numbers in a text as a read-only array."""
    array = np.array(text.split(), dtype=np.float64).reshape(shape)
    array.flags.writeable = False
    return array


YEARS = _numbers("""
    1896 1900 1904 1908 1912 1920 1924 1928 1932 1936 1948 1952 1956 1960 1964 1968 1972 1976
    1980 1984 1988 1992 1996 2000 2004 2008 2012 2016 2020 2024
""")
SECONDS = _numbers("""
    12.0 11.0 11.0 10.8 10.8 10.8 10.6 10.8 10.3 10.3 10.3 10.4 10.5 10.2 10.0 9.95 10.14
    10.06 10.25 9.99 9.92 9.96 9.84 9.87 9.85 9.69 9.63 9.81 9.80 9.79
""")
DECADES = (YEARS - 1896) / 10
DECADES.flags.writeable = False
NAMES = ("setosa", "versicolor", "virginica")
PETALS = _numbers(
    """
    1.4 0.2  1.4 0.2  1.3 0.2  1.5 0.2  1.4 0.2  1.7 0.4  1.4 0.3  1.5 0.2  1.4 0.2  1.5 0.1
    1.5 0.2  1.6 0.2  1.4 0.1  1.1 0.1  1.2 0.2  1.5 0.4  1.3 0.4  1.4 0.3  1.7 0.3  1.5 0.3
    1.7 0.2  1.5 0.4  1 0.2  1.7 0.5  1.9 0.2  1.6 0.2  1.6 0.4  1.5 0.2  1.4 0.2  1.6 0.2
    1.6 0.2  1.5 0.4  1.5 0.1  1.4 0.2  1.5 0.2  1.2 0.2  1.3 0.2  1.4 0.1  1.3 0.2  1.5 0.2
    1.3 0.3  1.3 0.3  1.3 0.2  1.6 0.6  1.9 0.4  1.4 0.3  1.6 0.2  1.4 0.2  1.5 0.2  1.4 0.2
    4.7 1.4  4.5 1.5  4.9 1.5  4 1.3  4.6 1.5  4.5 1.3  4.7 1.6  3.3 1  4.6 1.3  3.9 1.4
    3.5 1  4.2 1.5  4 1  4.7 1.4  3.6 1.3  4.4 1.4  4.5 1.5  4.1 1  4.5 1.5  3.9 1.1
    4.8 1.8  4 1.3  4.9 1.5  4.7 1.2  4.3 1.3  4.4 1.4  4.8 1.4  5 1.7  4.5 1.5  3.5 1
    3.8 1.1  3.7 1  3.9 1.2  5.1 1.6  4.5 1.5  4.5 1.6  4.7 1.5  4.4 1.3  4.1 1.3  4 1.3
    4.4 1.2  4.6 1.4  4 1.2  3.3 1  4.2 1.3  4.2 1.2  4.2 1.3  4.3 1.3  3 1.1  4.1 1.3
    6 2.5  5.1 1.9  5.9 2.1  5.6 1.8  5.8 2.2  6.6 2.1  4.5 1.7  6.3 1.8  5.8 1.8  6.1 2.5
    5.1 2  5.3 1.9  5.5 2.1  5 2  5.1 2.4  5.3 2.3  5.5 1.8  6.7 2.2  6.9 2.3  5 1.5
    5.7 2.3  4.9 2  6.7 2  4.9 1.8  5.7 2.1  6 1.8  4.8 1.8  4.9 1.8  5.6 2.1  5.8 1.6
    6.1 1.9  6.4 2  5.6 2.2  5.1 1.5  5.6 1.4  6.1 2.3  5.6 2.4  5.5 1.8  4.8 1.8  5.4 2.1
    5.6 2.4  5.1 2.3  5.1 1.9  5.9 2.3  5.7 2.5  5.2 2.3  5 1.9  5.2 2  5.4 2.3  5.1 1.8
    """,
    (150, 2),
)
SPECIES = np.repeat(np.arange(3), 50)
SPECIES.flags.writeable = False


def mean_squared_error(y, t):
    """Return the mean of the squares of the misses y - t, over the last axis.

    Parameters
    ----------
    y, t : array_like
        What was predicted and what was seen, in the same unit; the result is in its square.
    """
    return np.mean(np.square(np.subtract(y, t)), axis=-1)


def line_loss(wb, x, t):
    """Return the mean squared error of the line ``w·x + b`` through the points (x, t).

    Parameters
    ----------
    wb : array_like, shape (2,) or (2, ...)
        The slope w and the height b at x = 0; or a mesh of them, components first.
    x, t : array_like, shape (n,)

    Returns
    -------
    float, or array of the mesh's shape
    """
    x, t = as_points(x, t)
    w, b = (np.asarray(part, dtype=np.float64)[..., None] for part in wb)
    loss = mean_squared_error(w * x + b, t)
    return loss if np.ndim(loss) else float(loss)


def line_gradient(wb, x, t):
    """Return the exact gradient of `line_loss` for w and b, in the shape of wb.

    Notes
    -----
    A miss r = w·x + b - t enters as r², with the slopes 2·r·x along w and 2·r along b; the mean of
    these over all points is the gradient.
    """
    x, t = as_points(x, t)
    w, b = (np.asarray(part, dtype=np.float64)[..., None] for part in wb)
    misses = w * x + b - t
    return 2 * np.array([np.mean(misses * x, axis=-1), np.mean(misses, axis=-1)])


def batches(x, t, size, seed=None):
    """Return one epoch: an iterator over batches (x, t) in which every sample comes once.

    Parameters
    ----------
    x, t : array_like, shapes (n, ...)
        Samples and their targets; shuffled together, and never changed.
    size : int
        Samples a batch; the last batch holds what is left.
    seed : int or numpy Generator, optional
        A Generator, from ``np.random.default_rng(seed)``, goes on from epoch to epoch; a whole
        number shuffles each epoch alike.

    Raises
    ------
    ValueError
        If there is no sample, x and t differ in length, or size is no whole number from 1 up.
    """
    x, t, size = np.asarray(x), np.asarray(t), whole("size", size, 1)
    if not (x.ndim and t.ndim and len(x) == len(t) and len(x)):
        shapes = f"not shapes {x.shape} and {t.shape}"
        raise ValueError(f"x and t must hold as many samples, one or more, {shapes}")
    order = generator(seed).permutation(len(x))
    return ((x[i], t[i]) for i in np.split(order, range(size, len(x), size)))


class Standard:
    """The scale on which data x have mean 0 and standard deviation 1, and the way back.

    Call it on the x it was made of, or on others in the same unit.

    Parameters
    ----------
    x : array_like, shape (n,) or (n, d)
        The data that set the scale, for each of the d columns its own.

    Attributes
    ----------
    mean, deviation : float64, scalar or shape (d,)
        In the unit of x; the deviation divides by n.
    """

    def __init__(self, x):
        x = reals("x", x)
        if x.ndim not in (1, 2) or not x.size:
            raise ValueError(f"x must have shape (n,) or (n, d), n from 1 up, not {x.shape}")
        self.mean, self.deviation = x.mean(axis=0), x.std(axis=0)
        if (x == x[0]).all(axis=0).any():
            raise ValueError("x must differ from sample to sample: a column holds one number alone")

    def __call__(self, x):
        """Return x on this scale, float64, in its shape."""
        return (reals("x", x) - self.mean) / self.deviation

    def back(self, z):
        """Return z, which is on this scale, in the unit of x."""
        return reals("z", z) * self.deviation + self.mean

    def line_back(self, wb):
        """Return the weights and, last, b for x as it was, from those for x on this scale."""
        wb = reals("wb", wb)
        w = wb[:-1] / self.deviation
        return np.append(w, wb[-1] - np.sum(w * self.mean))


def games_loss(wb):
    """Return `line_loss` of w and b for the course's line: SECONDS over DECADES."""
    return line_loss(wb, DECADES, SECONDS)


def generator(seed):
    """Return the numpy Generator of a seed, or the Generator itself."""
    try:
        return np.random.default_rng(seed)
    except (TypeError, ValueError) as error:
        wanted = "seed must be a whole number from 0 up, or a Generator"
        raise type(error)(f"{wanted}, not {kind(seed)}") from error


def as_points(x, t):
    """Return x and t as float64 of the same shape (n,), n from 1 up, or raise a ValueError."""
    x, t = np.asarray(x, dtype=np.float64), np.asarray(t, dtype=np.float64)
    if x.ndim != 1 or x.shape != t.shape or not x.size:
        shapes = f"not {x.shape} and {t.shape}"
        raise ValueError(f"x and t must be rows of as many numbers, one or more, {shapes}")
    return x, t
