"""Logistic regression: the numbers of the lesson, and logits of any size."""

import numpy as np
import pytest

from gradlab import descent_path, hessian, newton_path, numerical_gradient
from gradlab.logistic import border_gradient, border_hessian, border_loss, logistic_loss

T = np.repeat([0, 1], 10)


def cloud(seed, centre):
    rng = np.random.default_rng(seed)
    low, high = rng.normal(-np.array(centre), 1, (10, 2)), rng.normal(centre, 1, (10, 2))
    return np.vstack([low, high]).round(1)


APART, MIXED = cloud(3, (1.5, 0.75)), cloud(0, (0.8, 0.4))


def functions_of(x):
    return (
        lambda wb: border_loss(wb, x, T),
        lambda wb: border_gradient(wb, x, T),
        lambda wb: border_hessian(wb, x, T),
    )


@pytest.mark.parametrize(
    ("x", "k", "size", "loss"),
    [
        (APART, 1, 0.438, 0.39999), (APART, 10, 1.413, 0.16218), (APART, 100, 3.051, 0.07376),
        (APART, 1000, 6.938, 0.019498),
        (MIXED, 1, 0.261, 0.57375), (MIXED, 10, 1.221, 0.35410), (MIXED, 100, 2.553, 0.28964),
        (MIXED, 1000, 3.4044, 0.2824508),
    ],
)  # fmt: skip
def test_descent_makes_w_grow_as_the_lesson_says(x, k, size, loss):
    f, grad, _ = functions_of(x)
    wb = descent_path(f, np.zeros(3), 0.5, k, grad=grad)[-1]
    assert np.hypot(*wb[:2]) == pytest.approx(size, rel=2e-3)  # three digits are quoted
    assert f(wb) == pytest.approx(loss, rel=1e-4)


def test_newton_ends_where_the_classes_mix_and_never_where_they_are_apart():
    f, grad, hess = functions_of(MIXED)
    path = newton_path(f, np.zeros(3), 7, grad=grad, hess=hess)
    assert path[-1].round(5).tolist() == [3.39741, 0.38219, 0.37674]
    assert np.abs(grad(path[-1])).max() < 1e-10
    f, grad, hess = functions_of(APART)
    path = newton_path(f, np.zeros(3), 14, grad=grad, hess=hess)
    losses = [f(wb) for wb in path[-2:]]
    assert losses[1] / losses[0] == pytest.approx(0.3679, abs=2e-3)  # 1/e a step


def test_the_gradient_and_the_hessian_are_those_of_the_loss():
    wb = np.array([0.3, -0.7, 0.2])
    f, grad, hess = functions_of(MIXED)
    np.testing.assert_allclose(grad(wb), numerical_gradient(f, wb), rtol=0, atol=1e-8)  # h²·f‴/6
    np.testing.assert_allclose(hess(wb), hessian(f, wb), rtol=0, atol=2e-7)  # 4·eps·f/h²
    np.testing.assert_allclose(
        np.linalg.eigvalsh(functions_of(APART)[2](np.zeros(3))), [0.247, 0.433, 0.998], atol=6e-4
    )
    assert f(np.zeros(3)) == pytest.approx(np.log(2), rel=1e-15)


def test_logits_of_any_size_overflow_nowhere_and_round_nowhere():
    assert logistic_loss([1000, -1000], [1, 0]) == 0
    assert logistic_loss([1000, -1000], [0, 1]) == 1000
    assert logistic_loss([40], [1]) == pytest.approx(np.exp(-40), rel=1e-14)
    assert border_gradient([1000, 0], [1.0, -1.0], [0, 1]).tolist() == [1, 0]


@pytest.mark.parametrize("label", [2, -1, 0.5])
def test_a_label_that_is_neither_0_nor_1_is_named(label):
    for call in (border_loss, border_gradient, border_hessian):
        with pytest.raises(ValueError, match=rf"^labels must be 0 or 1, not {label}"):
            call([1, 0], [1.0, 2.0], [0, label])


def test_one_class_only_has_no_border():
    with pytest.raises(ValueError, match=r"^t holds one class only, 1: there is no border"):
        border_hessian([1, 0], [1.0, 2.0], [1, 1])
    assert border_loss([1, 0], [1.0, 2.0], [1, 1]) > 0  # as a small batch may be


@pytest.mark.parametrize(("z", "t"), [([], []), ([1, 2], [1]), (1, 1), ([[1]], [[1]])])
def test_an_empty_batch_and_rows_that_do_not_fit_are_named(z, t):
    with pytest.raises(ValueError, match=r"^t must hold a label for each sample, one or more"):
        logistic_loss(z, t)
    with pytest.raises(ValueError, match=r"^wb must hold a weight a feature, and b"):
        border_loss([1, 2], APART, T)
