"""Linear classifier, hinge loss and penalties against torch, loops and the lectures' numbers."""

import numpy as np
import pytest

from reference.linear import hinge
from reference.misconceptions import misconceptions_of
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
W_KINK, X_KINK = [[1, 0, 2], [0, 1, -1], [1, 1, 0]], [[2, -1, 1]]
W_CAT = [[0.2, -0.5, 0.1, 2.0], [1.5, 1.3, 2.1, 0.0], [0.0, 0.25, 0.2, -0.3]]


def random_problem(seed=0, n=5, d=4, c=3):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(c, d)), rng.normal(size=c), rng.normal(size=(n, d)), rng.integers(0, c, n)


def svm(xp, n=2):
    """W, b, X, y of n samples with three features and two classes."""
    return xp.asarray(np.ones((2, 3))), xp.asarray([0.0, 1.0]), xp.asarray(np.ones((n, 3))), xp.ints([0] * n)


def test_the_cat_picture_has_its_published_scores(xp):
    s = hinge.linear_scores(xp.asarray([[56, 231, 24, 2]]), xp.asarray(W_CAT), xp.asarray([1.1, 3.2, -1.2]))
    np.testing.assert_allclose(xp.to_numpy(s), [[-96.8, 437.9, 60.75]])
    assert xp.to_numpy(hinge.predict_class(s)).tolist() == [1]


def test_scores_agree_with_torch_linear(xp):
    W, b, X, _ = random_problem()
    expected = torch.nn.functional.linear(torch.tensor(X), torch.tensor(W), torch.tensor(b)).numpy()
    got = hinge.linear_scores(xp.asarray(X), xp.asarray(W), xp.asarray(b))
    np.testing.assert_allclose(xp.to_numpy(got), expected, rtol=1e-12)


def test_the_displayed_scores_are_those_of_a_dog(xp):
    assert xp.to_numpy(hinge.predict_class(xp.asarray([[-96.8, 437.9, 61.95]]))).tolist() == [1]


@pytest.mark.parametrize(("y", "loss"), [(0, 695.45), (1, 0), (2, 376.95)])
def test_the_hinge_losses_of_the_cat_picture(xp, y, loss):
    scores = xp.asarray([[-96.8, 437.9, 61.95]])  # as displayed, the ship without its bias
    assert float(hinge.multiclass_hinge(scores, xp.ints([y]), 1.0)) == pytest.approx(loss, rel=1e-12)


def test_templates_are_the_rows_of_the_weights_as_pictures(xp):
    W = np.arange(30.0).reshape(5, 6)
    got = hinge.class_templates(xp.asarray(W), (2, 3))
    np.testing.assert_array_equal(xp.to_numpy(got), [[row[:3], row[3:]] for row in W])


def test_the_first_of_tied_classes_is_predicted(xp):
    assert xp.to_numpy(hinge.predict_class(xp.asarray([[1.0, 3.0, 3.0]]))).tolist() == [1]


@pytest.mark.parametrize(("delta", "values"), [(10.0, [8, 58, 12]), (1.0, [0, 40, 3])])
def test_the_slides_hinge_losses(xp, delta, values):
    scores = xp.asarray([[13, -7, 11]])
    got = [float(hinge.multiclass_hinge(scores, xp.ints([y]), delta)) for y in range(3)]
    assert got == values


def test_hinge_is_c_times_torchs_multi_margin_loss(xp):
    W, b, X, y = random_problem(n=7, c=5)
    s = X @ W.T + b
    expected = 5 * torch.nn.functional.multi_margin_loss(torch.tensor(s), torch.tensor(y), margin=1.5)
    got = hinge.multiclass_hinge(xp.asarray(s), xp.ints(y), 1.5)
    np.testing.assert_allclose(float(got), float(expected), rtol=1e-12)


@pytest.mark.parametrize("reduction", ["none", "sum"])
def test_the_other_reductions_agree_with_a_double_loop(xp, reduction):
    _, _, s, y = random_problem(n=7, d=4)
    loop = [sum(max(0.0, s[i, j] - s[i, y[i]] + 1) for j in range(4) if j != y[i]) for i in range(7)]
    expected = np.array(loop) if reduction == "none" else sum(loop)
    got = hinge.multiclass_hinge(xp.asarray(s), xp.ints(y), 1.0, reduction)
    np.testing.assert_allclose(xp.to_numpy(got), expected, rtol=1e-12)


def test_the_score_gradient_is_autograds_through_relu(xp):
    _, _, s, y = random_problem(seed=3, n=6, d=4)
    t = torch.tensor(s, requires_grad=True)
    margins = torch.relu(t - t[torch.arange(6), torch.tensor(y)][:, None] + 1.0)
    (margins.sum() - 6 * 1.0).backward()
    got = hinge.multiclass_hinge_grad_scores(xp.asarray(s), xp.ints(y), 1.0)
    np.testing.assert_allclose(xp.to_numpy(got), t.grad.numpy(), rtol=1e-12)


