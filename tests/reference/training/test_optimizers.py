"""Optimizers against torch.optim, closed sums and the worked numbers."""

import itertools

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.training import optimizers

torch = pytest.importorskip("torch")

X, Y = (1.0, 2.0, 3.0), (2.0, 4.0, 7.0)  # the worked regression: y ≈ w x, loss (y − w x)²


def slope(w, batch=(0, 1, 2)):
    """Mean gradient of (y − w x)² over a batch; w: (1,)."""
    total = sum((2 * X[i] * (w * X[i] - Y[i]) for i in batch), start=0 * w)
    return total / len(batch)


def gradients(seed, steps=6, shape=(2, 3)):
    return list(np.random.default_rng(seed).normal(size=(steps, *shape)))


def by_torch(kind, theta0, grads, **settings):
    """The parameters after each step of a torch optimizer that is fed `grads`."""
    theta, path = torch.nn.Parameter(torch.tensor(theta0)), []
    optimizer = kind([theta], **settings)
    for grad in grads:
        theta.grad = torch.tensor(grad)
        optimizer.step()
        path.append(theta.detach().numpy().copy())
    return path


def walk(step, theta, states, grads):
    """The parameters after each step; `step(theta, *states, grad)`; each of `grads` is an array or a function of theta."""
    path = []
    for grad in grads:
        theta, *states = step(theta, *states, grad(theta) if callable(grad) else grad)
        path.append(theta)
    return path


def path_of(xp, path):
    return np.stack([xp.to_numpy(theta) for theta in path])


def momentum(lr=0.1, beta=0.9, form="lecture", step=optimizers.momentum_step):
    return lambda theta, delta, grad: step(theta, delta, grad, lr, beta, form=form)


def adam(bias_correction, step=optimizers.adam_step, **settings):
    counter = itertools.count(1)
    return lambda theta, m, v, grad: step(theta, m, v, grad, next(counter), **settings, bias_correction=bias_correction)


def bowl(theta):
    """Gradient of ½θ²."""
    return 1.0 * theta


# -- T4.1 gradient descent ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("batches", "steps", "w"),
    [(None, 1, 0.62 / 3), ([[0], [1], [2]], 3, 0.581376), ([[0, 1], [2]], 2, 0.502)],
    ids=["full", "SGD", "mini-batches"],
)
def test_the_worked_regression_reaches_its_published_weight(xp, batches, steps, w):
    theta, history = optimizers.minimize(slope, xp.asarray([0.0]), 0.01, steps, batches)
    assert xp.to_numpy(theta)[0] == pytest.approx(w, rel=1e-9)
    assert len(history) == steps
    assert xp.to_numpy(history[-1])[0] == xp.to_numpy(theta)[0]


def test_the_worked_regression_starts_with_its_published_gradient(xp):
    assert float(slope(xp.asarray([0.0]))[0]) == pytest.approx(-20.6667, abs=5e-5)


def test_a_plain_step_is_torch_sgd(xp):
    theta0, grads = np.ones((2, 3)), gradients(1)
    path = walk(
        lambda theta, grad: (optimizers.gd_step(theta, grad, 0.3),), xp.asarray(theta0), [], map(xp.asarray, grads)
    )
    np.testing.assert_allclose(path_of(xp, path), by_torch(torch.optim.SGD, theta0, grads, lr=0.3), rtol=1e-12)


@pytest.mark.parametrize(("lr", "stable"), [(0.49, True), (0.51, False)])
def test_a_quadratic_is_stable_below_two_over_its_largest_curvature(xp, lr, stable):
    curvature = xp.asarray([1.0, 4.0])  # 2 / 4 = 0.5
    theta, _ = optimizers.minimize(lambda theta: curvature * theta, xp.asarray([1.0, 1.0]), lr, 500)
    assert bool(np.abs(xp.to_numpy(theta)).max() < 1) is stable


def test_history_holds_the_parameters_after_each_update(xp):
    _, history = optimizers.minimize(bowl, xp.asarray([1.0]), 0.1, 4)
    np.testing.assert_allclose(path_of(xp, history)[:, 0], [0.9, 0.81, 0.729, 0.6561], rtol=1e-12)


def test_minimize_goes_through_the_batches_in_turn(xp):
    seen = []
    optimizers.minimize(
        lambda theta, batch: (seen.append(list(batch)), bowl(theta))[1], xp.asarray([1.0]), 0.1, 5, [[2], [0, 1]]
    )
    assert seen == [[2], [0, 1], [2], [0, 1], [2]]


