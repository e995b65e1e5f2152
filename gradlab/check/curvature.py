"""The checks of lesson 09."""

import numpy as np

from ..momentum import momentum_path
from .exercise import Case, exercise
from .words import Named

SEED = 9  # of what is tried: the same for every reader
OWN_H = (1e-2, 1e-3, 1e-4, 1e-5)  # what readers write in place of h
OWN_LR = (0.001, 0.01, 0.1, 0.5)  # of lr
OWN_BETA = (0.5, 0.9, 0.95, 0.99)  # of β
OWN_SHORT = (1e-2, 1e-3, 1e-4, 1e-6, 1e-8)  # of a step that ends their loop
OWN_STEPS = (3, 5, 10, 20, 50, 100)  # and of step_num
BELOW = "A curvature is below 0 here: the step is taken all the same, with H as it is."


@exercise(
    "From far away that can lead up, and near a minimum it doubles the right digits.",
    advice={
        r"LinAlgError.*[Ss]ingular": "H itself has an inverse here: is it changed before?",
        r"square|at least two-dimensional": (
            "np.linalg.solve takes the matrix first, then the right-hand side: solve(H, g)."
        ),
        r"mismatch|not aligned|could not be broadcast|broadcast together": (
            "H is (n, n), x and g are (n,): a step is np.linalg.solve(H, g), of shape (n,)."
        ),
    },
    array=True,
)
def newton():
    """Try x - H⁻¹·g.

    Open are the number of variables, from 1 up; their scale; the signs of the curvatures, all
    above 0, all below, or mixed; whether x0 and x1 mix; a gradient with zeros, or 0 altogether.
    """
    random = np.random.default_rng(SEED)
    drawn = random.uniform(-2, 2, (3, 3)).round(1)
    for x, g, H in (
        ([-3.0, 4.0], [-2.0, 5.0], [[2.0, 1.0], [1.0, 2.0]]),
        ([1.0, 2.0], [-36.0, -32.0], [[-22.0, 12.0], [12.0, 26.0]]),
        ([0.0, 0.0], [-14.0, -22.0], [[-42.0, 0.0], [0.0, -26.0]]),
        ([-7.0, 2.0], [-0.7, 4.0], [[0.1, 0.0], [0.0, 2.0]]),
        ([2.0], [12.0], [[3.0]]),
        ([-1.2, 1.0], [-215.6, -88.0], [[1330.0, 480.0], [480.0, 200.0]]),
        ([1.5, -0.5, 2.0], [0.0, 3.0, -1.0], drawn + drawn.T + 6 * np.eye(3)),
        ([1.5, 2.5], [0.0, 0.0], [[5.0, 1.0], [1.0, 4.0]]),
    ):
        x, g, H = map(np.array, (x, g, H))
        more = {"otherwise": BELOW} if np.linalg.eigvalsh(H).min() < 0 else {}
        yield Case(x - np.linalg.solve(H, g), _mistakes_of_newton(x, g, H), x=x, g=g, H=H, **more)


