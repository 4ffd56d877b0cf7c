"""Linear classifier, hinge loss and penalties against torch, loops and the lectures' numbers."""

import numpy as np
import pytest

from reference import losses
from reference._misconceptions import misconceptions_of

torch = pytest.importorskip("torch")
W_CAT = [[0.2, -0.5, 0.1, 2.0], [1.5, 1.3, 2.1, 0.0], [0.0, 0.25, 0.2, -0.3]]


def random_problem(seed=0, n=5, d=4, c=3):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(c, d)), rng.normal(size=c), rng.normal(size=(n, d)), rng.integers(0, c, n)


def test_the_cat_picture_has_its_published_scores(xp):
    s = losses.linear_scores(xp.asarray([[56, 231, 24, 2]]), xp.asarray(W_CAT), xp.asarray([1.1, 3.2, -1.2]))
    np.testing.assert_allclose(xp.to_numpy(s), [[-96.8, 437.9, 60.75]])
    assert xp.to_numpy(losses.predict_class(s)).tolist() == [1]


def test_scores_agree_with_torch_linear(xp):
    W, b, X, _ = random_problem()
    expected = torch.nn.functional.linear(torch.tensor(X), torch.tensor(W), torch.tensor(b)).numpy()
    got = losses.linear_scores(xp.asarray(X), xp.asarray(W), xp.asarray(b))
    np.testing.assert_allclose(xp.to_numpy(got), expected, rtol=1e-12)


def test_the_first_of_tied_classes_is_predicted(xp):
    assert xp.to_numpy(losses.predict_class(xp.asarray([[1.0, 3.0, 3.0]]))).tolist() == [1]


@pytest.mark.parametrize(("delta", "values"), [(10.0, [8, 58, 12]), (1.0, [0, 40, 3])])
def test_the_slides_hinge_losses(xp, delta, values):
    scores = xp.asarray([[13, -7, 11]])
    got = [float(losses.multiclass_hinge(scores, xp.ints([y]), delta)) for y in range(3)]
    assert got == values


def test_hinge_is_c_times_torchs_multi_margin_loss(xp):
    W, b, X, y = random_problem(n=7, c=5)
    s = X @ W.T + b
    expected = 5 * torch.nn.functional.multi_margin_loss(torch.tensor(s), torch.tensor(y), margin=1.5)
    got = losses.multiclass_hinge(xp.asarray(s), xp.ints(y), 1.5)
    np.testing.assert_allclose(float(got), float(expected), rtol=1e-12)


@pytest.mark.parametrize("reduction", ["none", "sum"])
def test_the_other_reductions_agree_with_a_double_loop(xp, reduction):
    _, _, s, y = random_problem(n=7, d=4)
    loop = [sum(max(0.0, s[i, j] - s[i, y[i]] + 1) for j in range(4) if j != y[i]) for i in range(7)]
    expected = np.array(loop) if reduction == "none" else sum(loop)
    got = losses.multiclass_hinge(xp.asarray(s), xp.ints(y), 1.0, reduction)
    np.testing.assert_allclose(xp.to_numpy(got), expected, rtol=1e-12)


def test_the_score_gradient_is_autograds_through_relu(xp):
    _, _, s, y = random_problem(seed=3, n=6, d=4)
    t = torch.tensor(s, requires_grad=True)
    margins = torch.relu(t - t[torch.arange(6), torch.tensor(y)][:, None] + 1.0)
    (margins.sum() - 6 * 1.0).backward()
    got = losses.multiclass_hinge_grad_scores(xp.asarray(s), xp.ints(y), 1.0)
    np.testing.assert_allclose(xp.to_numpy(got), t.grad.numpy(), rtol=1e-12)


def test_a_margin_of_exactly_zero_contributes_nothing(xp):
    got = losses.multiclass_hinge_grad_scores(xp.asarray([[4.0, -2.0, 1.0]]), xp.ints([2]), 3.0)
    assert xp.to_numpy(got).tolist() == [[1, 0, -1]]


