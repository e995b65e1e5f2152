import numpy as np
import pytest

from gradlab import (
    SimpleNet,
    cross_entropy_error,
    cross_entropy_from_logits,
    descent_path,
    gradient_descent,
    numerical_gradient,
    softmax,
)

W = [[-2.05285131, 0.8881997, 0.82120879], [0.69678673, 0.45633899, -0.7004122]]
X = [0.6, 0.9]
T = [0, 0, 1]
BATCH = np.array([[0.6, 0.9], [-1.0, 2.0], [3.0, 0.1], [0.0, 0.0]])

TARGETS = {
    "label": 2,
    "numpy label": np.int8(2),
    "one-hot list": T,
    "one-hot": np.array(T),
    "soft": [0.2, 0.3, 0.5],
    "not summing to one": [0.5, 0.0, 1.5],
}
BATCH_TARGETS = {
    "labels": [2, 0, 1, 1],
    "numpy labels": np.array([2, 0, 1, 1], dtype=np.uint8),
    "one-hot": np.eye(3)[[2, 0, 1, 1]],
    "soft": np.full((4, 3), 1 / 3),
}


# --- the sources' example ---------------------------------------------------------------------


def test_the_logits_are_those_of_the_notes():
    p = SimpleNet(W).predict(X)
    # The notes print their W, of more digits, with 8 decimals: 0.6·5e-9 + 0.9·5e-9.
    np.testing.assert_allclose(p, [-0.60460273, 0.94362491, -0.1376457], rtol=0, atol=7.5e-9)
    assert str(p) == "[-0.60460273  0.94362491 -0.13764571]"
    assert p.argmax() == 1


def test_the_loss_is_that_of_the_notes_with_the_1e_7_inside_the_log():
    loss = SimpleNet(W).loss(X, T)
    assert type(loss) is float
    assert f"{loss:.8f}" == "1.52067848"
    assert f"{loss:.10f}" == "1.5206784837"
    assert f"{-np.log(softmax(SimpleNet(W).predict(X))[2]):.10f}" == "1.5206789412"


def test_the_gradient_for_w_is_the_right_one():
    net = SimpleNet(W)
    gradient = numerical_gradient(lambda w: net.loss(X, T), net.W)
    assert str(gradient) == (
        "[[ 0.08221134  0.38665038 -0.46886172]\n [ 0.12331701  0.57997557 -0.70329258]]"
    )
    assert net.W.tolist() == W


def test_the_gradient_that_the_source_prints_belongs_to_a_w_moved_by_2h():
    moved = np.array(W)
    moved[0, 0] += 2e-4
    gradient = numerical_gradient(lambda w: SimpleNet.loss_at(w, X, T), moved)
    assert f"{gradient[0, 0]:.8f}" == "0.08221985"
    assert f"{SimpleNet(W).gradient(X, T)[0, 0]:.8f}" == "0.08221134"


def test_the_gradient_is_the_outer_product_of_x_and_y_minus_t():
    net = SimpleNet(W)
    y = softmax(net.predict(X))
    # The 1e-7 inside the log is a relative 1e-7/y[2] = 5e-7 of a gradient below 1.
    np.testing.assert_allclose(net.gradient(X, T), np.outer(X, y - T), rtol=0, atol=5e-7)


@pytest.mark.parametrize("t", TARGETS.values(), ids=TARGETS)
def test_the_exact_gradient_is_the_gradient_of_the_loss_at_w(t):
    net = SimpleNet(W)
    numerical = numerical_gradient(lambda w: net.loss_at(w, X, t), net.W)
    assert net.gradient(X, t).shape == (2, 3)
    np.testing.assert_allclose(net.gradient(X, t), numerical, rtol=0, atol=1e-9)  # seen 1.2e-10