def _mistakes_of_newton(x, g, H):
    """Return what comes of mistakes at Newton's step."""
    step, own, axes = np.linalg.solve(H, g), *np.linalg.eigh(H)
    with np.errstate(all="ignore"):  # of the zeros
        entries, turned, by_number = 1 / H, 1 / g, g / H
    return {
        "It has the wrong sign: the step is minus H⁻¹·g.": x + step,
        "That is the step alone: add x.": (-step, step),
        "Its diagonal is not all of H: where variables mix, solve(H, g) takes all four numbers.": (
            x - g / H.diagonal()
        ),
        "/ divides number by number: a matrix is divided by with np.linalg.solve(H, g).": (
            x - by_number,
            x - by_number.sum(axis=0),  # along the other axis it is (1 / H) @ g
        ),
        "1 / H turns each number over, and not the matrix: np.linalg.inv(H), or solve(H, g).": (
            x - entries @ g
        ),
        "H is inverted, and g is not: a large slope makes a long step.": (
            x - H @ turned,
            x - np.linalg.solve(H, turned),
            x - turned,
        ),
        "Divide by H, and do not multiply: where f bends more, the step is shorter.": x - H @ g,
        "H is missing: that is a step of descent, with lr = 1.": x - g,
        "solve(H, g): the right-hand side is the gradient, and not x.": (
            x - np.linalg.solve(H, x),
            np.linalg.solve(H, x),
        ),
        "solve(H, x - g) is H⁻¹ of both: take it of g alone, and then subtract it from x.": (
            np.linalg.solve(H, x - g),
            np.linalg.solve(H, g - x),
        ),
        "The curvatures belong to the own axes, and not to x0 and x1: solve(H, g).": x - g / own,
        "A curvature below 0 stays below 0: Newton's step is taken with H as it is.": (
            x - axes @ (axes.T @ g / abs(own)),
            x - step if own.min() > 0 else x,
        ),
        "One number does not stand for H: solve(H, g).": (
            *(x - g / norm for norm in (np.linalg.norm(H), H.sum(), own.max(), own.mean())),
            x - g / np.linalg.det(H),
        ),
        "Newton's step has no lr, and no 1/2: it goes all the way.": (
            *(x - lr * step for lr in OWN_LR),
            x - 2 * step,
        ),
        "That is g in terms of the own axes: turn it back with axes @ ....": (x - axes.T @ g / own),
    }


@exercise("It needs f alone. With four corners in place of three places it makes the whole H.")
def second_difference():
    """Try (f(x + h) - 2·f(x) + f(x - h)) / h².

    Open are f, whose curvature may change with x, be 0, or lie below 0; x, also 0 and below; and h,
    small, or so large that it matters which three places are asked.
    """
    drawn = np.random.default_rng(SEED).uniform(0.5, 2, 5).round(2).tolist()
    for (formula, f), own in zip(
        (
            ("x -> x**3", lambda x: x**3),
            ("x -> x**2 - 4 * x + 7", lambda x: x**2 - 4 * x + 7),
            ("x -> x - x**4", lambda x: x - x**4),
            ("x -> 1 / (3 + x)", lambda x: 1 / (3 + x)),
            ("x -> 5 * x - 2", lambda x: 5 * x - 2),
        ),
        drawn,
        strict=True,
    ):
        for x, h in ((1.0, 0.1), (-1.5, 0.01), (0.0, 0.5), (own, 0.2)):
            right = (f(x + h) - 2 * f(x) + f(x - h)) / h**2
            yield Case(right, _mistakes_of_difference(f, x, h), f=Named(formula, f), x=x, h=h)


def _mistakes_of_difference(f, x, h):
    """Return what comes of mistakes at a second difference."""
    above, here, below = f(x + h), f(x), f(x - h)
    bend = above - 2 * here + below

    def with_h(h):
        return (f(x + h) - 2 * here + f(x - h)) / h**2

    return {
        "It is a difference of differences, so h counts twice: divide by h**2, and not by h.": (
            bend / h
        ),
        "Divide by h**2. (In / h * h the h goes out again: write / (h * h).)": (bend, bend * h**2),
        "The two slopes are h apart, and not 2h: divide by h**2.": (
            bend / (2 * h),
            bend / (2 * h) ** 2,
            bend / (2 * h**2),
        ),
        "f(x) counts twice: it is in both of the slopes.": (
            (above - here + below) / h**2,
            (above + below) / h**2,
        ),
        "2·f(x) is taken away: f(x + h) - 2 * f(x) + f(x - h).": (
            (above + 2 * here + below) / h**2
        ),
        "f(x - h) is added: f(x + h) - 2 * f(x) + f(x - h).": (above - 2 * here - below) / h**2,
        "The parentheses are missing: / h**2 divides all three.": above - 2 * here + below / h**2,
        "That is the slope: the curvature is the difference of two slopes, divided by h.": (
            (above - below) / (2 * h),
            (above - here) / h,
            (here - below) / h,
        ),
        "That is the square of the slope: the slope of the slope is another thing.": (
            ((above - below) / (2 * h)) ** 2,
            ((above - here) / h) ** 2,
            (above - below) ** 2 / h**2,
        ),
        "The middle place is x, and the others lie h to its left and right.": (
            (f(x + 2 * h) - 2 * above + here) / h**2,
            (here - 2 * below + f(x - 2 * h)) / h**2,
        ),
        "The task asks for f at x - h, x and x + h; that is f at x - 2h, x and x + 2h.": (
            with_h(2 * h)
        ),
        "The task asks for f at x - h, x and x + h; that is f at x - h/2, x and x + h/2.": (
            with_h(h / 2)
        ),
        "Use the h that is given, and not one of your own.": tuple(map(with_h, OWN_H)),
    }


