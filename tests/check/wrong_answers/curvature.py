"""What readers write in lesson 09 that is not right, and the hint that each draws."""

import numpy as np

from gradlab.check import curvature as check
from wrong_answers import enter_all, wrong


@wrong(check.newton, "It has the wrong sign")
def plus(x, g, H):
    return x + np.linalg.solve(H, g)


@wrong(check.newton, "That is the step alone: add x.")
def the_step_alone(x, g, H):
    return -np.linalg.solve(H, g)


@wrong(check.newton, "/ divides number by number")
def divides_elementwise(x, g, H):
    return x - g / H


@wrong(check.newton, "Its diagonal is not all of H")
def divides_by_the_diagonal(x, g, H):
    return x - g / np.diag(H)


@wrong(check.newton, "H is inverted, and g is not")
def inverts_g(x, g, H):
    return x - np.linalg.solve(H, 1 / g)


@wrong(check.newton, "Divide by H, and do not multiply")
def multiplies(x, g, H):
    return x - H @ g


@wrong(check.newton, "solve(H, g): the right-hand side is the gradient")
def solves_for_x(x, g, H):
    return x - np.linalg.solve(H, x)


@wrong(check.newton, "takes the matrix first")
def swaps_the_arguments_of_solve(x, g, H):
    return x - np.linalg.solve(g, H)


@wrong(check.newton, "A curvature below 0 stays below 0")
def always_goes_down(x, g, H):
    own, axes = np.linalg.eigh(H)
    return x - axes @ (axes.T @ g / np.abs(own))


@wrong(check.newton, "it changes x, which the caller still needs")
def moves_the_callers_x(x, g, H):
    x -= np.linalg.solve(H, g)
    return x


@wrong(check.newton, "it returns x itself, the caller's own array")
def returns_x_where_it_is_level(x, g, H):
    return x - np.linalg.solve(H, g) if g.any() else x


@wrong(check.second_difference, "so h counts twice")
def divides_by_h(f, x, h):
    return (f(x + h) - 2 * f(x) + f(x - h)) / h


@wrong(check.second_difference, "In / h * h the h goes out again")
def divides_and_multiplies(f, x, h):
    return (f(x + h) - 2 * f(x) + f(x - h)) / h * h


@wrong(check.second_difference, "The two slopes are h apart")
def thinks_of_the_central_difference(f, x, h):
    return (f(x + h) - 2 * f(x) + f(x - h)) / (2 * h)


@wrong(check.second_difference, "f(x) counts twice")
def takes_f_once(f, x, h):
    return (f(x + h) - f(x) + f(x - h)) / h**2


@wrong(check.second_difference, "2·f(x) is taken away")
def adds_all(f, x, h):
    return (f(x + h) + 2 * f(x) + f(x - h)) / h**2


@wrong(check.second_difference, "The parentheses are missing")
def without_parentheses(f, x, h):
    return f(x + h) - 2 * f(x) + f(x - h) / h**2


