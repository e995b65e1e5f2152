"""The checks of lesson 04."""

import math

import numpy as np

from ..descent import descent_path
from .exercise import Named, exercise, expect

SEED = 4  # of the places that are tried: the same for every reader


@exercise("That loop trains nets too: only the gradient is another.")
def descend(answer):
    """Check the point that is reached after step_num steps against the gradient."""
    bowl = Named("x -> 2 * x", lambda x: 2 * x)
    long_bowl = Named("x -> x * [0.1, 2]", lambda x: x * [0.1, 2])
    random = np.random.default_rng(SEED)
    for gradient in (bowl, long_bowl):
        for init_x in (np.array([-3.0, 4.0]), random.uniform(-5, 5, 2).round(1)):
            for lr, step_num in ((0.1, 3), (0.3, 7), (0.1, 0)):
                right, mistakes = _last_point(gradient, init_x, lr, step_num)
                its = {"init_x": init_x, "lr": lr, "step_num": step_num}
                expect(answer, right, mistakes, gradient=gradient, **its)


def _last_point(gradient, init_x, lr, step_num):
    """Return the last point of a descent, and where some mistakes lead."""
    flat = np.zeros_like  # f itself is not asked for where its gradient is given
    path = descent_path(flat, init_x, lr, step_num + 1, grad=gradient)
    uphill = descent_path(flat, init_x, lr, step_num, grad=lambda x: -gradient(x))
    unscaled = descent_path(flat, init_x, 1, step_num, grad=gradient)
    return path[step_num], {
        "It goes uphill: take lr times the gradient away from x.": uphill[-1],
        "That is one step too few.": path[max(step_num - 1, 0)],
        "That is one step too many.": path[step_num + 1],
        "The gradient is that at the start in every step: take it anew in the loop.": (
            init_x - step_num * lr * gradient(init_x)
        ),
        "Return the last point, not the whole path.": path[:-1],
        "That is one step: return after the loop, and let each step begin where x is.": path[1],
        "lr is missing: a step is lr times the gradient.": unscaled[-1],
        "It does not move: x needs the new value at each step.": init_x,
    }


@exercise("Ten times nearer costs the same number of steps each time.")
def steps_needed(answer):
    """Check the first k with |x| * |1 - 2 * lr|**k below the goal."""
    random = np.random.default_rng(SEED)
    for x, lr, goal in (
        (4.0, 0.1, 1e-3),
        (4.0, 0.25, 1.0),  # after 2 steps it is just at the goal, and not yet below
        (-3.0, 0.1, 1e-3),
        (4.0, 0.7, 1e-3),  # the factor is negative: x jumps across the bottom
        *((x, lr, 1e-4) for x, lr in random.uniform((1, 0.05), (9, 0.4), (3, 2)).round(2).tolist()),
    ):
        ratio, factor = goal / abs(x), abs(1 - 2 * lr)
        steps = math.log(ratio) / math.log(factor)
        right = math.floor(steps) + 1
        mistakes = {
            "That is one step too few: there it is not yet below the goal.": right - 1,
            "That is one step too many: it is below the goal sooner.": right + 1,
            "Steps are whole: after how many of them is it below the goal?": steps,
            "log10 of the one, log of the other: take the same logarithm of both.": (
                math.ceil(math.log10(ratio) / math.log(factor))
            ),
            "log of the one, log10 of the other: take the same logarithm of both.": (
                math.ceil(math.log(ratio) / math.log10(factor))
            ),
            "Divide goal by |x| first: only the ratio of the two counts.": (
                math.floor(math.log(goal) / math.log(factor)) + 1
            ),
            "A negative number has no logarithm: take abs of x, and of 1 - 2 * lr.": math.nan,
        }
        expect(answer, right, mistakes, x=x, lr=lr, goal=goal)
