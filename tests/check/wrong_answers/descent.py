"""What readers write in lesson 04 that is not right, and the hint that each draws."""

import math

import numpy as np

from gradlab import gradient_descent, numerical_gradient
from gradlab.check import descent as check
from wrong_answers import enter_all, wrong


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


@wrong(check.descend, "Each step begins where x is")
def begins_anew_at_the_start(gradient, init_x, lr, step_num):
    x = init_x.copy()
    for _ in range(step_num):
        x = init_x - lr * gradient(x)
    return x


@wrong(check.descend, "it returns init_x itself")
def returns_the_callers_array(gradient, init_x, lr, step_num):
    x = init_x
    for _ in range(step_num):
        x = x - lr * gradient(x)
    return x


@wrong(check.descend, "it returns init_x itself")
def returns_a_view_of_it(gradient, init_x, lr, step_num):
    x = np.asarray(init_x)[:]
    for _ in range(step_num):
        x = x - lr * gradient(x)
    return x


@wrong(check.descend, "Take step_num steps")
def takes_100_steps(gradient, init_x, lr, step_num):
    x = init_x.copy()
    for _ in range(100):
        x = x - lr * gradient(x)
    return x


@wrong(check.descend, "A step is taken away from x")
def forgets_x(gradient, init_x, lr, step_num):
    x = init_x.copy()
    for _ in range(step_num):
        x = -lr * gradient(x)
    return x


@wrong(check.descend, "and not along x")
def goes_along_x(gradient, init_x, lr, step_num):
    x = init_x.copy()
    for _ in range(step_num):
        x = x - lr * x
    return x


@wrong(check.descend, "A loop over step_num steps is: for _ in range(step_num).")
def loops_over_a_number(gradient, init_x, lr, step_num):
    x = init_x.copy()
    for _ in step_num:
        x = x - lr * gradient(x)
    return x


@wrong(check.descend, "Call gradient with parentheses")
def asks_with_brackets(gradient, init_x, lr, step_num):
    x = init_x.copy()
    for _ in range(step_num):
        x = x - lr * gradient[x]
    return x


@wrong(check.descend, "gradient was a function, and is now something else")
def overwrites_the_gradient(gradient, init_x, lr, step_num):
    x = init_x.copy()
    for _ in range(step_num):
        gradient = gradient(x)
        x = x - lr * gradient
    return x


@wrong(check.descend, "in this order")
def takes_another_order(init_x, gradient, lr, step_num):
    x = init_x
    for _ in range(step_num):
        x = x - lr * gradient(x)
    return x


@wrong(check.descend, "One of these is right")
def returns_the_number_of_steps_too(gradient, init_x, lr, step_num):
    x = init_x.copy()
    for _ in range(step_num):
        x = x - lr * gradient(x)
    return x, step_num


@wrong(check.descend, "No step is wanted here: return a copy of init_x.")
def returns_a_zero_where_there_is_no_step(gradient, init_x, lr, step_num):
    x = init_x
    for _ in range(step_num):
        x = x - lr * gradient(x)
    return x if step_num else 0


@wrong(check.descend, "Return the point, not the gradient there")
def returns_the_last_gradient(gradient, init_x, lr, step_num):
    x = init_x.copy()
    for _ in range(step_num):
        x = x - lr * gradient(x)
    return gradient(x)


@wrong(check.descend, "Does its loop end")
def loops_for_ever(gradient, init_x, lr, step_num):
    while step_num > 0:
        init_x = init_x - lr * gradient(init_x)
    return init_x.copy()


@wrong(check.steps_needed, "To round is one step too few where the rest is small")
def rounds(x, lr, goal):
    return round(steps(x, lr, goal))


@wrong(check.steps_needed, "The factor is 1 - 2 * lr")
def forgets_the_2(x, lr, goal):
    return math.floor(math.log(goal / abs(x)) / math.log(1 - lr)) + 1


@wrong(check.steps_needed, "and not |x| by goal")
def turns_the_ratio(x, lr, goal):
    return math.floor(math.log(abs(x) / goal) / math.log(abs(1 - 2 * lr))) + 1


@wrong(check.steps_needed, "A negative number has no logarithm")
def takes_math_without_abs(x, lr, goal):
    return math.floor(math.log(goal / x) / math.log(1 - 2 * lr)) + 1


@wrong(check.steps_needed, "there it is not yet below")
def counts_in_a_loop_and_takes_equal_for_below(x, lr, goal):
    k = 0
    while abs(x) > goal:
        x, k = x * (1 - 2 * lr), k + 1
    return k


@wrong(check.steps_needed, "it returns 99, and should return")
def gives_up_after_a_hundred(x, lr, goal):
    return next((k for k in range(100) if abs(x) * abs(1 - 2 * lr) ** k < goal), 99)


@wrong(check.steps_needed, "They have changed places")
def turns_the_quotient(x, lr, goal):
    return math.floor(math.log(abs(1 - 2 * lr)) / math.log(goal / abs(x))) + 1


