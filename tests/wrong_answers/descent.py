"""What readers write in lesson 04 that is not right, and the hint that each draws."""

import math

import numpy as np

from gradlab.check import descent as check
from wrong_answers import wrong


@wrong(check.descend, "It goes uphill")
def plus_sign(gradient, init_x, lr, step_num):
    x = init_x
    for _ in range(step_num):
        x = x + lr * gradient(x)
    return x


@wrong(check.descend, "it changes init_x, which the caller still needs")
def changes_init_x(gradient, init_x, lr, step_num):
    x = init_x
    for _ in range(step_num):
        x -= lr * gradient(x)
    return x


@wrong(check.descend, "one step too few")
def one_too_few(gradient, init_x, lr, step_num):
    x = init_x
    for _ in range(1, step_num):
        x = x - lr * gradient(x)
    return x


@wrong(check.descend, "one step too many")
def one_too_many(gradient, init_x, lr, step_num):
    x = init_x
    for _ in range(step_num + 1):
        x = x - lr * gradient(x)
    return x


@wrong(check.descend, "one step too many")
def steps_before_it_counts(gradient, init_x, lr, step_num):
    x = init_x - lr * gradient(init_x)
    for _ in range(step_num - 1):
        x = x - lr * gradient(x)
    return x


@wrong(check.descend, "Use the lr that is given")
def has_an_lr_of_its_own(gradient, init_x, lr, step_num):
    lr, x = 0.1, init_x
    for _ in range(step_num):
        x = x - lr * gradient(x)
    return x


@wrong(check.descend, "Start at init_x")
def has_a_start_of_its_own(gradient, init_x, lr, step_num):
    x = np.array([-3.0, 4.0])
    for _ in range(step_num):
        x = x - lr * gradient(x)
    return x


@wrong(check.descend, "take it anew in the loop")
def gradient_before_the_loop(gradient, init_x, lr, step_num):
    x, slopes = init_x, gradient(init_x)
    for _ in range(step_num):
        x = x - lr * slopes
    return x


@wrong(check.descend, "not the whole path")
def returns_the_path(gradient, init_x, lr, step_num):
    path = [init_x]
    for _ in range(step_num):
        path.append(path[-1] - lr * gradient(path[-1]))
    return np.array(path)


@wrong(check.descend, "return after the loop")
def returns_inside_the_loop(gradient, init_x, lr, step_num):
    x = init_x
    for _ in range(step_num):
        x = x - lr * gradient(x)
        return x
    return x


@wrong(check.descend, "lr is missing")
def forgets_lr(gradient, init_x, lr, step_num):
    x = init_x
    for _ in range(step_num):
        x = x - gradient(x)
    return x


@wrong(check.descend, "It does not move")
def forgets_to_keep_the_step(gradient, init_x, lr, step_num):
    x = init_x
    for _ in range(step_num):
        x - lr * gradient(x)
    return x


def steps(x, lr, goal):
    return math.log(goal / abs(x)) / math.log(abs(1 - 2 * lr))


@wrong(check.steps_needed, "there it is not yet below")
def rounds_down(x, lr, goal):
    return int(steps(x, lr, goal))


@wrong(check.steps_needed, "there it is not yet below")
def rounds_up(x, lr, goal):
    return math.ceil(steps(x, lr, goal))


@wrong(check.steps_needed, "one step too many")
def rounds_up_and_adds_one(x, lr, goal):
    return math.ceil(steps(x, lr, goal)) + 1


@wrong(check.steps_needed, "Steps are whole")
def does_not_round(x, lr, goal):
    return steps(x, lr, goal)


@wrong(check.steps_needed, "log10 of the one")
def log10_over_log(x, lr, goal):
    return math.ceil(math.log10(goal / abs(x)) / math.log(abs(1 - 2 * lr)))


@wrong(check.steps_needed, "log of the one")
def log_over_log10(x, lr, goal):
    return math.ceil(math.log(goal / abs(x)) / math.log10(abs(1 - 2 * lr)))


@wrong(check.steps_needed, "A negative number has no logarithm")
def forgets_abs_of_x(x, lr, goal):
    return np.floor(np.log(goal / x) / np.log(abs(1 - 2 * lr))) + 1


@wrong(check.steps_needed, "A negative number has no logarithm")
def forgets_abs_of_the_factor(x, lr, goal):
    return np.floor(np.log(goal / abs(x)) / np.log(1 - 2 * lr)) + 1


@wrong(check.descend, "A function stands where a number should")
def does_not_call_the_gradient(gradient, init_x, lr, step_num):
    x = init_x
    for _ in range(step_num):
        x = x - lr * gradient
    return x


@wrong(check.steps_needed, "Divide goal by |x| first")
def forgets_the_start(x, lr, goal):
    return np.floor(np.log(goal) / np.log(abs(1 - 2 * lr))) + 1