@pytest.mark.parametrize("t", BATCH_TARGETS.values(), ids=BATCH_TARGETS)
def test_the_exact_gradient_of_a_batch_is_that_of_its_mean_loss(t):
    net = SimpleNet(W)
    numerical = numerical_gradient(lambda w: net.loss_at(w, BATCH, t), net.W)
    # Truncation, h²/6·f‴ with x up to 3: 3³/6·1e-8·0.1.
    np.testing.assert_allclose(net.gradient(BATCH, t), numerical, rtol=0, atol=5e-9)
    rows = [net.gradient(x, t) for x, t in zip(BATCH, t, strict=True)]
    np.testing.assert_allclose(net.gradient(BATCH, t), np.mean(rows, axis=0), rtol=1e-14)


def test_the_exact_gradient_knows_the_1e_7_where_a_probability_is_tiny():
    # y[2] is about 1e-7: y - t would say -1, the loss says about half.
    net = SimpleNet([[0.0, 16.0, 0.0], [0.0, 0.0, 0.0]])
    x = [1.0, 0.0]
    numerical = numerical_gradient(lambda w: net.loss_at(w, x, 2), net.W)
    assert -0.6 < net.gradient(x, 2)[0, 2] < -0.4
    # Rounding, eps·|f|/h = 3e-11 with f = 16, and truncation h²/6·f‴.
    np.testing.assert_allclose(net.gradient(x, 2), numerical, rtol=0, atol=1e-9)


def test_both_losses_have_the_same_gradient_as_w_is_nudged_in_place():
    net = SimpleNet(W)
    ignoring = numerical_gradient(lambda w: net.loss(X, T), net.W)
    using = numerical_gradient(lambda w: net.loss_at(w, X, T), net.W)
    assert ignoring.tolist() == using.tolist()
    assert numerical_gradient(lambda w: net.loss(X, T), net.W.copy()).tolist() == [[0] * 3] * 2
    assert net.loss_at(W, X, T) == net.loss(X, T)


def test_descent_on_w_teaches_the_net():
    net = SimpleNet(W)
    learned = gradient_descent(lambda w: net.loss_at(w, X, T), net.W, lr=1.0, step_num=50)
    assert SimpleNet(learned).loss(X, T) < 0.1
    assert SimpleNet(learned).predict(X).argmax() == 2
    assert net.W.tolist() == W


# --- SimpleNet --------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", [int, np.float32, np.float64])
def test_a_net_keeps_a_float64_copy_of_its_weights(dtype):
    w = np.array([[1, 2, 3], [4, 5, 6]], dtype=dtype)
    net = SimpleNet(w)
    net.W += 1
    assert net.W.dtype == np.float64
    assert w.tolist() == [[1, 2, 3], [4, 5, 6]]


def test_weights_without_a_start_come_from_the_seed():
    w = SimpleNet(seed=1).W
    assert w.tolist() == np.random.default_rng(1).standard_normal((2, 3)).tolist()
    assert w.tolist() == SimpleNet(seed=1).W.tolist()
    assert w.tolist() != SimpleNet(seed=2).W.tolist()
    assert SimpleNet().W.shape == (2, 3)


def test_a_net_does_not_touch_the_global_random_state():
    np.random.seed(0)  # noqa: NPY002 - the state that must stay
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    SimpleNet()
    SimpleNet(seed=3)
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


@pytest.mark.parametrize(
    "w", [1.0, [1, 2, 3], np.ones((3, 2)), np.ones((1, 2, 3)), np.ones((2, 4))]
)
def test_weights_of_another_shape_are_refused(w):
    with pytest.raises(ValueError, match=r"W must have shape \(2, 3\)"):
        SimpleNet(w)


def test_a_net_echoes_as_the_call_that_makes_it():
    assert repr(SimpleNet(W)) == (
        "SimpleNet(W=[[-2.05285131,  0.8881997 ,  0.82120879],\n"
        "             [ 0.69678673,  0.45633899, -0.7004122 ]])"
    )
    again = eval(repr(SimpleNet(W)))
    assert again.W.tolist() == W