@pytest.mark.parametrize(("n", "size", "lengths"), [(7, 3, [3, 3, 1]), (6, 3, [3, 3]), (2, 5, [2]), (3, 1, [1, 1, 1])])
def test_batches_hold_every_index_once_in_the_given_order(xp, n, size, lengths):
    perm = np.random.default_rng(n).permutation(n)
    batches = [xp.to_numpy(b) for b in optimizers.minibatch_indices(n, size, xp.ints(perm))]
    assert [len(b) for b in batches] == lengths
    np.testing.assert_array_equal(np.concatenate(batches), perm)


@pytest.mark.parametrize(
    ("losses", "answer"),
    [
        ([5.0, 4.0, 3.995, 3.992], True),
        ([5.0, 4.0, 3.5, 3.499], False),  # only the last change is small
        ([4.0, 3.999, 9.0], False),  # a rise is a change
        ([4.0, 3.999], False),  # one change is not two
        ([4.0, float("nan"), float("nan")], False),
    ],
)
def test_convergence_needs_as_many_small_changes_as_patience(xp, losses, answer):
    assert optimizers.converged(xp.asarray(losses), 0.01, 2) is answer


# -- T4.2 momentum -----------------------------------------------------------------------------------------------------


def test_lecture_momentum_takes_its_published_path(xp):
    path = walk(momentum(), xp.asarray([1.0]), [xp.asarray([0.0])], [bowl] * 5)
    np.testing.assert_allclose(path_of(xp, path)[:, 0], [0.9, 0.72, 0.486, 0.2268, -0.02916], rtol=1e-12)


@pytest.mark.parametrize("form", ["torch", "lecture"])
def test_momentum_is_torch_sgd_while_the_learning_rate_is_constant(xp, form):
    theta0, grads = np.ones((2, 3)), gradients(2)
    path = walk(momentum(0.2, 0.8, form), xp.asarray(theta0), [xp.asarray(np.zeros((2, 3)))], map(xp.asarray, grads))
    expected = by_torch(torch.optim.SGD, theta0, grads, lr=0.2, momentum=0.8)
    np.testing.assert_allclose(path_of(xp, path), expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("form", "end"), [("lecture", 0.801), ("torch", 0.882)])
def test_the_forms_part_when_the_learning_rate_falls(xp, form, end):
    theta, delta = xp.asarray([1.0]), xp.asarray([0.0])
    for lr in (0.1, 0.01):
        theta, delta = optimizers.momentum_step(theta, delta, theta, lr, 0.9, form=form)
    assert xp.to_numpy(theta)[0] == pytest.approx(end, rel=1e-12)


def test_ema_momentum_is_a_weighted_sum_of_all_gradients(xp):
    lr, beta, grads = 0.3, 0.7, gradients(3)
    path = walk(
        momentum(lr, beta, "ema"), xp.asarray(np.zeros((2, 3))), [xp.asarray(np.zeros((2, 3)))], map(xp.asarray, grads)
    )
    # δ_k = (1−β) Σ_{i≤k} β^{k−i} g_i, and θ sums −α δ_k
    moves = [(1 - beta) * sum(beta ** (k - i) * grads[i] for i in range(k + 1)) for k in range(len(grads))]
    np.testing.assert_allclose(xp.to_numpy(path[-1]), -lr * sum(moves), rtol=1e-9, atol=1e-12)


def test_nesterov_is_torch_sgd_with_nesterov(xp):
    theta0, grads = np.ones((2, 3)), gradients(4)
    path = walk(
        lambda theta, v, grad: optimizers.nesterov_step(theta, v, grad, 0.2, 0.8),
        xp.asarray(theta0), [xp.asarray(np.zeros((2, 3)))], map(xp.asarray, grads),
    )  # fmt: skip
    expected = by_torch(torch.optim.SGD, theta0, grads, lr=0.2, momentum=0.8, nesterov=True)
    np.testing.assert_allclose(path_of(xp, path), expected, rtol=1e-12, atol=1e-12)


# -- T4.3 Adam ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bias_correction", "path"),
    [(False, [0.683772, 0.270206, -0.162141, -0.507146]), (True, [0.900000, 0.800412, 0.701586, 0.603939])],
    ids=["lecture", "paper"],
)
def test_adam_takes_its_published_path(xp, bias_correction, path):
    zero = xp.asarray([0.0])
    got = walk(adam(bias_correction, lr=0.1), xp.asarray([1.0]), [zero, zero], [bowl] * 4)
    np.testing.assert_allclose(path_of(xp, got)[:, 0], path, atol=6e-7)  # published to six digits


