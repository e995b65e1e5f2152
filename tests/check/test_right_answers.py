"""Right answers in other words than the solution's, as readers write them."""

import cmath
import contextlib
import functools
import itertools
import math
from operator import itemgetter

import numpy as np
import pytest

from gradlab import (
    gradient_descent,
    momentum_path,
    numerical_diff,
    numerical_gradient,
    tangent_line,
)
from gradlab import softmax as the_courses_softmax
from gradlab.check import (
    curvature,
    derivative,
    descent,
    fitting_data,
    gradient_field,
    hidden_layer,
    learning_rate,
    partials,
    simple_net,
)
from gradlab.data import Standard, line_gradient

RIGHT = []


def right(check):
    """Enter the function below as a right answer."""

    def enter(answer):
        RIGHT.append(pytest.param(check, answer, id=f"{check.__name__}-{answer.__name__}"))
        return answer

    return enter


# --- 01 ---------------------------------------------------------------------------------------


@right(derivative.forward_diff)
def by_two_points(f, x, h):
    x_next = x + h
    y0, y1 = map(f, (x, x_next))
    return np.divide(y1 - y0, x_next - x)


@right(derivative.forward_diff)
def by_an_array_of_both(f, x, h):
    below, above = f(np.array([x, x + h]))
    return (above - below) / h


@right(derivative.forward_diff)
def by_np_diff(f, x, h):
    return np.diff([f(x), f(x + h)])[0] / h


@right(derivative.forward_diff)
def in_two_parts(f, x, h):
    return f(x + h) / h - f(x) / h


@right(derivative.forward_diff)
def with_a_default(f, x, h=1e-4, *, turned=False):
    return -(f(x) - f(x + h)) / h


@right(derivative.tangent)
def by_slope_and_intercept(f, x, d):
    b = f(x) - d * x
    return lambda t: d * t + b


@right(derivative.tangent)
def by_polynomial(f, x, d):
    return np.poly1d([d, f(x) - d * x])


@right(derivative.tangent)
def by_partial(f, x, d):
    return functools.partial(lambda y, t: y + d * (t - x), f(x))


@right(derivative.tangent)
def by_the_courses_tangent_line(f, x, d):
    return tangent_line(f, x)


class Line:
    def __init__(self, f, x, d):
        self.y, self.x, self.d = f(x), x, d

    def __call__(self, t):
        return self.y + self.d * (t - self.x)


right(derivative.tangent)(Line)


@right(derivative.nearby)
def by_the_tangent_line(height, g, s):
    return np.polyval([g, height], s)


@right(derivative.nearby)
def in_two_lines(height, g, s):
    change = s * g
    return change + height


# --- 02 ---------------------------------------------------------------------------------------


@right(partials.partial_x1)
def by_numerical_diff(f, x0, x1):
    return numerical_diff(lambda t: f(x0, t), x1)


@right(partials.partial_x1)
def by_numerical_gradient(f, x0, x1):
    return numerical_gradient(lambda x: f(x[0], x[1]), [x0, x1])[1]


@right(partials.partial_x1)
def divided_twice(f, x0, x1):
    h = 1e-4
    return (f(x0, x1 + h) - f(x0, x1 - h)) / 2 / h


@right(partials.partial_x1)
def with_another_small_h(f, x0, x1):
    h = 1e-5
    return (f(x0, x1 + h) - f(x0, x1 - h)) / (2 * h)


@right(partials.partial_x1)
def as_the_mean_of_both_sides(f, x0, x1):
    h, here = 1e-4, f(x0, x1)
    return 0.5 * ((f(x0, x1 + h) - here) / h + (here - f(x0, x1 - h)) / h)


@right(partials.gradient)
def by_copies(f, x):
    h, slopes = 1e-4, []
    for i in range(x.size):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        slopes.append((f(up) - f(down)) / (2 * h))
    return slopes


@right(partials.gradient)
def by_unit_arrows(f, x):
    h = 1e-4
    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.identity(len(x))])


@right(partials.gradient)
def there_and_back(f, x):
    h, slopes = 1e-4, np.zeros(len(x))
    for i in range(len(x)):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        below = f(x)
        x[i] += h
        slopes[i] = (above - below) / (2 * h)
    return slopes