def test_a_batch_has_the_logits_and_the_mean_loss_of_its_samples():
    net = SimpleNet(W)
    labels = [2, 0, 1, 1]
    assert net.predict(BATCH).shape == (4, 3)
    # Rounding: one matrix product sums in another order than four vectors do.
    np.testing.assert_allclose(net.predict(BATCH), [net.predict(x) for x in BATCH], atol=1e-15)
    losses = [net.loss(x, t) for x, t in zip(BATCH, labels, strict=True)]
    assert net.loss(BATCH, labels) == pytest.approx(np.mean(losses), rel=1e-14)


@pytest.mark.parametrize("x", [1.0, [1.0], [1.0, 2.0, 3.0], np.ones((2, 3)), np.ones((1, 1, 2))])
def test_samples_of_another_shape_are_refused(x):
    net = SimpleNet(W)
    for call in (net.predict, lambda x: net.loss(x, 0), lambda x: net.gradient(x, 0)):
        with pytest.raises(ValueError, match=r"x must have shape \(2,\) or \(n, 2\)"):
            call(x)


@pytest.mark.parametrize("t", [3, -1, [0, 1], 1.0])
def test_targets_that_do_not_fit_are_refused_by_loss_and_gradient_alike(t):
    net = SimpleNet(W)
    with pytest.raises(ValueError, match="labels"):
        net.loss(X, t)
    with pytest.raises(ValueError, match="labels"):
        net.gradient(X, t)


def test_the_loss_at_float32_weights_and_samples_is_computed_in_float64():
    w, x = np.float32(W), np.float32(X)
    assert SimpleNet.loss_at(w, x, T) == SimpleNet.loss_at(w.astype(float), x.astype(float), T)


def test_the_net_leaves_its_arguments_alone():
    net, x, t = SimpleNet(W), BATCH.copy(), np.eye(3)[[2, 0, 1, 1]]
    before = x.tobytes(), t.tobytes()
    net.predict(x), net.loss(x, t), net.gradient(x, t)
    assert (x.tobytes(), t.tobytes()) == before
    assert net.W.tolist() == W


# --- softmax ----------------------------------------------------------------------------------


def test_softmax_gives_the_probabilities_of_the_definition():
    z = np.array([0.3, 2.9, 4.0])
    np.testing.assert_allclose(softmax(z), np.exp(z) / np.exp(z).sum(), rtol=1e-15)  # an ulp
    assert str(softmax(z)) == "[0.01821127 0.24519181 0.73659691]"


def test_softmax_survives_logits_of_any_size():
    assert softmax([1000, 1]).tolist() == [1, 0]
    assert softmax([-1000, -1000]).tolist() == [0.5, 0.5]
    assert softmax([1e308, 1e308]).tolist() == [0.5, 0.5]
    assert softmax([-np.inf, 0]).tolist() == [0, 1]


@pytest.mark.parametrize("shape", [(1,), (3,), (1, 3), (4, 3), (2, 4, 3)])
def test_softmax_runs_over_the_last_axis(shape):
    z = np.random.default_rng(0).normal(size=shape)
    y = softmax(z)
    assert y.shape == shape
    np.testing.assert_allclose(y.sum(axis=-1), 1, rtol=1e-15)  # an ulp
    for at in np.ndindex(shape[:-1]):
        assert y[at].tolist() == softmax(z[at]).tolist()


@pytest.mark.parametrize("dtype", [int, np.float32, np.float64])
def test_softmax_works_in_float64_and_leaves_its_argument_alone(dtype):
    z = np.array([[1, 2], [4, 3]], dtype=dtype)
    before = z.tobytes()
    y = softmax(z)
    assert y.dtype == np.float64
    assert z.tobytes() == before
    assert not np.shares_memory(y, z)


@pytest.mark.parametrize("z", [[], np.empty((3, 0)), np.empty((0, 0))], ids=repr)
def test_no_logits_at_all_are_refused(z):
    with pytest.raises(ValueError, match=r"^z must hold a logit or more along its last axis, not"):
        softmax(z)


def test_no_rows_of_logits_are_no_rows_of_shares():
    assert softmax(np.empty((0, 3))).shape == (0, 3)