def test_a_margin_of_exactly_zero_contributes_nothing(xp):
    got = hinge.multiclass_hinge_grad_scores(xp.asarray([[4.0, -2.0, 1.0]]), xp.ints([2]), 3.0)
    assert xp.to_numpy(got).tolist() == [[1, 0, -1]]


def test_the_slides_score_gradient(xp):
    got = hinge.multiclass_hinge_grad_scores(xp.asarray([[13.0, -7.0, 11.0]]), xp.ints([0]), 10.0)
    assert xp.to_numpy(got).tolist() == [[-1, 0, 1]]


@pytest.mark.parametrize(
    ("y", "gradient"),
    [
        (2, [[2.2, -1, 1.4], [0, 0.2, -0.2], [-1.8, 1.2, -1]]),
        (1, [[2.2, -1, 1.4], [-4, 2.2, -2.2], [2.2, -0.8, 1]]),
    ],
)
def test_the_published_svm_gradients(xp, y, gradient):
    W, x, b = xp.asarray(W_KINK), xp.asarray(X_KINK), xp.asarray([0, 0, 0])
    assert xp.to_numpy(hinge.linear_scores(x, W, b)).tolist() == [[4, -2, 1]]
    dW = hinge.svm_loss_and_grad(W, b, x, xp.ints([y]), 2.0, 0.1)[1]
    np.testing.assert_allclose(xp.to_numpy(dW), gradient, atol=1e-12)


def test_the_svm_gradient_agrees_with_central_differences():
    W, b, X, y = random_problem(seed=5)
    _, dW, db = hinge.svm_loss_and_grad(W, b, X, y, 1.0, 0.3)
    h = 1e-5
    for i in np.ndindex(*W.shape):
        step = np.zeros_like(W)
        step[i] = h
        up, down = (hinge.svm_loss_and_grad(W + s, b, X, y, 1.0, 0.3)[0] for s in (step, -step))
        assert abs((up - down) / (2 * h) - dW[i]) < 1e-5
    for i in range(3):
        step = h * np.eye(3)[i]
        up, down = (hinge.svm_loss_and_grad(W, b + s, X, y, 1.0, 0.3)[0] for s in (step, -step))
        assert abs((up - down) / (2 * h) - db[i]) < 1e-5


@pytest.mark.parametrize(("form", "value", "factor"), [("lam", 1.425, 2), ("half", 0.7125, 1)])
def test_the_published_penalties_and_gradients(xp, form, value, factor):
    W = xp.asarray([[1, -2], [3, 0.5]])
    np.testing.assert_allclose(float(hinge.l2_penalty([W], 0.1, form)), value)
    gradient = factor * np.array([[0.1, -0.2], [0.3, 0.05]])  # [[0.2, −0.4], [0.6, 0.1]] in the full form
    np.testing.assert_allclose(xp.to_numpy(hinge.l2_gradient(W, 0.1, form)), gradient, rtol=1e-12)


@pytest.mark.parametrize("form", ["lam", "half"])
def test_the_combined_losss_gradient_is_that_of_its_penalty(xp, form):
    W = np.array([[1.0, -2.0, 0.5], [3.0, 0.5, 1.0]])
    leaf = torch.tensor(W, requires_grad=True)
    hinge.combined_loss(torch.tensor([1.0, 3.0]), [leaf], 0.3, form).backward()
    np.testing.assert_allclose(xp.to_numpy(hinge.l2_gradient(xp.asarray(W), 0.3, form)), leaf.grad.numpy())


def test_the_half_form_is_torchs_weight_decay(xp):
    W = np.array([[1.0, -2.0, 0.5], [3.0, 0.5, 1.0]])
    p = torch.nn.Parameter(torch.tensor(W))
    p.grad = torch.zeros_like(p)
    torch.optim.SGD([p], lr=1.0, weight_decay=0.1).step()
    gradient = hinge.l2_gradient(xp.asarray(W), 0.1, "half")
    np.testing.assert_allclose(W - xp.to_numpy(gradient), p.detach().numpy(), rtol=1e-12)


def test_scaling_the_weights_down_is_not_free(xp):
    s, y = xp.asarray([[5.0, 1.0, 2.0]]), xp.ints([0])
    values = [float(hinge.multiclass_hinge(k * s, y, 1.0)) for k in (1.0, 2.0, 0.25)]
    assert values == [0, 0, 0.25]