def test_the_paper_form_is_torch_adam(xp):
    theta0, grads, zero = np.ones((2, 3)), gradients(5, steps=9), xp.asarray(np.zeros((2, 3)))
    settings = {"lr": 0.05, "beta1": 0.8, "beta2": 0.95, "eps": 1e-3}
    got = walk(adam(True, **settings), xp.asarray(theta0), [zero, zero], map(xp.asarray, grads))
    expected = by_torch(torch.optim.Adam, theta0, grads, lr=0.05, betas=(0.8, 0.95), eps=1e-3)
    np.testing.assert_allclose(path_of(xp, got), expected, rtol=1e-9, atol=1e-12)


def test_the_lecture_form_divides_one_weighted_sum_by_the_root_of_another(xp):
    b1, b2, eps, grads, zero = 0.7, 0.9, 1e-2, gradients(6, steps=5), xp.asarray(np.zeros((2, 3)))
    path = walk(adam(False, lr=0.1, beta1=b1, beta2=b2, eps=eps), zero, [zero, zero], map(xp.asarray, grads))
    moved = np.zeros((2, 3))
    for k in range(5):
        m = (1 - b1) * sum(b1 ** (k - i) * grads[i] for i in range(k + 1))
        v = (1 - b2) * sum(b2 ** (k - i) * grads[i] ** 2 for i in range(k + 1))
        moved -= 0.1 * m / (np.sqrt(v) + eps)
    np.testing.assert_allclose(xp.to_numpy(path[-1]), moved, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("t", "ratio"), [(1, 3.16228), (10, 6.5279), (12, 6.5685)])
def test_without_correction_the_first_steps_are_several_times_too_long(xp, t, ratio):
    def last_step(bias_correction):
        start = xp.asarray([0.0])
        path = walk(adam(bias_correction, lr=1.0, eps=0.0), start, [start, start], [xp.asarray([2.0])] * t)
        ends = [0.0, *path_of(xp, path)[:, 0]]
        return ends[-1] - ends[-2]

    assert last_step(False) / last_step(True) == pytest.approx(ratio, rel=1e-5)


def test_the_lectures_steps_stay_a_percent_too_long_until_step_3925():
    start, grad, ratios = np.array([0.0]), np.array([2.0]), []
    m = v = start
    for t in range(1, 4001):
        lecture, m_new, v_new = optimizers.adam_step(start, m, v, grad, t, lr=1.0, eps=0.0, bias_correction=False)
        paper = optimizers.adam_step(start, m, v, grad, t, lr=1.0, eps=0.0, bias_correction=True).theta
        m, v = m_new, v_new
        ratios.append(float(lecture[0] / paper[0]))
    assert np.argmax(ratios) + 1 == 12
    assert np.flatnonzero(np.array(ratios) >= 1.01)[-1] + 2 == 3925


# -- rules for all steps -----------------------------------------------------------------------------------------------

STEPS = {
    "gd": (lambda theta, grad: (optimizers.gd_step(theta, grad, 0.1),), 0),
    "lecture": (momentum(), 1),
    "torch": (momentum(form="torch"), 1),
    "ema": (momentum(form="ema"), 1),
    "nesterov": (lambda theta, v, grad: optimizers.nesterov_step(theta, v, grad, 0.1, 0.9), 1),
    "adam": (lambda *args: optimizers.adam_step(*args, 1, bias_correction=True), 2),
    "adam-lecture": (lambda *args: optimizers.adam_step(*args, 1, bias_correction=False), 2),
}
every_step = pytest.mark.parametrize(("step", "states"), STEPS.values(), ids=STEPS)


@every_step
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_step_keeps_shape_and_dtype(xp, step, states, dtype):
    theta = xp.asarray(np.ones((2, 3, 5)), dtype=dtype)
    for result in step(theta, *[theta] * states, theta):
        assert result.dtype == theta.dtype
        assert tuple(result.shape) == (2, 3, 5)


@every_step
def test_a_step_leaves_its_arguments_alone(xp, step, states):
    given = [np.full((2, 3), 1.0 + k) for k in range(states + 2)]
    ours = [xp.asarray(a.copy()) for a in given]
    step(*ours)
    for before, after in zip(given, ours, strict=True):
        np.testing.assert_array_equal(xp.to_numpy(after), before)