ENDLESS = [[np.inf, 1], [-np.inf, -np.inf], [[0, 1], [np.inf, np.inf]], [np.inf, -np.inf], np.inf]


@pytest.mark.parametrize("z", ENDLESS, ids=repr)
def test_logits_without_end_have_no_shares_and_one_warning_of_ours(z):
    with pytest.warns(RuntimeWarning, match="^z must hold finite logits") as caught:
        y = softmax(z)
    assert len(caught) == 1
    assert np.isnan(y).any()
    with np.errstate(invalid="ignore"):
        assert np.array_equal(softmax(z), y, equal_nan=True)


def test_nan_among_the_logits_passes_through():
    assert np.isnan(softmax([np.nan, 1])).all()


def test_softmax_does_not_feel_a_shift():
    z = np.array([1.0, 2.0, 4.0])
    assert softmax(z + 64).tolist() == softmax(z).tolist()


# --- cross_entropy_error ----------------------------------------------------------------------

Y = np.array([0.1, 0.2, 0.7])


@pytest.mark.parametrize("t", [2, np.int64(2), np.array(2), [0, 0, 1], (0, 0, 1), [0.0, 0.0, 1.0]])
@pytest.mark.parametrize("y", [Y, Y.tolist()])
def test_a_label_and_its_one_hot_row_give_the_same_loss(y, t):
    assert cross_entropy_error(y, t) == pytest.approx(-np.log(0.7 + 1e-7), rel=1e-15)  # an ulp
    assert type(cross_entropy_error(y, t)) is float


def test_the_loss_of_float32_is_computed_in_float64():
    y = Y.astype(np.float32)
    assert cross_entropy_error(y, 2) == cross_entropy_error(y.astype(float), 2)


def test_every_label_reads_its_own_probability():
    losses = [cross_entropy_error(Y, t) for t in range(3)]
    np.testing.assert_allclose(losses, -np.log(Y + 1e-7), rtol=1e-15)  # an ulp


def test_soft_targets_weigh_the_logarithms():
    t = [0.2, 0.3, 0.5]
    expected = -sum(np.array(t) * np.log(Y + 1e-7))
    assert cross_entropy_error(Y, t) == pytest.approx(expected, rel=1e-15)  # an ulp


@pytest.mark.parametrize("t", BATCH_TARGETS.values(), ids=BATCH_TARGETS)
def test_a_batch_has_the_mean_loss(t):
    y = softmax(np.random.default_rng(0).normal(size=(4, 3)))
    losses = [cross_entropy_error(row, target) for row, target in zip(y, t, strict=True)]
    assert cross_entropy_error(y, t) == pytest.approx(np.mean(losses), rel=1e-15)
    assert cross_entropy_error(y.tolist(), np.asarray(t).tolist()) == cross_entropy_error(y, t)


def test_a_batch_of_as_many_rows_as_classes_may_have_labels():
    y = softmax(np.random.default_rng(0).normal(size=(3, 3)))
    one_hot = cross_entropy_error(y, np.eye(3)[[2, 0, 1]])
    assert cross_entropy_error(y, [2, 0, 1]) == one_hot


def test_a_probability_of_zero_costs_minus_log_1e_7():
    assert cross_entropy_error([0.0, 1.0], 0) == pytest.approx(-np.log(1e-7), rel=1e-15)  # an ulp


@pytest.mark.parametrize(
    ("y", "t"),
    [
        (Y, [0, 1]),
        (Y, [2]),
        (Y, [[0, 0, 1]]),
        (Y, 1.0),
        (Y, True),
        ([Y, Y], 2),
        ([Y, Y], [1, 2, 0]),
        ([Y, Y], [1.0, 2.0]),
        ([Y, Y], [[1], [2]]),
        ([Y, Y], T),
    ],
)
def test_targets_of_another_shape_or_kind_are_refused(y, t):
    with pytest.raises(ValueError, match=r"t must be whole labels of shape \(2?,?\) or targets"):
        cross_entropy_error(y, t)