def test_only_the_data_term_is_averaged(xp):
    got = hinge.combined_loss(xp.asarray([1.0, 3.0]), [xp.asarray([[2.0]])], 0.5)
    assert float(got) == 2.0 + 0.5 * 4.0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda xp: hinge.multiclass_hinge(xp.asarray([[1.0, 2.0]]), xp.ints([2])), "labels in 0…1, got 2"),
        (lambda xp: hinge.multiclass_hinge(xp.asarray([[1.0, 2.0]]), xp.ints([[0]])), r"y: expected shape \(N,\)"),
        (lambda xp: hinge.multiclass_hinge(xp.asarray([[1.0], [2.0]]), xp.ints([0, 0]), reduction="max"), "reduction"),
        (lambda xp: hinge.l2_penalty([xp.asarray([[1.0]])], -1.0), "lam: expected a number"),
        (lambda xp: hinge.l2_penalty([xp.asarray([[1.0]])], np.nan), "lam: expected a number of at least 0, got nan"),
        (lambda xp: hinge.l2_gradient(xp.asarray([[1.0]]), np.nan), "lam: expected a number"),
        (lambda xp: hinge.combined_loss(xp.asarray([1.0]), [xp.asarray([[1.0]])], np.nan), "lam: expected a number"),
        (lambda xp: hinge.svm_loss_and_grad(*svm(xp), lam=np.nan), "lam: expected a number"),
        (lambda xp: hinge.l2_penalty([xp.asarray([[1.0]])], 1.0, "full"), "form: expected one of"),
        (lambda xp: hinge.l2_penalty([], 1.0), "Ws: expected at least one"),
        (lambda xp: hinge.combined_loss(xp.asarray([]), [xp.asarray([[1.0]])], 1.0), "data_losses: expected at least"),
        (lambda xp: hinge.predict_class(xp.asarray(np.zeros((0, 3)))), "scores: expected at least one sample"),
        (lambda xp: hinge.multiclass_hinge(xp.asarray(np.zeros((0, 3))), xp.ints([])), "scores: expected at least"),
        (lambda xp: hinge.svm_loss_and_grad(*svm(xp, n=0)), "X: expected at least one sample"),
        (
            lambda xp: hinge.class_templates(xp.asarray(np.zeros((2, 5))), (2, 3)),
            r"W: expected shape \(C, D\) = \(2, 6\)",
        ),
        (
            lambda xp: hinge.linear_scores(xp.asarray([[1.0, 2.0]]), xp.asarray([[1.0]]), xp.asarray([1.0])),
            "W: expected",
        ),
    ],
)
def test_bad_input_is_refused_with_name_expected_and_got(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp)


@pytest.mark.parametrize("function", [hinge.multiclass_hinge, hinge.multiclass_hinge_grad_scores])
def test_labels_that_are_no_integers_are_refused(xp, function):
    with pytest.raises(TypeError, match="y: expected integer class labels, got dtype"):
        function(xp.asarray([[1.0, 2.0]]), xp.asarray([1.0]))


def everything(make, labels):
    """The results of each function that returns arrays, on arguments from `make(data)` and `labels(data)`."""
    W, b, X, y = random_problem(n=7, d=6)
    W, b, X, y = make(W), make(b), make(X), labels(y)
    return [
        hinge.linear_scores(X, W, b),
        hinge.class_templates(W, (2, 3)),
        hinge.multiclass_hinge(X, y, 1.0, "none"),
        hinge.multiclass_hinge(X, y),
        hinge.multiclass_hinge_grad_scores(X, y),
        *hinge.svm_loss_and_grad(W, b, X, y, 1.0, 0.3),
        hinge.l2_penalty([W, b], 0.3),
        hinge.l2_gradient(W, 0.3),
        hinge.combined_loss(b, [W], 0.3),
    ]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_dtype_and_device_stay(xp, dtype):
    results, one = everything(lambda a: xp.asarray(a, dtype), xp.ints), xp.asarray([1.0], dtype)
    assert {(r.dtype, str(r.device)) for r in results} == {(one.dtype, str(one.device))}


def test_integers_become_floats(xp):
    whole = everything(lambda a: xp.ints(np.round(3 * a)), xp.ints)
    assert all(xp.to_numpy(r).dtype.kind == "f" for r in whole)


def test_integer_weights_join_the_precision_of_the_data(xp):
    X, y = xp.asarray([[0.1, 0.2]]), xp.ints([1])
    got = hinge.svm_loss_and_grad(xp.ints([[3, -2], [1, 1]]), xp.ints([1, 0]), X, y)
    assert {r.dtype for r in got} == {X.dtype}
    assert float(got[0]) == pytest.approx(0.9 - 0.3 + 1, rel=1e-12)


def test_arguments_are_left_alone():
    def locked(data):
        array = np.array(data)
        array.flags.writeable = False
        return array

    everything(locked, locked)