@right(partials.gradient)
def with_dots_as_an_index(f, x):
    h, back, slopes = 1e-4, x.copy(), np.empty_like(x)
    for i in range(len(x)):
        x[i] = back[i] + h
        above = f(x)
        x[...] = back
        x[i] -= h
        slopes[i] = (above - f(x)) / (2 * h)
        x[...] = back
    return slopes[...]


@right(partials.gradient)
def by_the_package(f, x):
    return numerical_gradient(f, x)


# --- 03 ---------------------------------------------------------------------------------------


@right(gradient_field.heights)
def added_one_by_one(x):
    total = 0
    for component in x:
        total = total + component * component
    return total


@right(gradient_field.heights)
def pythons_sum(x):
    return sum(component**2 for component in x)


@right(gradient_field.heights)
def by_einsum(x):
    return np.einsum("i...,i...->...", x, x)


@right(gradient_field.heights)
def the_norm_squared(x):
    return np.linalg.norm(x, axis=0) ** 2


@right(gradient_field.heights)
def reduced(x):
    return np.add.reduce(np.square(x))


@right(gradient_field.kind)
def by_extremes(rises):
    low, high = min(rises), max(rises)
    if low == high == 0:
        return "plateau"
    if low < 0 < high:
        return "saddle"
    return "minimum" if low >= 0 else "maximum"


@right(gradient_field.kind)
def by_where(rises):
    level = np.where((rises == 0).all(), "plateau", "saddle")
    higher = np.where((rises > 0).all(), "minimum", level)
    return np.where((rises < 0).all(), "maximum", higher)


@right(gradient_field.kind)
def by_select(rises):
    conditions = [(rises > 0).all(), (rises < 0).all(), (rises == 0).all()]
    return np.select(conditions, ["minimum", "maximum", "plateau"], "saddle")


@right(gradient_field.kind)
def by_signs(rises):
    names = {(1,): "minimum", (-1,): "maximum", (0,): "plateau"}
    return names.get(tuple(sorted({int(sign) for sign in np.sign(rises)})), "saddle")


@right(gradient_field.kind)
def with_a_tolerance(rises):
    if np.allclose(rises, 0):
        return "plateau"
    if all(rise > 0 for rise in rises):
        return "minimum"
    return "maximum" if all(rise < 0 for rise in rises) else "saddle"


@right(gradient_field.downhill)
def by_norm(gradient):
    length = np.linalg.norm(gradient)
    return -gradient / length if length else gradient * 0


@right(gradient_field.downhill)
def by_hypot(gradient):
    length = math.hypot(*gradient)
    if not length:
        return [0] * len(gradient)
    return [-slope / length for slope in gradient]


@right(gradient_field.downhill)
def with_a_small_number_below(gradient):
    return -gradient / (np.sqrt(gradient @ gradient) + 1e-10)


@right(gradient_field.downhill)
def with_the_lessons_small_number_for_nothing(gradient):
    return -gradient / max(np.linalg.norm(gradient), 1e-7)


@right(gradient_field.downhill)
def where_any(gradient):
    if gradient.any():
        return -gradient / np.sum(gradient**2) ** 0.5
    return np.zeros(gradient.shape)


@right(gradient_field.downhill)
def by_nan_to_num(gradient):
    return np.nan_to_num(-gradient / np.linalg.norm(gradient))


# --- 04 ---------------------------------------------------------------------------------------


@right(descent.descend)
def with_a_copy(gradient, init_x, lr, step_num):
    x = init_x.copy()
    for _ in range(step_num):
        x -= lr * gradient(x)
    return x


@right(descent.descend)
def counts_down(gradient, init_x, lr, step_num):
    x = np.array(init_x, float)
    while step_num:
        x, step_num = x - lr * gradient(x), step_num - 1
    return x


@right(descent.descend)
def calls_itself(gradient, init_x, lr, step_num):
    if step_num == 0:
        return np.array(init_x)
    return calls_itself(gradient, init_x - lr * gradient(init_x), lr, step_num - 1)


@right(descent.descend)
def by_reduce(gradient, init_x, lr, step_num):
    steps = range(step_num)
    return functools.reduce(lambda x, _: x - lr * gradient(x), steps, init_x + 0)


@right(descent.descend)
def the_last_of_the_path(gradient, init_x, lr, step_num):
    path = [init_x.copy()]
    for _ in range(step_num):
        path.append(path[-1] - lr * gradient(path[-1]))
    return path[-1]


