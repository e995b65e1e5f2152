"""The checks of lesson 04."""

import math

import numpy as np

from ..descent import descent_path
from .exercise import Case, exercise
from .words import Named

SEED = 4  # of the places that are tried: the same for every reader
OWN_STEPS = (3, 5, 10, 20, 50, 100, 1000)  # what readers write in place of step_num
OWN_SHORT = (1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8, 1e-10)  # a step that ends their loop
OWN_LR = (0.01, 0.1, 0.2, 0.5)  # and of lr
OWN_MOST = (10, 50, 100, 500, 1000, 10000)  # steps after which they give up


@exercise(
    "That loop trains nets too: only the gradient is another.",
    advice={
        r"not iterable": "A loop over step_num steps is: for _ in range(step_num).",
        r"argument.*handed over": "gradient takes one argument, the point: gradient(x).",
        r"Named' object is not subscriptable": "Call gradient with parentheses: gradient(x).",
        r"f must (return one number|be a function)|are swapped": (
            "numerical_gradient and gradient_descent want f, and here is its gradient already: "
            "write the loop, with gradient(x)."
        ),
    },
    array=True,
)
def descend():
    """Try the point that is reached after step_num steps against the gradient.

    Open are the gradient, which need not be 0 at 0, nor be linear, and whose slopes may depend on
    all variables; the start, of any length, with single zeros, also where all is nearly level; lr,
    so small that nothing moves far, or so large that it runs away; the number of steps, none or
    more than a hundred too; and that what comes back is an array, and not init_x itself.
    """
    bowl = Named("x -> 2 * x", lambda x: 2 * x)
    long_bowl = Named("x -> x * [0.1, 2]", lambda x: x * [0.1, 2])
    valley = Named("x -> 2 * (x - 1)", lambda x: 2 * (x - 1))
    leaning = Named("x -> x + x[::-1]", lambda x: x + x[::-1])
    quartic = Named("x -> x**3", lambda x: x**3)
    random = np.random.default_rng(SEED)
    for gradient in (bowl, long_bowl, valley, leaning):
        for init_x in (np.array([-3.0, 4.0]), random.uniform(-5, 5, 2).round(1)):
            for lr, step_num in ((0.1, 3), (0.3, 7), (0.1, 0)):
                yield _case_of_descent(gradient, init_x, lr, step_num)
    for gradient in (valley, quartic):
        for init_x in (np.array([2.0]), np.array([0.0, -1.0, 1.5])):
            for lr, step_num in ((0.2, 1), (0.05, 30), (1.1, 2), (0.1, 0)):
                yield _case_of_descent(gradient, init_x, lr, step_num)
    yield _case_of_descent(bowl, np.array([1e-12, -2e-12]), 3.0, 20)  # its first steps are short
    far = np.array([-7.0, 2.0])
    its = {"init_x": far, "lr": 0.01, "step_num": 150}
    all_steps = "Take all step_num steps, however many."
    right = _path(long_bowl, far, 0.01, 150)[-1]
    yield Case(right, otherwise=all_steps, gradient=long_bowl, **its)


def _case_of_descent(gradient, init_x, lr, step_num):
    right, mistakes = _last_point(gradient, init_x, lr, step_num)
    its = {"init_x": init_x, "lr": lr, "step_num": step_num}
    return Case(right, mistakes, gradient=gradient, **its)