def test_the_published_svm_gradient(xp):
    W, x = xp.asarray([[1, 0, 2], [0, 1, -1], [1, 1, 0]]), xp.asarray([[2, -1, 1]])
    dW = losses.svm_loss_and_grad(W, xp.asarray([0, 0, 0]), x, xp.ints([1]), 2.0, 0.1)[1]
    np.testing.assert_allclose(xp.to_numpy(dW), [[2.2, -1, 1.4], [-4, 2.2, -2.2], [2.2, -0.8, 1]], atol=1e-12)


def test_the_svm_gradient_agrees_with_central_differences():
    W, b, X, y = random_problem(seed=5)
    _, dW, db = losses.svm_loss_and_grad(W, b, X, y, 1.0, 0.3)
    h = 1e-5
    for i in np.ndindex(*W.shape):
        step = np.zeros_like(W)
        step[i] = h
        up, down = (losses.svm_loss_and_grad(W + s, b, X, y, 1.0, 0.3)[0] for s in (step, -step))
        assert abs((up - down) / (2 * h) - dW[i]) < 1e-5
    for i in range(3):
        step = h * np.eye(3)[i]
        up, down = (losses.svm_loss_and_grad(W, b + s, X, y, 1.0, 0.3)[0] for s in (step, -step))
        assert abs((up - down) / (2 * h) - db[i]) < 1e-5


@pytest.mark.parametrize(("form", "value"), [("lam", 1.425), ("half", 0.7125)])
def test_the_published_penalties(xp, form, value):
    W = xp.asarray([[1, -2], [3, 0.5]])
    np.testing.assert_allclose(float(losses.l2_penalty([W], 0.1, form)), value)


def test_the_half_form_is_torchs_weight_decay(xp):
    W = np.array([[1.0, -2.0, 0.5], [3.0, 0.5, 1.0]])
    p = torch.nn.Parameter(torch.tensor(W))
    p.grad = torch.zeros_like(p)
    torch.optim.SGD([p], lr=1.0, weight_decay=0.1).step()
    gradient = losses.l2_gradient(xp.asarray(W), 0.1, "half")
    np.testing.assert_allclose(W - xp.to_numpy(gradient), p.detach().numpy(), rtol=1e-12)


def test_scaling_the_weights_down_is_not_free(xp):
    s, y = xp.asarray([[5.0, 1.0, 2.0]]), xp.ints([0])
    values = [float(losses.multiclass_hinge(k * s, y, 1.0)) for k in (1.0, 2.0, 0.25)]
    assert values == [0, 0, 0.25]


def test_only_the_data_term_is_averaged(xp):
    got = losses.combined_loss(xp.asarray([1.0, 3.0]), [xp.asarray([[2.0]])], 0.5)
    assert float(got) == 2.0 + 0.5 * 4.0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda xp: losses.multiclass_hinge(xp.asarray([[1.0, 2.0]]), xp.ints([2])), "labels in 0…1, got 2"),
        (lambda xp: losses.multiclass_hinge(xp.asarray([[1.0, 2.0]]), xp.ints([[0]])), r"y: expected shape \(N,\)"),
        (lambda xp: losses.multiclass_hinge(xp.asarray([[1.0], [2.0]]), xp.ints([0, 0]), reduction="max"), "reduction"),
        (lambda xp: losses.l2_penalty([xp.asarray([[1.0]])], -1.0), "lam: expected a number"),
        (
            lambda xp: losses.linear_scores(xp.asarray([[1.0, 2.0]]), xp.asarray([[1.0]]), xp.asarray([1.0])),
            "W: expected",
        ),
    ],
)
def test_bad_input_is_refused_with_name_expected_and_got(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp)


def test_mixed_libraries_are_refused():
    with pytest.raises(TypeError):
        losses.multiclass_hinge(np.ones((1, 2)), torch.tensor([0]))


def test_every_hinge_misconception_has_its_published_value():
    s, y = np.array([[13.0, -7.0, 11.0]]), np.array([1])
    got = {m.key: float(m.mutant(s, y, 10.0)) for m in misconceptions_of(losses.multiclass_hinge)}
    published = {
        "T2.2/self_class": 68,
        "T2.2/max_only": 30,
        "T2.2/swapped": 0,
        "T2.2/delta_sign": 18,
        "T2.2/div_c": 58 / 3,
    }
    assert got == pytest.approx(published)