@wrong(check.second_difference, "That is the slope")
def the_slope(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


@wrong(check.second_difference, "The middle place is x")
def looks_to_the_right(f, x, h):
    return (f(x + 2 * h) - 2 * f(x + h) + f(x)) / h**2


@wrong(check.second_difference, "that is f at x - 2h, x and x + 2h")
def the_slope_of_the_central_slope(f, x, h):
    def slope(x):
        return (f(x + h) - f(x - h)) / (2 * h)

    return (slope(x + h) - slope(x - h)) / (2 * h)


@wrong(check.second_difference, "Use the h that is given")
def has_an_h_of_its_own(f, x, h):
    h = 1e-4
    return (f(x + h) - 2 * f(x) + f(x - h)) / h**2


@wrong(check.second_difference, "The sign is turned")
def turns_the_sign(f, x, h):
    return (2 * f(x) - f(x + h) - f(x - h)) / h**2


def rolling(move):
    """Return an answer from what takes x, v, the gradient, lr and beta, and returns new x and v."""

    def answer(gradient, init_x, lr, beta, step_num):
        x, v = init_x.copy(), np.zeros(init_x.shape)
        for _ in range(step_num):
            x, v = move(x, v, gradient, lr, beta)
        return x

    return answer


@wrong(check.roll, "It goes uphill")
def climbs(gradient, init_x, lr, beta, step_num):
    x, v = init_x.copy(), 0 * init_x
    for _ in range(step_num):
        v = beta * v + lr * gradient(x)
        x = x + v
    return x


@wrong(check.roll, "is v put back to 0 in the loop, or beta left out?")
def forgets_its_velocity(gradient, init_x, lr, beta, step_num):
    x = init_x.copy()
    for _ in range(step_num):
        v = 0 * x
        v = beta * v - lr * gradient(x)
        x = x + v
    return x


@wrong(check.roll, "beta belongs to the old velocity, and not to the gradient.")
def beta_on_the_gradient(gradient, init_x, lr, beta, step_num):
    x, v = init_x.copy(), 0 * init_x
    for _ in range(step_num):
        v = v - beta * lr * gradient(x)
        x = x + v
    return x


@wrong(check.roll, "here it shrinks the new gradient as well")
def beta_on_both(gradient, init_x, lr, beta, step_num):
    x, v = init_x.copy(), 0 * init_x
    for _ in range(step_num):
        v = beta * (v - lr * gradient(x))
        x = x + v
    return x


@wrong(check.roll, "beta belongs to the velocity, and not to x.")
def beta_on_x(gradient, init_x, lr, beta, step_num):
    x = init_x.copy()
    for _ in range(step_num):
        x = beta * x - lr * gradient(x)
    return x


@wrong(check.roll, "there is no 1 - beta before it")
def an_average(gradient, init_x, lr, beta, step_num):
    x, v = init_x.copy(), 0 * init_x
    for _ in range(step_num):
        v = beta * v - (1 - beta) * lr * gradient(x)
        x = x + v
    return x


@wrong(check.roll, "First the velocity, then x")
def both_at_once(gradient, init_x, lr, beta, step_num):
    x, v = init_x.copy(), 0 * init_x
    for _ in range(step_num):
        x, v = x + v, beta * v - lr * gradient(x)
    return x


@wrong(check.roll, "That is one step too few, or x moves before")
def x_first(gradient, init_x, lr, beta, step_num):
    x, v = init_x.copy(), 0 * init_x
    for _ in range(step_num):
        x = x + v
        v = beta * v - lr * gradient(x)
    return x


@wrong(check.roll, "and not at x + beta * v")
def nesterov(gradient, init_x, lr, beta, step_num):
    x, v = init_x.copy(), 0 * init_x
    for _ in range(step_num):
        v = beta * v - lr * gradient(x + beta * v)
        x = x + v
    return x


@wrong(check.roll, "it changes init_x, which the caller still needs")
def moves_the_start(gradient, init_x, lr, beta, step_num):
    x, v = init_x, 0 * init_x
    for _ in range(step_num):
        v = beta * v - lr * gradient(x)
        x += v
    return x


@wrong(check.roll, "it returns init_x itself, the caller's own array")
def returns_the_start_itself(gradient, init_x, lr, beta, step_num):
    x, v = init_x, 0 * init_x
    for _ in range(step_num):
        v = beta * v - lr * gradient(x)
        x = x + v
    return x


@wrong(check.roll, "before it has a value: it begins at 0")
def has_no_first_velocity(gradient, init_x, lr, beta, step_num):
    x = init_x.copy()
    for _ in range(step_num):
        velocity = beta * velocity - lr * gradient(x)  # noqa: F821
        x = x + velocity
    return x


@wrong(check.roll, "begin with np.zeros(init_x.shape)")
def has_a_velocity_of_whole_numbers(gradient, init_x, lr, beta, step_num):
    x, v = init_x.copy(), np.zeros(init_x.shape, int)
    for _ in range(step_num):
        v -= lr * gradient(x)
        x = x + v
    return x


@wrong(check.roll, "also where they are short")
def ends_where_a_step_is_short(gradient, init_x, lr, beta, step_num):
    x, v = init_x.copy(), 0 * init_x
    for _ in range(step_num):
        v = beta * v - lr * gradient(x)
        x = x + v
        if np.linalg.norm(v) < 1e-3:
            break
    return x


@wrong(check.newton, "the step is taken all the same")
def goes_down_where_a_curvature_is_below_0(x, g, H):
    return x - np.linalg.solve(H, g) if np.linalg.eigvalsh(H).min() > 0 else x - 0.02 * g


# The same mistakes in other forms, and what is rarer: each line draws the hint above it.
OTHER = {
    check.newton: {
        "/ divides number by number": [lambda x, g, H: x - (g / H).sum(axis=0)],
        "1 / H turns each number over": [
            lambda x, g, H: x - (1 / H) @ g,
            lambda x, g, H: x - (g / H).sum(axis=1),
            lambda x, g, H: x - H**-1 @ g,
        ],
        "H is inverted, and g is not": [lambda x, g, H: x - H @ (1 / g)],
        "A curvature below 0 stays below 0": [
            lambda x, g, H: x - np.linalg.solve(H, g) if np.linalg.eigvalsh(H).min() > 0 else 1 * x,
        ],
        "H is missing": [lambda x, g, H: x - g],
        "That is the step alone: add x.": [lambda x, g, H: np.linalg.inv(H) @ g],
        "take it of g alone": [lambda x, g, H: np.linalg.solve(H, x - g)],
        "The curvatures belong to the own axes": [lambda x, g, H: x - g / np.linalg.eigvalsh(H)],
        "One number does not stand for H": [
            lambda x, g, H: x - g / np.linalg.norm(H),
            lambda x, g, H: x - g / np.linalg.det(H),
            lambda x, g, H: x - g / max(np.linalg.eigvalsh(H)),
        ],
        "Newton's step has no lr": [
            lambda x, g, H: x - 0.1 * np.linalg.solve(H, g),
            lambda x, g, H: x - np.linalg.solve(H, g) / 2,
            lambda x, g, H: x - np.linalg.solve(H / 2, g),
        ],
        "That is g in terms of the own axes": [
            lambda x, g, H: x - np.linalg.eigh(H)[1].T @ g / np.linalg.eigvalsh(H),
        ],
        "H is (n, n), x and g are (n,)": [lambda x, g, H: x - np.linalg.solve(H, g[:-1])],
    },
    check.second_difference: {
        "In / h * h the h goes out again": [
            lambda f, x, h: f(x + h) - 2 * f(x) + f(x - h),
        ],
        "so h counts twice": [
            lambda f, x, h: ((f(x + h) - f(x)) - (f(x) - f(x - h))) / h,
        ],
        "The two slopes are h apart": [
            lambda f, x, h: (f(x + h) - 2 * f(x) + f(x - h)) / (4 * h**2),
            lambda f, x, h: (f(x + h) - 2 * f(x) + f(x - h)) / (2 * h**2),
        ],
        "f(x) counts twice": [lambda f, x, h: (f(x + h) + f(x - h)) / h**2],
        "f(x - h) is added": [lambda f, x, h: (f(x + h) - 2 * f(x) - f(x - h)) / h**2],
        "That is the slope": [lambda f, x, h: (f(x + h) - f(x)) / h],
        "That is the square of the slope": [
            lambda f, x, h: ((f(x + h) - f(x - h)) / (2 * h)) ** 2,
        ],
        "The middle place is x": [
            lambda f, x, h: (f(x) - 2 * f(x - h) + f(x - 2 * h)) / h**2,
        ],
        "that is f at x - h/2, x and x + h/2": [
            lambda f, x, h: (f(x + h / 2) - 2 * f(x) + f(x - h / 2)) / (h / 2) ** 2,
        ],
    },
    check.roll: {
        "beta belongs to the old velocity, and not to the gradient.": [
            rolling(lambda x, v, g, lr, b: (x + lr * v - b * g(x), lr * v - b * g(x))),
        ],
        "beta belongs to the velocity, and not to x.": [
            rolling(lambda x, v, g, lr, b: (b * x + v - lr * g(x), v - lr * g(x))),
        ],
        "yours keeps all of it": [
            rolling(lambda x, v, g, lr, b: (x + v - lr * g(x), v - lr * g(x))),
        ],
        "Each step keeps the share beta, and not 1 - beta.": [
            rolling(lambda x, v, g, lr, b: (x + (1 - b) * v - lr * g(x), (1 - b) * v - lr * g(x))),
        ],
        "lr is missing": [rolling(lambda x, v, g, lr, b: (x + b * v - g(x), b * v - g(x)))],
        "lr belongs to the gradient alone": [
            rolling(lambda x, v, g, lr, b: (x + lr * (b * v - g(x)), lr * (b * v - g(x)))),
        ],
        "Use the beta that is given": [
            rolling(lambda x, v, g, lr, b: (x + 0.9 * v - lr * g(x), 0.9 * v - lr * g(x))),
        ],
        "is v put back to 0 in the loop, or beta left out?": [
            rolling(lambda x, v, g, lr, b: (x - lr * g(x), v)),
        ],
    },
}
enter_all(OTHER)