def _last_point(gradient, init_x, lr, step_num):
    """Return the last point of a descent, and where some mistakes lead."""
    path = _path(gradient, init_x, lr, step_num + 1)
    right, one_more = path[step_num], path[step_num + 1]
    if step_num == 0:
        return right, {
            "No step is wanted here: that is one step too many.": one_more,
            "No step is wanted here: return a copy of init_x.": (0, 0 * init_x, gradient(init_x)),
        }
    restarts = _walk(lambda x: init_x - lr * gradient(x), init_x, step_num)
    at_start = init_x - step_num * lr * gradient(init_x)
    return right, {
        "It goes uphill: take lr times the gradient away from x.": (
            _path(gradient, init_x, -lr, step_num)[-1]
        ),
        "That is one step too few.": path[step_num - 1],
        "That is one step too many.": one_more,
        "The gradient is that at the start in every step: take it anew in the loop.": at_start,
        "Each step begins where x is: x = x - lr * gradient(x), and not init_x - ....": restarts,
        "Return the last point, not the whole path.": (path[:-1], path[1:-1], path),
        "That is one step: return after the loop, and let each step begin where x is.": path[1],
        "Take step_num steps, and not a number of your own.": tuple(
            _path(gradient, init_x, lr, steps)[-1] for steps in OWN_STEPS
        ),
        "lr is missing: a step is lr times the gradient.": _path(gradient, init_x, 1, step_num)[-1],
        "Use the lr that is given, and not one of your own.": tuple(
            _path(gradient, init_x, own, step_num)[-1] for own in OWN_LR
        ),
        "Divide nothing by lr: a step is lr times the gradient.": (
            _path(gradient, init_x, 1 / lr, step_num)[-1]
        ),
        "A step is taken away from x: x stays in x - lr * gradient(x).": (
            _walk(lambda x: -lr * gradient(x), init_x, step_num),
            _walk(lambda x: lr * gradient(x), init_x, step_num),
            _walk(gradient, init_x, step_num),
        ),
        "Ask the gradient that is given, gradient(x): yours fits one bowl alone.": (
            _walk(lambda x: x - lr * 2 * x, init_x, step_num)
        ),
        "A step is lr times the gradient, however long that is: do not divide by its length.": (
            _walk(lambda x: x - lr * gradient(x) / np.linalg.norm(gradient(x)), init_x, step_num)
        ),
        "A step goes along the gradient at x, gradient(x), and not along x.": (
            _walk(lambda x: x - lr * x, init_x, step_num)
        ),
        "Start at init_x, and not at a point of your own.": tuple(
            _path(gradient, start, lr, step_num)[-1]
            for start in (0 * init_x, 0 * init_x + 1, np.array([-3.0, 4.0]), np.zeros(2))
        ),
        "Return the point, not the gradient there.": gradient(right),
        "It does not move: x needs the new value at each step, and nothing puts it back.": init_x,
        "All variables move at once: ask gradient(x) once for each step, before x moves.": (
            _walk(lambda x: _one_by_one(gradient, x, lr), init_x, step_num)
        ),
        "Take all step_num steps, also where they are short.": tuple(
            _until_short(gradient, init_x, own_lr, lr, step_num, short)
            for own_lr in (lr, 1)
            for short in (0.1, *OWN_SHORT)
        ),
        "Take all step_num steps: yours end sooner.": tuple(
            path[min(step_num, most)] for most in (5, 10, 20)
        ),
        "The size of each slope counts: leave np.sign out.": (
            _walk(lambda x: x - lr * np.sign(gradient(x)), init_x, step_num)
        ),
        "Return the last point, and not the mean of the path.": path[:-1].mean(axis=0),
    }


def _path(gradient, start, lr, steps):
    """Return the path of a descent; with lr below 0, of a climb."""
    step = np.sign(lr)
    flat = np.zeros_like  # f itself is not asked for where its gradient is given
    return descent_path(flat, start, abs(lr), steps, grad=lambda x: step * gradient(x))


def _one_by_one(gradient, x, lr):
    """Return where a step leads that moves one variable after the other."""
    x = x.copy()
    for i in range(x.size):
        x[i] -= lr * gradient(x)[i]
    return x


def _until_short(gradient, x, own_lr, lr, steps, short):
    """Return where a descent leads that ends at the first short step; of lr, or of one's own."""
    for _ in range(steps):
        slopes = gradient(x)
        if np.linalg.norm(own_lr * slopes) < short:
            break
        x = x - lr * slopes
    return x


def _walk(move, x, steps):
    """Return where x is after some moves."""
    with np.errstate(all="ignore"):
        for _ in range(steps):
            x = move(x)
    return x


@exercise(
    "Ten times nearer costs the same number of steps each time.",
    advice={
        r"(math domain error|positive input|NaN to integer)": (
            "A negative number has no logarithm: take abs of x, and of 1 - 2 * lr."
        ),
    },
)
def steps_needed():
    """Try the first k with |x| * |1 - 2 * lr|**k below the goal.

    Open are the sign of x and of 1 - 2 * lr; a goal above 1, and one that is met exactly; a start
    near the goal, and far off; lr so near to 0, or to 1, that it takes hundreds of steps, or
    thousands. The task names the rest: goal lies below |x|, lr between 0 and 1.
    """
    random = np.random.default_rng(SEED)
    for x, lr, goal in (
        (4.0, 0.1, 1e-3),
        (4.0, 0.25, 1.0),  # after 2 steps it is just at the goal, and not yet below
        (-3.0, 0.1, 1e-3),
        (4.0, 0.7, 1e-3),  # the factor is negative: x jumps across the bottom
        (-0.5, 0.8, 0.02),
        (900.0, 0.3, 2.0),
        (3.0, 0.01, 1e-3),
        (3.0, 0.99, 1e-6),
        (1.5, 0.2, 1.4),
        (2.0, 1e-4, 1e-3),
        *((x, lr, 1e-4) for x, lr in random.uniform((1, 0.05), (9, 0.4), (3, 2)).round(2).tolist()),
    ):
        right = math.floor(_steps(x, lr, goal)) + 1
        yield Case(right, _mistakes_of_count(x, lr, goal), x=x, lr=lr, goal=goal)