@exercise(
    "The velocity is all that a step remembers. Put it into a new cell, and try it on Rosenbrock.",
    advice={
        r"not iterable": "A loop over step_num steps is: for _ in range(step_num).",
        r"UnboundLocalError.*'v\w*'": "The velocity is used before it has a value: it begins at 0.",
        r"same_kind|Cannot cast": (
            "A velocity of whole numbers stays so under -=: begin with np.zeros(init_x.shape)."
        ),
    },
    array=True,
)
def roll():
    """Try the point after step_num steps of v ← β·v - lr·gradient, x ← x + v, with v = 0 at first.

    Open are the gradient, also one whose slopes mix, or are no straight lines; the start, of any
    length; lr; β from 0 up to 1; the number of steps, none too; and that what comes back is an
    array, and not init_x itself.
    """
    bowl = Named("x -> 2 * x", lambda x: 2 * x)
    valley = Named("x -> [0.1, 2] * (x - 1)", lambda x: np.array([0.1, 2]) * (x - 1))
    leaning = Named("x -> x + x[::-1]", lambda x: x + x[::-1])
    quartic = Named("x -> x**3", lambda x: x**3)
    far, long = np.array([-3.0, 4.0]), np.array([0.5, -1.0, 1.5])
    for gradient, init_x, lr, beta, step_num in (
        (bowl, far, 0.1, 0.5, 3),
        (bowl, far, 0.2, 0.9, 4),
        (bowl, far, 0.1, 0.9, 0),
        (valley, far, 0.3, 0.8, 7),
        (valley, np.array([2.0, -1.0]), 0.3, 0.0, 5),
        (leaning, np.array([1.0, 0.0]), 0.15, 0.6, 12),
        (leaning, long, 0.2, 1.0, 2),
        (quartic, long, 0.1, 0.7, 30),
        (quartic, np.array([2.0]), 0.05, 0.3, 1),
        (bowl, np.array([1e-12, -2e-12]), 3.0, 0.5, 20),  # its first steps are short
    ):
        its = {"init_x": init_x, "lr": lr, "beta": beta, "step_num": step_num}
        right, mistakes = _last_point(gradient, **its)
        yield Case(right, mistakes, gradient=gradient, **its)