@every_step
def test_a_column_of_gradients_is_refused(xp, step, states):
    theta, column = xp.asarray(np.ones(3)), xp.asarray(np.ones((3, 1)))
    with pytest.raises(ValueError, match=r"grad: expected shape the shape of theta = \(3,\), got \(3, 1\)"):
        step(theta, *[theta] * states, column)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda a: optimizers.gd_step(a, a, -0.1), "lr: expected a number of at least 0"),
        (lambda a: optimizers.momentum_step(a, a, a, 0.1, 0.9, form="heavy"), "form: expected one of"),
        (lambda a: optimizers.momentum_step(a, a[:2], a, 0.1, 0.9), "delta: expected shape"),
        (lambda a: optimizers.adam_step(a, a, a, a, 0, bias_correction=True), "t: expected a step number from 1"),
        (
            lambda a: optimizers.adam_step(a, a, a, a, 1, eps=-1.0, bias_correction=True),
            "eps: expected a number of at least 0",
        ),
        (lambda a: optimizers.adam_step(a, a, a[:2], a, 1, bias_correction=True), "v: expected shape"),
        (lambda a: optimizers.minibatch_indices(4, 2, [0, 1, 2]), "perm: expected 4 indices, got 3"),
        (lambda a: optimizers.minibatch_indices(2, 0, [0, 1]), "batch_size: expected at least 1"),
        (lambda a: optimizers.minibatch_indices(0, 2, []), "n: expected at least 1 sample"),
        (lambda a: optimizers.converged([1.0, 1.0], 0.1, 0), "patience: expected at least 1"),
    ],
)
def test_impossible_settings_are_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray([1.0, 2.0, 3.0]))


def test_adam_must_be_told_which_form_to_use():
    start = np.zeros(2)
    with pytest.raises(TypeError, match="bias_correction"):
        optimizers.adam_step(start, start, start, start, 1)


@every_step
def test_numpy_and_torch_do_not_mix(step, states):
    theta = np.ones(3)
    with pytest.raises(TypeError, match="namespaces"):
        step(theta, *[theta] * states, torch.ones(3))


# -- misconceptions: a driver per function, from a step to its values on the published example ---------------------------


def bowl_gd(step):
    start = np.array([1.0])
    return [*walk(lambda theta, grad: (step(theta, grad, 0.1),), start, [], [lambda theta: 2.0 * theta] * 3), start]


def worked_regression(minimize):
    runs = [(None, 2), ([[0], [1], [2]], 3), ([[0, 1], [2]], 2)]
    return [minimize(slope, np.array([0.0]), 0.01, steps, batches)[0] for batches, steps in runs]


def cuts(minibatch_indices):
    batches = minibatch_indices(10, 4, np.array([4, 0, 3, 1, 2, 6, 5, 9, 8, 7]))
    return [len(batches), *map(np.asarray, batches)]


def verdicts(converged):
    runs = [
        [5.0, 4.0, 3.5, 3.499],
        [1.0, 2.0, 1.5, 3.0, 1.0],
        [9.0, 4.0, 1.0, 0.5],
        [0.5, 0.002, 0.009],
        [2.0, 2.0, 2.0],
    ]
    return [np.asarray(converged(np.array(losses), 0.01, 2)) for losses in runs]


def bowl_momentum(form):
    def drive(step):
        start, rest = np.array([1.0]), [np.array([0.0])]
        # the published rates have α = 1 − β, which hides the difference between two mistakes: hence a second run
        runs = [momentum(lr, beta, form, step) for lr, beta in ((0.1, 0.9), (0.3, 0.9))]
        return [theta for run in runs for theta in walk(run, start, rest, [bowl] * 5)]

    return drive


def bowl_nesterov(step):
    return walk(lambda theta, v, grad: step(theta, v, grad, 0.1, 0.9), np.array([1.0]), [np.array([0.0])], [bowl] * 5)


def bowl_adam(bias_correction):
    zero = np.array([0.0])

    def drive(step):
        # the paper's ε is too small to show where it is added: hence a second run
        runs = [adam(bias_correction, step, lr=0.1, eps=eps) for eps in (1e-8, 1e-2)]
        with np.errstate(all="ignore"):
            return [theta for run in runs for theta in walk(run, np.array([1.0]), [zero, zero], [bowl] * 4)]

    return drive


DRIVERS = [
    (optimizers.gd_step, bowl_gd, ()),
    (optimizers.minimize, worked_regression, ()),
    (optimizers.minibatch_indices, cuts, ()),
    (optimizers.converged, verdicts, ()),
    (
        optimizers.momentum_step,
        bowl_momentum("lecture"),
        ("T4.2/lr_outside",),
    ),  # with one rate both forms walk one path
    (optimizers.momentum_step, bowl_momentum("torch"), ("T4.2/lr_outside",)),
    (optimizers.momentum_step, bowl_momentum("ema"), ("T4.2/ema",)),  # here the factor is asked for
    (optimizers.nesterov_step, bowl_nesterov, ()),
    (optimizers.adam_step, bowl_adam(True), ()),
    (optimizers.adam_step, bowl_adam(False), ("T4.3/t_zero",)),  # without a correction, t does not matter
]
DRIVER_IDS = [f"{i} {f.__name__}" for i, (f, _, _) in enumerate(DRIVERS)]