@pytest.mark.parametrize(("y", "t"), [(Y, 3), (Y, -1), ([Y, Y], [0, 3]), ([Y, Y], [-1, 0])])
def test_labels_out_of_range_are_refused(y, t):
    with pytest.raises(ValueError, match="labels must lie between 0 and 2"):
        cross_entropy_error(y, t)


def test_the_number_of_rows_does_not_limit_the_labels():
    assert cross_entropy_error([Y, Y], [2, 2]) == cross_entropy_error(Y, 2)
    with pytest.raises(ValueError, match="labels must lie between 0 and 2"):
        cross_entropy_error([Y] * 4, [0, 1, 2, 3])


@pytest.mark.parametrize(
    ("y", "t"), [(0.5, 0), ([], []), (np.ones((0, 3)), []), (np.ones((1, 2, 3)), [[0, 1]])]
)
def test_probabilities_of_another_shape_are_refused(y, t):
    with pytest.raises(ValueError, match=r"y must have shape \(m,\) or \(n, m\)"):
        cross_entropy_error(y, t)


@pytest.mark.parametrize(("y", "worst"), [([-1, 2], "-1.0"), ([0.5, np.inf], "inf")])
def test_what_is_no_probability_is_named_once_where_it_costs_the_loss(y, worst):
    with pytest.warns(RuntimeWarning, match=f"^y must hold .*, not {worst}$") as caught:
        assert not np.isfinite(cross_entropy_error(y, [0.5, 0.5]))
    assert len(caught) == 1
    assert np.isnan(cross_entropy_error([np.nan, 1], 0))  # without a warning


def test_weights_that_do_not_fit_are_refused_by_the_loss_too():
    with pytest.raises(ValueError, match=r"W must have shape \(2, 3\)"):
        SimpleNet.loss_at(np.ones((3, 2)), X, T)


def test_a_descent_whose_logits_run_away_is_a_result():
    with pytest.warns(RuntimeWarning, match="^f went from 0.6931 to nan") as caught:
        end = gradient_descent(
            lambda z: cross_entropy_error(softmax(z), 1),
            np.zeros(2),
            lr=10,
            grad=lambda z: np.array([-1e308, 0.0]),
        )
    assert len(caught) == 1
    assert end.tolist() == [np.inf, 0]


def test_cross_entropy_leaves_its_arguments_alone():
    y, t = Y.copy(), np.array(T)
    before = y.tobytes(), t.tobytes()
    cross_entropy_error(y, t)
    assert (y.tobytes(), t.tobytes()) == before


# --- cross_entropy_from_logits ----------------------------------------------------------------


def loss_from_logits(w):
    return cross_entropy_from_logits(np.array(X) @ w, T)


@pytest.mark.parametrize("t", TARGETS.values(), ids=TARGETS)
def test_the_loss_from_logits_is_that_of_their_softmax(t):
    z = SimpleNet(W).predict(X)
    # The 1e-7 takes t·1e-7/y from a term: 1.5/0.219 and 0.5/0.137 of 1e-7, at the most.
    assert cross_entropy_from_logits(z, t) == pytest.approx(
        cross_entropy_error(softmax(z), t), abs=1.1e-6
    )
    assert type(cross_entropy_from_logits(z, t)) is float


def test_the_loss_from_logits_is_the_formula_of_the_lesson():
    z = SimpleNet(W).predict(X)
    assert f"{cross_entropy_from_logits(z, 2):.10f}" == "1.5206789412"  # without the 1e-7
    by_hand = -z[2] + np.log(np.exp(z).sum())
    assert cross_entropy_from_logits(z, 2) == pytest.approx(by_hand, rel=1e-15)  # an ulp


@pytest.mark.parametrize("t", BATCH_TARGETS.values(), ids=BATCH_TARGETS)
def test_a_batch_of_logits_has_the_mean_loss(t):
    z = np.random.default_rng(0).normal(size=(4, 3)) * 300
    losses = [cross_entropy_from_logits(row, target) for row, target in zip(z, t, strict=True)]
    assert cross_entropy_from_logits(z, t) == pytest.approx(np.mean(losses), rel=1e-15)
    assert cross_entropy_from_logits(z.tolist(), np.asarray(t).tolist()) == (
        cross_entropy_from_logits(z, t)
    )