@right(descent.descend)
def by_gradient_descent(gradient, init_x, lr, step_num):
    return gradient_descent(lambda x: 0.0, init_x, lr, step_num, grad=gradient)


@right(descent.steps_needed)
def by_a_loop(x, lr, goal):
    k = 0
    while abs(x) >= goal:
        x *= 1 - 2 * lr
        k += 1
    return k


@right(descent.steps_needed)
def by_math(x, lr, goal):
    return math.floor(math.log(goal / abs(x)) / math.log(abs(1 - 2 * lr))) + 1


@right(descent.steps_needed)
def by_log10(x, lr, goal):
    return int(np.log10(goal / abs(x)) / np.log10(abs(1 - 2 * lr)) + 1)


@right(descent.steps_needed)
def by_a_difference(x, lr, goal):
    return (np.log(goal) - np.log(abs(x))) // np.log(abs(1 - 2 * lr)) + 1


@right(descent.steps_needed)
def by_counting(x, lr, goal):
    return next(k for k in itertools.count() if abs(x) * abs(1 - 2 * lr) ** k < goal)


@right(descent.steps_needed)
def by_complex_logs(x, lr, goal):
    steps = cmath.log(goal / abs(x)) / cmath.log(abs(1 - 2 * lr))
    return math.floor(steps.real) + 1


# --- 05 ---------------------------------------------------------------------------------------


@right(learning_rate.edge_lr)
def the_least_of_the_edges(curvatures):
    return min(2 / curvatures)


@right(learning_rate.edge_lr)
def by_sorting(curvatures):
    return 2 / sorted(curvatures)[-1]


@right(learning_rate.edge_lr)
def by_numpy(curvatures):
    return 2 / np.max(np.abs(curvatures))


@right(learning_rate.diverges)
def by_not_less(values):
    return not values[-1] <= values[0] or values[-1] == -math.inf


@right(learning_rate.diverges)
def by_one_and_zero(values):
    return int(values[-1] > values[0] or not math.isfinite(values[-1]))


@right(learning_rate.diverges)
def by_an_array(values):
    values = np.array(values)
    return ~np.isfinite(values[-1]) | (values[-1] > values[0])


@right(learning_rate.diverges)
def by_taking_the_ends(values):
    start, end = itemgetter(0, -1)(values)
    if math.isnan(end) or math.isinf(end):
        return True
    return end > start


@right(learning_rate.diverges)
def by_looking_for_any(values):
    if not np.isfinite(values).all():
        return True
    return values[len(values) - 1] > values[0]


# --- 06 ---------------------------------------------------------------------------------------


@right(simple_net.softmax)
def row_by_row(z):
    if z.ndim == 1:
        e = np.exp(z - max(z))
        return e / sum(e)
    return np.array([row_by_row(row) for row in z])


@right(simple_net.softmax)
def by_the_courses_softmax(z):
    return the_courses_softmax(z)