def test_mixed_libraries_are_refused():
    with pytest.raises(TypeError):
        hinge.multiclass_hinge(np.ones((1, 2)), torch.tensor([0]))


def test_every_hinge_misconception_has_its_published_value():
    s, y = np.array([[13.0, -7.0, 11.0]]), np.array([1])
    got = {m.key: float(m.mutant(s, y, 10.0)) for m in misconceptions_of(hinge.multiclass_hinge)}
    published = {
        "T2.2/self_class": 68,
        "T2.2/max_only": 30,
        "T2.2/swapped": 0,
        "T2.2/delta_sign": 18,
        "T2.2/div_c": 58 / 3,
    }
    assert got == pytest.approx(published)


# -- misconceptions

W, B, X, Y = random_problem(seed=7, n=4, d=3)  # square weights, or a transpose would only raise
KINK = (np.array([[4.0, -2.0, 1.0], [3.0, 3.0, 1.0]]), np.array([2, 0]), 3.0)
PAIRS = {form: [(np.array([[1.0, -2.0], [3.0, 0.5]]), 0.1, form)] for form in ("lam", "half")}
CASES = {
    "linear_scores": (hinge.linear_scores, [(X, W, B)]),
    "predict_class": (hinge.predict_class, [(np.array([[1.0, 3.0, 3.0], [2.0, 0.0, 1.0], [0.0, 5.0, 4.0]]),)]),
    "class_templates": (hinge.class_templates, [(np.arange(24.0).reshape(4, 6), (2, 3))]),
    "multiclass_hinge": (hinge.multiclass_hinge, [(np.array([[13.0, -7.0, 11.0]]), np.array([1]), 10.0)]),
    "grad_scores": (hinge.multiclass_hinge_grad_scores, [KINK, (np.array([[4.0, -2.0, 1.0]]), np.array([1]), 2.0)]),
    "svm": (hinge.svm_loss_and_grad, [(W, B, X, Y, 1.0, 0.3)]),
    "l2_penalty, lam": (hinge.l2_penalty, [([a], lam, form) for a, lam, form in PAIRS["lam"]]),
    "l2_penalty, half": (hinge.l2_penalty, [([a], lam, form) for a, lam, form in PAIRS["half"]]),
    "l2_gradient, lam": (hinge.l2_gradient, PAIRS["lam"]),
    "l2_gradient, half": (hinge.l2_gradient, PAIRS["half"]),
    "combined, lam": (hinge.combined_loss, [(np.array([1.0, 3.0, 0.5]), [W, B], 0.3, "lam")]),
    "combined, half": (hinge.combined_loss, [(np.array([1.0, 3.0, 0.5]), [W, B], 0.3, "half")]),
}


@pytest.mark.parametrize(("function", "cases"), CASES.values(), ids=CASES)
def test_misconceptions_can_be_told_apart(function, cases):
    assert alike(function, cases) == []


def test_every_misconception_of_the_module_has_cases():
    mine = {m.function for m in declared_in(hinge)}
    assert mine == {function.__name__ for function, _ in CASES.values()}


def test_a_forgotten_bias_gives_the_slides_61_95(xp):
    (mistake,) = misconceptions_of(hinge.linear_scores, "T2.1/no_bias")
    s = mistake.mutant(xp.asarray([[56, 231, 24, 2]]), xp.asarray(W_CAT), xp.asarray([1.1, 3.2, -1.2]))
    assert float(s[0, 2]) == pytest.approx(61.95, rel=1e-12)


@pytest.mark.parametrize(
    ("key", "y", "row", "published"),
    [("T2.3/reg_grad", 2, 2, [-2, 1, -1]), ("T2.3/true_row_once", 1, 1, [-2, 1.2, -1.2])],
)
def test_wrong_svm_gradients_have_their_published_rows(xp, key, y, row, published):
    W, x, b = xp.asarray(W_KINK), xp.asarray(X_KINK), xp.asarray([0, 0, 0])
    if key == "T2.3/true_row_once":  # a mistake in the scores' gradient, here carried on to the weights
        (mistake,) = misconceptions_of(hinge.multiclass_hinge_grad_scores, key)
        d = mistake.mutant(hinge.linear_scores(x, W, b), xp.ints([y]), 2.0)
        dW = xp.to_numpy(d).T @ np.array(X_KINK) + 0.2 * np.array(W_KINK)
    else:
        (mistake,) = misconceptions_of(hinge.svm_loss_and_grad, key)
        dW = xp.to_numpy(mistake.mutant(W, b, x, xp.ints([y]), 2.0, 0.1)[1])
    np.testing.assert_allclose(dW[row], published, atol=1e-12)