def test_logits_of_any_size_have_the_loss_that_they_have_on_paper():
    assert cross_entropy_from_logits([0, 30, 0], 2) == pytest.approx(30, rel=1e-12)  # 2·e^-30
    assert cross_entropy_from_logits([1000, 1], 1) == 999
    assert cross_entropy_from_logits([1e308, -1e307], 1) == 1.1e308
    assert cross_entropy_from_logits([-np.inf, 0], 1) == 0
    assert cross_entropy_from_logits([-np.inf, 0], 0) == np.inf


def test_a_sure_and_right_answer_costs_0_from_logits_and_minus_1e_7_by_the_other_loss():
    z = [0, 0, 60]
    assert f"{cross_entropy_from_logits(z, 2):g}" == "0"  # neither below 0, nor -0
    assert cross_entropy_error(softmax(z), 2) == pytest.approx(-1e-7, rel=1e-6)  # 1e-7/2, rounded


def test_a_net_that_is_sure_and_wrong_learns_from_its_logits_alone():
    start = np.outer(X, [0, 30, 0]) / np.dot(X, X)
    assert SimpleNet(start).predict(X) == pytest.approx([0, 30, 0])

    stuck = descent_path(lambda w: SimpleNet.loss_at(w, X, T), start, lr=1, step_num=1000)
    assert set((X @ stuck).argmax(axis=1)) == {1}
    assert f"{SimpleNet(stuck[0]).loss(X, T):.3f}" == "16.118"
    assert f"{SimpleNet(stuck[-1]).loss(X, T):.3f}" == "16.118"

    path = descent_path(loss_from_logits, start, lr=1, step_num=13)
    assert (X @ path).argmax(axis=1).tolist() == [1] * 13 + [2]


def test_the_gradient_of_the_loss_from_logits_is_the_outer_product_of_x_and_y_minus_t():
    for w in (np.array(W), np.outer(X, [0, 30, 0])):
        expected = np.outer(X, softmax(X @ w) - T)
        # Rounding, eps·|f|/h = 8e-11 with f = 35, and truncation as in SimpleNet's test.
        np.testing.assert_allclose(
            numerical_gradient(loss_from_logits, w), expected, rtol=0, atol=1e-9
        )


@pytest.mark.parametrize("t", [3, -1, [0, 1], 1.0, True, [2], [[0, 0, 1]]])
def test_targets_that_do_not_fit_the_logits_are_refused(t):
    with pytest.raises(ValueError, match=r"labels .*must lie between 0 and 2|must be whole labels"):
        cross_entropy_from_logits([0, 30, 0], t)


@pytest.mark.parametrize("z", [0.5, [], np.ones((0, 3)), np.ones((1, 2, 3))], ids=np.shape)
def test_logits_of_another_shape_are_refused(z):
    with pytest.raises(ValueError, match=r"^z must have shape \(m,\) or \(n, m\), not"):
        cross_entropy_from_logits(z, 0)


@pytest.mark.parametrize("z", [[np.inf, 1], [-np.inf, -np.inf]], ids=repr)
def test_logits_without_end_have_no_loss_and_one_warning_of_ours(z):
    with pytest.warns(RuntimeWarning, match="^z must hold finite logits") as caught:
        assert np.isnan(cross_entropy_from_logits(z, 0))
    assert len(caught) == 1
    with np.errstate(invalid="ignore"):
        assert np.isnan(cross_entropy_from_logits(z, 0))
    assert np.isnan(cross_entropy_from_logits([np.nan, 1], 0))  # without a warning


def test_the_loss_from_logits_leaves_its_arguments_alone():
    z, t = np.array([0.0, 30.0, 0.0]), np.array(T)
    before = z.tobytes(), t.tobytes()
    cross_entropy_from_logits(z, t)
    assert (z.tobytes(), t.tobytes()) == before