@right(simple_net.softmax)
def by_logs(z):
    shifted = z - z.max(axis=-1, keepdims=True)
    return np.exp(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


@right(simple_net.softmax)
def turned(z):
    e = np.exp(z.T - z.max(axis=-1))
    return (e / e.sum(axis=0)).T


@right(simple_net.softmax)
def by_differences(z):
    return 1 / np.exp(z[..., None, :] - z[..., :, None]).sum(axis=-1)


@right(simple_net.cross_entropy)
def by_math_log(y, c):
    return -math.log(y[c] + 1e-7)


@right(simple_net.cross_entropy)
def by_one_hot(y, c):
    t = np.zeros_like(y)
    t[c] = 1
    return -np.sum(t * np.log(y + 1e-7))


@right(simple_net.cross_entropy)
def by_a_quotient(y, c):
    return np.log(1 / (y[c] + 1e-7))


@right(simple_net.step)
def in_a_copy(W, gradient, lr):
    W = W.copy()
    W -= lr * gradient
    return W


@right(simple_net.step)
def added(W, gradient, lr):
    return -lr * gradient + W


@right(simple_net.step)
def one_by_one(W, gradient, lr):
    new = np.empty_like(W)
    for i in np.ndindex(W.shape):
        new[i] = W[i] - lr * gradient[i]
    return new


@right(simple_net.step)
def with_types(W: np.ndarray, gradient: np.ndarray, lr: float) -> np.ndarray:
    return np.subtract(W, np.multiply(lr, gradient))


@right(derivative.nearby)
def by_a_polynomial(height, g, s):
    return np.polyval([g, height], s)


@right(derivative.tangent)
def as_an_object_that_is_called(f, x, d):
    return np.poly1d([d, f(x) - d * x])


@right(partials.gradient)
def by_a_context_that_puts_back(f, x):
    @contextlib.contextmanager
    def moved(i, to):
        value, x[i] = x[i], to
        yield
        x[i] = value

    h, slopes = 1e-4, np.zeros_like(x)
    for i, value in enumerate(x):
        with moved(i, value + h):
            above = f(x)
        with moved(i, value - h):
            slopes[i] = (above - f(x)) / (2 * h)
    return slopes


@right(gradient_field.downhill)
def by_dividing_where_it_can(gradient):
    length = np.hypot.reduce(gradient)
    return np.divide(-gradient, length, out=np.zeros(len(gradient)), where=length > 0)


@right(gradient_field.kind)
def by_a_set_of_signs(rises):
    names = {(1.0,): "minimum", (-1.0,): "maximum", (0.0,): "plateau"}
    return names.get(tuple(set(np.sign(rises).tolist())), "saddle")


@right(descent.descend)
def by_the_courses_own_loop(gradient, init_x, lr, step_num):
    return gradient_descent(lambda x: 0.0, init_x, lr, step_num, grad=gradient)


@right(descent.steps_needed)
def by_halving_an_interval(x, lr, goal):
    factor, low, high = abs(1 - 2 * lr), 0, 1
    while abs(x) * factor**high >= goal:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if abs(x) * factor**middle < goal else (middle, high)
    return high


@right(learning_rate.edge_lr)
def by_the_eigenvalues(curvatures):
    return 2 / np.linalg.eigvalsh(np.diag(curvatures))[-1]


@right(simple_net.softmax)
def by_logaddexp(z):
    return np.exp(z - np.logaddexp.reduce(z, axis=-1, keepdims=True))


@right(simple_net.softmax)
def by_all_pairs(z):
    return 1 / np.exp(z[..., None, :] - z[..., :, None]).sum(axis=-1)


@right(simple_net.cross_entropy)
def by_a_mask(y, c):
    return -np.log(y[np.arange(len(y)) == c] + 1e-7).item()


# --- 07 ---------------------------------------------------------------------------------------


@right(fitting_data.loss_slopes)
def by_a_matrix(w, b, x, t):
    X = np.column_stack([x, np.ones(len(x))])
    return 2 * X.T @ (X @ [w, b] - t) / len(t)


@right(fitting_data.loss_slopes)
def point_by_point(w, b, x, t):
    along_w = along_b = 0
    for x_i, t_i in zip(x, t, strict=True):
        r = w * x_i + b - t_i
        along_w += 2 * r * x_i / len(x)
        along_b += 2 * r / len(x)
    return along_w, along_b


@right(fitting_data.loss_slopes)
def numerically(w, b, x, t):
    return numerical_gradient(lambda wb: np.mean((wb[0] * x + wb[1] - t) ** 2), [w, b])


@right(fitting_data.loss_slopes)
def multiplied_out(w, b, x, t):
    along_w = w * np.mean(x * x) + b * x.mean() - np.mean(x * t)
    return [2 * along_w, 2 * (w * x.mean() + b - t.mean())]


@right(fitting_data.loss_slopes)
def with_the_miss_turned_twice(w, b, x, t):
    r = t - (w * x + b)
    return np.array([-2 * np.mean(r * x), -2 * np.mean(r)])


@right(fitting_data.epoch)
def in_a_shuffled_copy(wb, x, t, size, lr, order):
    x, t = x[order], t[order]
    for k in range(0, len(x), size):
        wb = wb - lr * line_gradient(wb, x[k : k + size], t[k : k + size])
    return wb


@right(fitting_data.epoch)
def by_while(wb, x, t, size, lr, order):
    place, left = wb.copy(), list(order)
    while left:
        batch, left = left[:size], left[size:]
        place -= lr * line_gradient(place, x[batch], t[batch])
    return place


@right(fitting_data.epoch)
def by_its_own_gradient(wb, x, t, size, lr, order):
    w, b = wb
    for batch in np.split(order, range(size, len(order), size)):
        r = w * x[batch] + b - t[batch]
        w, b = w - lr * np.mean(2 * r * x[batch]), b - lr * np.mean(2 * r)
    return [w, b]


@right(fitting_data.epoch)
def by_islice(wb, x, t, size, lr, order):
    rest = iter(order)
    while batch := list(itertools.islice(rest, size)):
        wb = wb - lr * line_gradient(wb, x[batch], t[batch])
    return wb


@right(fitting_data.epoch)
def whole_batches_and_then_the_rest(wb, x, t, size, lr, order):
    whole = len(order) // size * size
    for batch in order[:whole].reshape(-1, size):
        wb = wb - lr * line_gradient(wb, x[batch], t[batch])
    rest = order[whole:]
    return wb - lr * line_gradient(wb, x[rest], t[rest]) if len(rest) else wb


@right(fitting_data.standardise)
def by_the_courses_scale(x, new):
    return Standard(x)(new)


@right(fitting_data.standardise)
def column_by_column(x, new):
    columns = zip(x.T, new.T, strict=True)
    return np.column_stack([(its - column.mean()) / column.std() for column, its in columns])


@right(fitting_data.standardise)
def by_moments(x, new):
    mean = sum(x) / len(x)
    deviation = np.sqrt(sum((x - mean) ** 2) / len(x))
    return [(row - mean) / deviation for row in new]


@right(fitting_data.standardise)
def with_a_small_number_against_0(x, new):
    return (new - np.mean(x, 0)) / (np.std(x, 0) + 1e-12)


@right(fitting_data.line_back)
def by_its_heights_at_0_and_1(w, b, x):
    mean, deviation = np.mean(x), np.std(x)
    at_0, at_1 = (w * (place - mean) / deviation + b for place in (0, 1))
    return at_1 - at_0, at_0


@right(fitting_data.line_back)
def by_polyfit(w, b, x):
    return np.polyfit(x, w * (x - x.mean()) / x.std() + b, 1)


@right(fitting_data.line_back)
def by_the_courses_way_back(w, b, x):
    return Standard(x).line_back([w, b])


# --- 08 ---------------------------------------------------------------------------------------


@right(hidden_layer.relu)
def by_where_it_is_open(dh, a):
    return np.where(a > 0, dh, 0)


@right(hidden_layer.relu)
def by_heaviside(dh, a):
    return dh * np.heaviside(a, 0)


@right(hidden_layer.relu)
def by_a_mask_in_a_copy(dh, a):
    da = np.array(dh, dtype=float)
    da[a <= 0] = 0
    return da


@right(hidden_layer.relu)
def by_the_sign(dh, a):
    return dh * np.maximum(np.sign(a), 0)


@right(hidden_layer.relu)
def by_the_output(dh, a):
    h = np.maximum(a, 0)
    return np.where(h != 0, dh, h)


@right(hidden_layer.relu)
def number_by_number(dh, a):
    passed = [d if its > 0 else 0.0 for d, its in zip(dh.flat, a.flat, strict=True)]
    return np.reshape(passed, dh.shape)


@right(hidden_layer.last_layer)
def by_three_sums(h, W, y, t):
    n = len(h)
    return (
        np.einsum("nc,kc->nk", y - t, W) / n,
        np.einsum("nk,nc->kc", h, y - t) / n,
        np.einsum("nc->c", y - t) / n,
    )


@right(hidden_layer.last_layer)
def by_means_over_samples(h, W, y, t):
    d = y - t
    return d.dot(W.T) / d.shape[0], (h[:, :, None] * d[:, None]).mean(axis=0), d.mean(axis=0)


@right(hidden_layer.last_layer)
def sample_by_sample(h, W, y, t):
    dh, dW, db = np.zeros_like(h), np.zeros_like(W), np.zeros(W.shape[1])
    for n in range(len(h)):
        d = (y[n] - t[n]) / len(h)
        dh[n] = W @ d
        dW += np.outer(h[n], d)
        db += d
    return [dh, dW, db]


@right(hidden_layer.last_layer)
def with_a_column_of_ones(h, W, y, t):
    dz = (y - t) / len(h)
    slopes = np.column_stack([h, np.ones(len(h))]).T @ dz
    return dz @ W.T, slopes[:-1], slopes[-1]


@right(hidden_layer.last_layer)
def in_an_array_of_arrays(h, W, y, t):
    dz = (y - t) / len(h)
    boxes = np.empty(3, dtype=object)
    boxes[:] = dz @ W.T, h.T @ dz, dz.sum(axis=0)
    return boxes


@right(hidden_layer.largest_error)
def by_norms(f, x, slopes):
    numbers = numerical_gradient(f, x)
    largest = functools.partial(np.linalg.norm, ord=np.inf)
    one, other = numbers.ravel(), np.asarray(slopes).ravel()
    return largest(one - other) / max(largest(one), largest(other))


@right(hidden_layer.largest_error)
def by_one_max(f, x, slopes):
    numbers = numerical_gradient(f, x)
    return np.max(np.abs(numbers - slopes)) / np.max(np.abs([numbers, slopes]))


@right(hidden_layer.largest_error)
def by_a_loop_of_its_own(f, x, slopes):
    most, high = 0, 0
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] += 1e-5
        down[i] -= 1e-5
        number = (f(up) - f(down)) / 2e-5
        most = max(most, abs(number - slopes[i]))
        high = max(high, abs(number), abs(slopes[i]))
    return most / high