@wrong(check.steps_needed, "One of these is right")
def returns_the_rest_too(x, lr, goal):
    return math.floor(steps(x, lr, goal)) + 1, steps(x, lr, goal)


def walk(gradient, x, lr, step_num):
    """Return the path as a list; its first point is the start itself."""
    path = [x]
    for _ in range(step_num):
        path.append(path[-1] - lr * gradient(path[-1]))
    return path


def follow(move, x, step_num):
    """Return where x is after some moves."""
    x = x.copy()
    for _ in range(step_num):
        x = move(x)
    return x


# The same mistakes in other forms, and what is rarer: each line draws the hint above it.
OTHER = {
    check.descend: {
        "not the whole path": [
            lambda gradient, init_x, lr, step_num: (
                walk(gradient, init_x, lr, step_num)[1:] or init_x + 0
            ),
        ],
        "Take step_num steps": [
            lambda gradient, init_x, lr, step_num: walk(gradient, init_x, lr, 3)[-1],
            lambda gradient, init_x, lr, step_num: walk(gradient, init_x, lr, 5)[-1],
            lambda gradient, init_x, lr, step_num: walk(gradient, init_x, lr, 10)[-1],
            lambda gradient, init_x, lr, step_num: walk(gradient, init_x, lr, 20)[-1],
            lambda gradient, init_x, lr, step_num: walk(gradient, init_x, lr, 50)[-1],
            lambda gradient, init_x, lr, step_num: walk(gradient, init_x, lr, 1000)[-1],
        ],
        "Use the lr that is given": [
            lambda gradient, init_x, lr, step_num: walk(gradient, init_x, 0.01, step_num)[-1] + 0,
            lambda gradient, init_x, lr, step_num: walk(gradient, init_x, 0.2, step_num)[-1] + 0,
            lambda gradient, init_x, lr, step_num: walk(gradient, init_x, 0.5, step_num)[-1] + 0,
        ],
        "Divide nothing by lr": [
            lambda gradient, init_x, lr, step_num: walk(gradient, init_x, 1 / lr, step_num)[-1] + 0,
        ],
        "A step is taken away from x": [
            lambda gradient, init_x, lr, step_num: follow(
                lambda x: lr * gradient(x), init_x, step_num
            ),
            lambda gradient, init_x, lr, step_num: follow(gradient, init_x, step_num),
        ],
        "Start at init_x": [
            lambda gradient, init_x, lr, step_num: walk(gradient, 0 * init_x, lr, step_num)[-1],
            lambda gradient, init_x, lr, step_num: walk(gradient, np.zeros(2), lr, step_num)[-1],
            lambda gradient, init_x, lr, step_num: walk(
                gradient, np.ones_like(init_x), lr, step_num
            )[-1],
        ],
        "do not divide by its length": [
            lambda gradient, init_x, lr, step_num: (
                walk(lambda x: gradient(x) / np.linalg.norm(gradient(x)), init_x, lr, step_num)[-1]
                + 0
            ),
        ],
        "yours fits one bowl alone": [
            lambda gradient, init_x, lr, step_num: init_x * (1 - 2 * lr) ** step_num,
        ],
        "No step is wanted here: return a copy of init_x.": [
            lambda gradient, init_x, lr, step_num: (
                walk(gradient, init_x, lr, step_num)[-1] if step_num else 0 * init_x
            ),
            lambda gradient, init_x, lr, step_num: (
                walk(gradient, init_x, lr, step_num)[-1] if step_num else gradient(init_x)
            ),
        ],
    },
    check.steps_needed: {
        "one step too many": [
            lambda x, lr, goal: math.floor(steps(x, lr, goal)) + 2,
        ],
        "Steps are whole": [
            lambda x, lr, goal: steps(x, lr, goal) + 1,
        ],
        "Divide goal by |x| first": [
            lambda x, lr, goal: math.ceil(math.log(goal) / math.log(abs(1 - 2 * lr))),
            lambda x, lr, goal: math.log(goal) / math.log(abs(1 - 2 * lr)),
        ],
        "the goal belongs inside": [
            lambda x, lr, goal: math.floor(goal / abs(x) / math.log(abs(1 - 2 * lr))) + 1,
            lambda x, lr, goal: math.ceil(math.log(abs(x)) / math.log(abs(1 - 2 * lr))),
        ],
        "Divide one logarithm by the other": [
            lambda x, lr, goal: math.log(goal / abs(x)) - math.log(abs(1 - 2 * lr)),
            lambda x, lr, goal: math.ceil(math.log(goal / abs(x) / abs(1 - 2 * lr))),
        ],
        "They have changed places": [
            lambda x, lr, goal: 1 / steps(x, lr, goal),
        ],
        "The factor is 1 - 2 * lr": [
            lambda x, lr, goal: math.ceil(math.log(goal / abs(x)) / math.log(2 * lr)),
            lambda x, lr, goal: math.ceil(math.log(goal / abs(x)) / math.log(lr)),
        ],
        "A negative number has no logarithm": [
            lambda x, lr, goal: np.floor(np.log(goal / x) / np.log(1 - 2 * lr)) + 1,
        ],
    },
}
enter_all(OTHER)