def _steps(x, lr, goal, above=math.log, below=math.log):
    """Return at which k it is at the goal; any logarithm will do, if it is the same one twice."""
    return above(goal / abs(x)) / below(abs(1 - 2 * lr))


def _mistakes_of_count(x, lr, goal):
    """Return what comes of mistakes at the number of steps."""
    steps, ratio, factor = _steps(x, lr, goal), goal / abs(x), abs(1 - 2 * lr)
    right = math.floor(steps) + 1
    no_log = math.nan
    return {
        "That is one step too few: there it is not yet below the goal.": right - 1,
        "Where it meets the goal exactly, it is not yet below: that is one step too few, and there "
        "it is not yet below the goal.": math.ceil(steps),
        "To round is one step too few where the rest is small: take the next whole number.": (
            round(steps)
        ),
        "To round and add 1 goes one too far where it is rounded up.": round(steps) + 1,
        "That is when f = x**2 is below the goal: the goal is one for |x|.": (
            math.floor(math.log(goal / x**2) / math.log(factor**2)) + 1,
            math.floor(math.log(goal / x**2) / math.log(factor)) + 1,
        ),
        "Above lr = 0.5 x jumps across the bottom, and comes nearer all the same: take "
        "|1 - 2 * lr|.": tuple(own if lr > 0.5 else right for own in (math.inf, 0, -1)),
        "x may be below 0: compare |x| with the goal.": (0 if x < 0 else 1 if lr > 0.5 else right),
        "It may take more steps than you allow.": tuple(min(right, most) for most in OWN_MOST),
        "0.8 is the factor at lr = 0.1 alone: it is 1 - 2 * lr.": (
            _rounded_up(math.log(ratio) / math.log(0.8))
        ),
        "log(1 - 2 * lr) is near -2 * lr for a tiny lr alone.": (
            _rounded_up(math.log(ratio) / (-2 * lr))
        ),
        "k is an exponent: divide the logarithms, and not the numbers.": (
            _rounded_up(ratio / factor)
        ),
        "That is one step too many: it is below the goal sooner.": (
            right + 1,
            math.ceil(steps) + 1,
        ),
        "Steps are whole: after how many of them is it below the goal?": (steps, steps + 1),
        "log10 of the one, log of the other: take the same logarithm of both.": (
            _rounded_up(_steps(x, lr, goal, above=math.log10))
        ),
        "log of the one, log10 of the other: take the same logarithm of both.": (
            _rounded_up(_steps(x, lr, goal, below=math.log10))
        ),
        "Divide goal by |x| first: only the ratio of the two counts.": (
            _rounded_up(math.log(goal) / math.log(factor))
        ),
        "Divide goal by |x|, and not |x| by goal.": _rounded_up(-steps),
        "Take the log of goal / |x|: the goal belongs inside.": (
            *_rounded_up(goal / abs(x) / math.log(factor)),
            *_rounded_up(math.log(abs(x)) / math.log(factor)),
        ),
        "Divide one logarithm by the other: that is the log of a quotient, or a difference.": (
            *_rounded_up(math.log(ratio) - math.log(factor)),
            *_rounded_up(math.log(ratio / factor)),
        ),
        "They have changed places: the log of goal / |x| is divided by that of the factor.": (
            _rounded_up(1 / steps)
        ),
        "The factor is 1 - 2 * lr.": (
            *_rounded_up(math.log(ratio) / math.log(1 - lr)),
            *_rounded_up(math.log(ratio) / math.log(2 * lr) if lr != 0.5 else no_log),
            *_rounded_up(math.log(ratio) / math.log(lr)),
        ),
        "A negative number has no logarithm: take abs of x.": no_log if x < 0 else right,
        "A negative number has no logarithm: take abs of 1 - 2 * lr.": (
            no_log if lr > 0.5 else right
        ),
        "A negative number has no logarithm: take abs of x, and of 1 - 2 * lr.": (
            no_log if x < 0 or lr > 0.5 else right
        ),
    }


def _rounded_up(steps):
    """Return the whole numbers that readers make of a number of steps."""
    return math.floor(steps) + 1, math.ceil(steps), math.floor(steps), steps