@right(hidden_layer.largest_error)
def with_a_tiny_number_below(f, x, slopes):
    numbers = numerical_gradient(f, x)
    return abs(numbers - slopes).max() / (max(abs(numbers).max(), abs(slopes).max()) + 1e-12)


# --- 09 ---------------------------------------------------------------------------------------


@right(curvature.newton)
def by_the_inverse(x, g, H):
    return x - np.linalg.inv(H) @ g


@right(curvature.newton)
def by_least_squares(x, g, H):
    return x + np.linalg.lstsq(H, -g)[0]


@right(curvature.newton)
def along_the_own_axes(x, g, H):
    own, axes = np.linalg.eigh(H)
    return x - axes @ ((axes.T @ g) / own)


@right(curvature.newton)
def solved_for_the_point(x, g, H):
    return np.linalg.solve(H, H @ x - g)


@right(curvature.newton)
def by_a_sum_over_rows(x, g, H):
    inverse = np.linalg.pinv(H)
    return np.array([x[i] - sum(inverse[i] * g) for i in range(len(x))])


@right(curvature.second_difference)
def by_two_slopes(f, x, h):
    right = (f(x + h) - f(x)) / h
    left = (f(x) - f(x - h)) / h
    return (right - left) / h


@right(curvature.second_difference)
def by_numpys_diff(f, x, h):
    return np.diff([f(x - h), f(x), f(x + h)], 2)[0] / h**2