def mutants_of(function, absent):
    return [m for m in misconceptions_of(function) if m.key not in absent]


def differ(some, others):
    if len(some) != len(others):
        return True
    pairs = [(np.asarray(a), np.asarray(b)) for a, b in zip(some, others, strict=True)]
    return any(a.shape != b.shape or not np.allclose(a, b, rtol=1e-7, atol=0, equal_nan=True) for a, b in pairs)


@pytest.mark.parametrize(("function", "drive", "absent"), DRIVERS, ids=DRIVER_IDS)
def test_every_misconception_gives_another_answer_than_the_reference(function, drive, absent):
    right = drive(function)
    same = [m.key for m in mutants_of(function, absent) if not differ(drive(m.mutant), right)]
    assert same == []


@pytest.mark.parametrize(("function", "drive", "absent"), DRIVERS, ids=DRIVER_IDS)
def test_misconceptions_can_be_told_apart(function, drive, absent):
    found = mutants_of(function, absent)
    assert len(found) >= 3
    answers = {m.key: drive(m.mutant) for m in found}
    alike = [(a, b) for a, b in itertools.combinations(answers, 2) if not differ(answers[a], answers[b])]
    assert alike == []


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("T4.2/ema", [0.99, 0.9711]),
        ("T4.2/minus_beta", [0.9, 0.9, 0.81]),
        ("T4.2/reset", [0.9, 0.81]),
        ("T4.2/nesterov", [0.81, 0.5751]),
    ],
)
def test_a_wrong_momentum_takes_its_published_path(xp, key, path):
    (mistake,) = misconceptions_of(optimizers.momentum_step, key)
    got = walk(momentum(step=mistake.mutant), xp.asarray([1.0]), [xp.asarray([0.0])], [bowl] * len(path))
    np.testing.assert_allclose(path_of(xp, got)[:, 0], path, rtol=1e-12)


@pytest.mark.parametrize(
    ("key", "first"), [("T4.3/no_sqrt", -8.9999), ("T4.3/betas_swapped", 0.999684), ("T4.3/eps_inside", 0.683774)]
)
def test_a_wrong_adam_takes_its_published_first_step(xp, key, first):
    (mistake,) = misconceptions_of(optimizers.adam_step, key)
    zero = xp.asarray([0.0])
    got = walk(adam(False, mistake.mutant, lr=0.1), xp.asarray([1.0]), [zero, zero], [bowl])
    assert xp.to_numpy(got[0])[0] == pytest.approx(first, abs=6e-7)


@pytest.mark.parametrize(
    ("key", "batches", "steps"), [("T4.1/sum_gradient", [[0, 1, 2]], 1), ("T4.1/stale_grad", [[0], [1], [2]], 3)]
)
def test_a_wrong_batch_gradient_gives_its_published_weight(xp, key, batches, steps):
    (mistake,) = misconceptions_of(optimizers.minimize, key)
    theta, _ = mistake.mutant(slope, xp.asarray([0.0]), 0.01, steps, batches)
    assert xp.to_numpy(theta)[0] == pytest.approx(0.62, rel=1e-9)


@pytest.mark.parametrize("wrong", [{"batches": []}, {"steps": -1}, {"lr": -0.1, "steps": 0}])
def test_minimize_refuses_what_it_cannot_do(wrong):
    with pytest.raises(ValueError, match="|".join(wrong)):
        optimizers.minimize(lambda theta, *batch: theta, np.ones(2), **{"lr": 0.1, "steps": 3} | wrong)


@pytest.mark.parametrize(
    ("form", "key"),
    [*itertools.product(optimizers.FORMS, ["T4.2/minus_beta", "T4.2/reset"]), ("ema", "T4.2/ema")],
)
def test_a_wrong_momentum_is_right_in_its_form_where_its_mistake_does_not_show(form, key):
    (mistake,) = misconceptions_of(optimizers.momentum_step, key)
    theta, rest, grad = np.array([1.0, 2.0]), np.zeros(2), np.array([3.0, -1.0])  # the first step, from rest
    got, right = (f(theta, rest, grad, 0.1, 0.9, form) for f in (mistake.mutant, optimizers.momentum_step))
    np.testing.assert_allclose(got, right, rtol=1e-12)


def test_a_permutation_has_each_index_once():
    with pytest.raises(ValueError, match="each index from 0 to 2 once"):
        optimizers.minibatch_indices(3, 2, [0, 0, 2])