@wrong(check.descend, "it returns a list, which does not calculate as an array does")
def as_a_list(gradient, init_x, lr, step_num):
    x = init_x
    for _ in range(step_num):
        x = np.subtract(x, np.multiply(lr, gradient(x)))
    return list(x)


@wrong(check.descend, "All variables move at once")
def moves_one_variable_after_the_other(gradient, init_x, lr, step_num):
    x = init_x.copy()
    for _ in range(step_num):
        for i in range(len(x)):
            x[i] = x[i] - lr * gradient(x)[i]
    return x


def stops_at(short):
    """Return an answer that ends its loop at a short step."""

    def descend(gradient, init_x, lr, step_num):
        x = init_x.copy()
        for _ in range(step_num):
            step = lr * gradient(x)
            if np.linalg.norm(step) < short:
                break
            x = x - step
        return x

    return descend


@wrong(check.descend, "It does not move")
def puts_the_start_back_into_what_it_returns(gradient, init_x, lr, step_num):
    saved, x = init_x.copy(), init_x
    for _ in range(step_num):
        x -= lr * gradient(x)
    init_x[:] = saved
    return x


def loops(may_go_on, most=10**6):
    """Return an answer that counts the steps of a loop."""

    def steps_needed(x, lr, goal):
        k = 0
        while may_go_on(x, goal) and k < most:
            x, k = x - lr * 2 * x, k + 1
        return k

    return steps_needed


enter_all(
    {
        check.descend: {
            "Take all step_num steps, also where they are short": [stops_at(1e-3), stops_at(1e-6)],
        },
        check.steps_needed: {
            "To round and add 1 goes one too far": [
                lambda x, lr, goal: round(np.log(goal / abs(x)) / np.log(abs(1 - 2 * lr))) + 1,
            ],
            "That is when f = x**2 is below the goal": [loops(lambda x, goal: x**2 >= goal)],
            "compare |x| with the goal": [loops(lambda x, goal: x >= goal)],
            "It may take more steps than you allow": [
                *(loops(lambda x, goal: abs(x) >= goal, most=most) for most in (100, 1000, 10000)),
            ],
            "0.8 is the factor at lr = 0.1 alone": [
                lambda x, lr, goal: np.floor(np.log(goal / abs(x)) / np.log(0.8)) + 1,
            ],
            "for a tiny lr alone": [
                lambda x, lr, goal: np.floor(np.log(goal / abs(x)) / (-2 * lr)) + 1,
            ],
            "divide the logarithms, and not the numbers": [
                lambda x, lr, goal: goal / abs(x) / abs(1 - 2 * lr),
            ],
        },
    }
)


@wrong(check.descend, "Take all step_num steps, however many.")
def takes_a_hundred_steps_at_most(gradient, init_x, lr, step_num):
    x = init_x.copy()
    for _ in range(min(step_num, 100)):
        x = x - lr * gradient(x)
    return x


enter_all(
    {
        check.descend: {
            "want f, and here is its gradient already": [
                lambda gradient, init_x, lr, step_num: gradient_descent(
                    gradient, init_x, lr, step_num
                ),
                lambda gradient, init_x, lr, step_num: gradient_descent(
                    init_x, gradient, lr, step_num
                ),
                lambda gradient, init_x, lr, step_num: moved(
                    lambda x: x - lr * numerical_gradient(gradient, x), init_x, step_num
                ),
            ],
            "leave np.sign out": [
                lambda gradient, init_x, lr, step_num: moved(
                    lambda x: x - lr * np.sign(gradient(x)), init_x, step_num
                ),
            ],
            "yours end sooner": [
                lambda gradient, init_x, lr, step_num: moved(
                    lambda x: x - lr * gradient(x), init_x, min(step_num, 10)
                ),
            ],
            "Take all step_num steps, also where they are short": [
                lambda gradient, init_x, lr, step_num: moved(
                    lambda x: x - lr * gradient(x) * (np.linalg.norm(gradient(x)) >= 0.1),
                    init_x,
                    step_num,
                ),
            ],
            "and not the mean of the path": [
                lambda gradient, init_x, lr, step_num: np.mean(
                    [
                        moved(lambda x: x - lr * gradient(x), init_x, steps)
                        for steps in range(step_num + 1)
                    ],
                    axis=0,
                ),
            ],
        },
        check.steps_needed: {
            "comes nearer all the same": [
                lambda x, lr, goal: math.inf if lr > 0.5 else right_count(x, lr, goal),
            ],
            "That is when f = x**2 is below the goal": [
                lambda x, lr, goal: math.floor(math.log(goal / x**2, abs(1 - 2 * lr))) + 1,
            ],
        },
    }
)


def moved(move, x, steps):
    for _ in range(steps):
        x = move(x)
    return np.array(x)


def right_count(x, lr, goal):
    return math.floor(math.log(goal / abs(x)) / math.log(abs(1 - 2 * lr))) + 1