@right(curvature.second_difference)
def by_weights(f, x, h):
    return np.dot([1, -2, 1], [f(x + k * h) for k in (-1, 0, 1)]) / (h * h)


@right(curvature.second_difference)
def by_a_parabola(f, x, h):
    s = np.array([-h, 0, h])
    return 2 * np.polyfit(s, [f(x + t) for t in s], 2)[0]


@right(curvature.roll)
def with_a_velocity_that_is_taken_away(gradient, init_x, lr, beta, step_num):
    x, v = np.array(init_x), 0
    for _ in range(step_num):
        v = beta * v + lr * gradient(x)
        x = x - v
    return x


@right(curvature.roll)
def with_lr_outside(gradient, init_x, lr, beta, step_num):
    x, v = init_x.copy(), np.zeros_like(init_x)
    for _ in range(step_num):
        v = beta * v + gradient(x)
        x -= lr * v
    return x


@right(curvature.roll)
def by_the_last_two_points(gradient, init_x, lr, beta, step_num):
    before = x = init_x.copy()
    for _ in range(step_num):
        before, x = x, x - lr * gradient(x) + beta * (x - before)
    return x


@right(curvature.roll)
def by_the_courses_momentum_path(gradient, init_x, lr, beta, step_num):
    return momentum_path(np.sum, init_x, lr, beta, step_num, gradient)[-1]


@right(curvature.roll)
def by_a_step_that_calls_itself(gradient, init_x, lr, beta, step_num, v=0.0):
    if step_num == 0:
        return init_x.copy()
    v = beta * v - lr * gradient(init_x)
    return by_a_step_that_calls_itself(gradient, init_x + v, lr, beta, step_num - 1, v)


@pytest.mark.parametrize(("check", "answer"), RIGHT)
@pytest.mark.few(43)
def test_a_right_answer_in_other_words_is_right(check, answer):
    assert str(check(answer)).startswith("✓ Correct. ")