def _last_point(gradient, init_x, lr, beta, step_num):
    """Return the last point of a descent with momentum, and where some mistakes lead."""

    def path(lr=lr, beta=beta, step_num=step_num, start=init_x):
        # f itself is not asked for where its gradient is given
        return momentum_path(np.zeros_like, start, lr, beta, step_num, gradient)

    def walk(move, v=None):
        """Return x and v after the steps of another rule."""
        x, v = init_x, np.zeros_like(init_x) if v is None else v
        with np.errstate(all="ignore"):
            for _ in range(step_num):
                x, v = move(x, v)
        return x, v

    right, slopes = path()[-1], gradient(init_x)
    if step_num == 0:
        one = path(step_num=1)[-1]
        return right, {
            "No step is wanted here: that is one step too many.": one,
            "No step is wanted here: return a copy of init_x.": 0 * init_x,
        }
    velocity = walk(lambda x, v: (x + beta * v - lr * gradient(x), beta * v - lr * gradient(x)))[1]
    return right, {
        "It goes uphill: the gradient is taken away, beta * v - lr * gradient(x).": (
            walk(lambda x, v: (x + beta * v + lr * gradient(x), beta * v + lr * gradient(x)))[0]
        ),
        "Without the share of the velocity that is plain descent: is v put back to 0 in the loop, "
        "or beta left out?": path(beta=0)[-1],
        "beta belongs to the old velocity, and not to the gradient.": (
            walk(_moved(lambda x, v: v - beta * lr * gradient(x)))[0],
            walk(_moved(lambda x, v: v - beta * gradient(x)))[0],
            walk(_moved(lambda x, v: lr * v - beta * gradient(x)))[0],
        ),
        "beta belongs to the old velocity alone: here it shrinks the new gradient as well.": (
            walk(_moved(lambda x, v: beta * (v - lr * gradient(x))))[0]
        ),
        "beta belongs to the velocity, and not to x.": (
            walk(lambda x, v: (beta * x - lr * gradient(x), v))[0],
            walk(lambda x, v: (beta * x + v - lr * gradient(x), v - lr * gradient(x)))[0],
        ),
        "Each step keeps the share beta of the velocity: yours keeps all of it.": path(beta=1)[-1],
        "Each step keeps the share beta, and not 1 - beta.": path(beta=1 - beta)[-1],
        "The gradient counts in full, times lr: there is no 1 - beta before it.": (
            walk(_moved(lambda x, v: beta * v - (1 - beta) * lr * gradient(x)))[0]
        ),
        "lr is missing: v = beta * v - lr * gradient(x).": path(lr=1)[-1],
        "lr belongs to the gradient alone: beta * v is kept as it is.": (
            walk(_moved(lambda x, v: lr * (beta * v - gradient(x))))[0]
        ),
        "First the velocity, then x: your x moves with the velocity of the step before.": (
            walk(lambda x, v: (x + v, beta * v - lr * gradient(x)))[0]
        ),
        "Take the gradient at x, where the step begins, and not at x + beta * v.": (
            walk(_moved(lambda x, v: beta * v - lr * gradient(x + beta * v)))[0]
        ),
        "The velocity begins at 0.": (
            walk(_moved(lambda x, v: beta * v - lr * gradient(x)), -lr * slopes)[0],
            walk(_moved(lambda x, v: beta * v - lr * gradient(x)), slopes)[0],
            walk(_moved(lambda x, v: beta * v - lr * gradient(x)), init_x)[0],
            walk(_moved(lambda x, v: beta * v - lr * gradient(x)), np.ones_like(init_x))[0],
        ),
        "The gradient is that at the start in every step: take it anew in the loop.": (
            walk(_moved(lambda x, v: beta * v - lr * slopes))[0]
        ),
        "Each step begins where x is: x = x + v, and not init_x + v.": (
            walk(lambda x, v: _from(init_x, beta * v - lr * gradient(x)))[0]
        ),
        "That is one step too few, or x moves before the velocity gets its first value.": (
            path()[-2]
        ),
        "That is one step too many.": path(step_num=step_num + 1)[-1],
        "That is one step: return after the loop.": path()[1],
        "Return the last point, and not the velocity.": velocity,
        "Return the last point, not the whole path.": (path()[:-1], path()[1:], path()),
        "Use the lr that is given, and not one of your own.": tuple(
            path(lr=own)[-1] for own in OWN_LR
        ),
        "Use the beta that is given, and not one of your own.": tuple(
            path(beta=own)[-1] for own in OWN_BETA
        ),
        "Take step_num steps, and not a number of your own.": tuple(
            path(step_num=own)[-1] for own in OWN_STEPS
        ),
        "Take all step_num steps, also where they are short.": tuple(
            walk(_until_short(gradient, lr, beta, short))[0] for short in OWN_SHORT
        ),
        "It does not move: x = x + v needs the new velocity at each step.": init_x,
    }


def _moved(velocity):
    """Return a step that finds the new velocity from x and the old one, then moves x by it."""

    def move(x, v):
        v = velocity(x, v)
        return x + v, v

    return move


def _until_short(gradient, lr, beta, short):
    """Return a step that is the last if it is short."""

    def move(x, v):
        if v is None:
            return x, v
        v = beta * v - lr * gradient(x)
        return x + v, v if np.linalg.norm(v) >= short else None

    return move


def _from(start, v):
    return start + v, v
