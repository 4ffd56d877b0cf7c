"""Threshold neurons and the perceptron against truth tables, simulation and the lectures' numbers."""

import itertools

import numpy as np
import pytest

from reference.misconceptions import misconceptions_of
from reference.neurons import perceptron
from reference.training.schedules import lr_schedule
from tests.reference.mutants import alike, declared_in

AND_X = [[0, 0], [0, 1], [1, 0], [1, 1]]
TABLES = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "nand": [1, 1, 1, 0], "nor": [1, 0, 0, 0]}
INTEGERS = {"and": ([1, 1], -2), "or": ([1, 1], -1), "nand": ([-1, -1], 1), "nor": ([-1, -1], 0), "not": ([-1], 0)}


def simulate(X, y, threshold, pm, epochs=100):
    """The perceptron rule in plain Python, written independently of the reference."""
    w, b, updates, epoch, clean = [0.0] * len(X[0]), 0.0, 0, 0, False
    while not clean and epoch < epochs:
        epoch, clean = epoch + 1, True
        for x, t in zip(X, y, strict=True):
            net = sum(wi * xi for wi, xi in zip(w, x, strict=True)) + b
            fires = net > 0 or (threshold == "ge" and net == 0)
            out = (1 if fires else -1) if pm else int(fires)
            if out != t:
                w = [wi + (t - out) * xi for wi, xi in zip(w, x, strict=True)]
                b, updates, clean = b + (t - out), updates + 1, False
    return w, b, epoch, updates


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("threshold", ["ge", "gt", None])
def test_gates_have_their_truth_tables(xp, name, threshold):
    w, b = perceptron.mcp_gate(name, threshold)
    for rule in [threshold] if threshold else ["ge", "gt"]:
        out = perceptron.mcp_neuron(xp.asarray(AND_X), xp.asarray(w), b, rule)
        assert xp.to_numpy(out).tolist() == TABLES[name]


@pytest.mark.parametrize("threshold", ["ge", "gt", None])
def test_not_has_one_input(threshold):
    w, b = perceptron.mcp_gate("not", threshold)
    for rule in [threshold] if threshold else ["ge", "gt"]:
        assert perceptron.mcp_neuron(np.array([[0.0], [1.0]]), np.array(w), b, rule).tolist() == [1, 0]


@pytest.mark.parametrize("name", INTEGERS)
def test_gates_for_ge_are_the_lectures_integers(name):
    assert perceptron.mcp_gate(name, "ge") == INTEGERS[name]


def test_the_lectures_and_gate_fires_at_a_net_of_zero_only_under_ge(xp):
    x, w = xp.asarray(AND_X), xp.asarray([1.0, 1.0])
    assert xp.to_numpy(perceptron.net_input(x, w, -2.0)).tolist() == [-2, -1, -1, 0]
    assert xp.to_numpy(perceptron.mcp_neuron(x, w, -2.0, "ge")).tolist() == [0, 0, 0, 1]
    assert xp.to_numpy(perceptron.mcp_neuron(x, w, -2.0, "gt")).tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("threshold", ["ge", "gt"])
def test_k_of_m_gates_count_their_inputs(threshold):
    for m in range(1, 7):
        rows = np.array(list(itertools.product([0.0, 1.0], repeat=m)))
        for k in range(1, m + 1):
            w, b = perceptron.k_of_m_gate(m, k, threshold)
            out = perceptron.mcp_neuron(rows, np.array(w), b, threshold)
            assert out.tolist() == (rows.sum(axis=1) >= k).tolist()


def test_the_slides_update_is_twice_as_large_with_labels_of_plus_and_minus_one(xp):
    w, x = xp.asarray([-1.0]), xp.asarray([0.8])
    w_pm, _ = perceptron.perceptron_update(w, 0.0, x, 1, 1.0, labels="pm1")
    w_01, _ = perceptron.perceptron_update(w, 0.0, x, 1, 1.0, labels="01")
    np.testing.assert_allclose(xp.to_numpy(w_pm - w), [1.6])
    np.testing.assert_allclose(xp.to_numpy(w_01 - w), [0.8])


@pytest.mark.parametrize(
    ("threshold", "labels", "expected"),
    [("ge", "01", (-3, 2, 1, 6, 11)), ("gt", "01", (-2, 2, 1, 6, 10)), ("ge", "pm1", (-6, 4, 2, 6, 11))],
)
def test_and_is_learned_along_the_published_path(xp, threshold, labels, expected):
    y = [0, 0, 0, 1] if labels == "01" else [-1, -1, -1, 1]
    r = perceptron.perceptron_fit(xp.asarray(AND_X), xp.asarray(y), threshold=threshold, labels=labels)
    w = xp.to_numpy(r.w).tolist()
    assert (r.b, *w, r.epochs, r.updates) == expected
    assert r.converged
    assert xp.to_numpy(r.history).shape == (r.updates, 3)


@pytest.mark.parametrize(("threshold", "expected"), [("ge", (-1, 1, 1, 4, 5)), ("gt", (0, 1, 1, 4, 4))])
def test_or_is_learned_along_the_published_path(xp, threshold, expected):
    r = perceptron.perceptron_fit(xp.asarray(AND_X), xp.asarray(TABLES["or"]), threshold=threshold)
    assert (r.b, *xp.to_numpy(r.w).tolist(), r.epochs, r.updates) == expected


def test_half_a_step_with_a_score_of_0_as_an_error_learns_and_as_scikit_learn_does():
    y = np.array([-1.0, -1, -1, 1])
    w, b = np.zeros(2), 0.0
    for x, t in [(np.array(x, dtype=float), t) for _ in range(10) for x, t in zip(AND_X, y, strict=True)]:
        if (w @ x + b) * t <= 0:
            w, b = w + t * x, b + t
    assert (*w, b) == (3, 2, -4)
    linear_model = pytest.importorskip("sklearn.linear_model")
    theirs = linear_model.Perceptron(shuffle=False, tol=None, max_iter=10).fit(np.array(AND_X), y)
    assert (*theirs.coef_[0], *theirs.intercept_) == (3, 2, -4)


def test_a_rate_that_decays_shrinks_the_steps_of_later_epochs(xp):
    X, y = xp.asarray(AND_X), xp.asarray(TABLES["and"])
    r = perceptron.perceptron_fit(X, y, eta=lambda epoch: lr_schedule("exponential", epoch, 1.0, gamma=0.5))
    history = xp.to_numpy(r.history)
    steps = np.abs(np.diff(history[:, 0], prepend=0))
    assert r.converged
    assert set(steps.tolist()) <= {0.5**epoch for epoch in range(r.epochs)}
    assert (np.diff(steps) <= 0).all()
    assert steps[-1] < steps[0] == 1


def test_a_constant_rate_may_be_a_function(xp):
    X, y = xp.asarray(AND_X), xp.asarray(TABLES["and"])
    number, function = (perceptron.perceptron_fit(X, y, eta=eta) for eta in (0.5, lambda epoch: 0.5))
    np.testing.assert_array_equal(xp.to_numpy(number.history), xp.to_numpy(function.history))


def test_a_rate_that_decays_to_0_is_refused():
    with pytest.raises(ValueError, match="eta: expected a number above 0, got 0"):
        perceptron.perceptron_fit(np.array(AND_X), np.array([0, 1, 1, 0]), eta=lambda epoch: max(0.0, 1 - epoch))


@pytest.mark.parametrize("threshold", ["ge", "gt"])
@pytest.mark.parametrize("pm", [False, True])
def test_training_agrees_with_a_plain_python_simulation(threshold, pm):
    rng = np.random.default_rng(0)
    X = rng.integers(-3, 4, size=(13, 3)).astype(float)
    fires = X @ np.array([2.0, -1.0, 1.0]) + 0.5 > 0
    y = np.where(fires, 1.0, -1.0 if pm else 0.0)
    r = perceptron.perceptron_fit(X, y, threshold=threshold, labels="pm1" if pm else "01")
    w, b, epochs, updates = simulate(X.tolist(), y.tolist(), threshold, pm)
    assert (r.w.tolist(), r.b, r.epochs, r.updates) == (w, b, epochs, updates)


def test_xor_never_converges(xp):
    r = perceptron.perceptron_fit(xp.asarray(AND_X), xp.asarray([0, 1, 1, 0]), max_epochs=25)
    assert not r.converged
    assert r.epochs == 25


def test_an_update_too_small_for_the_weights_is_no_convergence(xp):
    X, y = xp.asarray([[1.0, 0.0], [0.0, 1.0]], dtype="float32"), xp.asarray([1.0, 0.0], dtype="float32")
    w0 = xp.asarray([-1e9, 1e9], dtype="float32")  # both samples are wrong, and ±1 is absorbed
    result = perceptron.perceptron_fit(X, y, w0=w0, b0=-1e17, labels="01")
    assert not result.converged


def test_the_number_of_updates_respects_the_mistake_bound():
    rng = np.random.default_rng(2)
    X = rng.normal(size=(40, 2))
    net = X @ np.array([1.0, -2.0]) + 0.3
    X, y = X[np.abs(net) > 0.2], (net[np.abs(net) > 0.2] > 0).astype(float)
    updates = perceptron.perceptron_fit(X, y, max_epochs=1000).updates
    assert 0 < updates <= perceptron.perceptron_mistake_bound(X, y, np.array([1.0, -2.0]), 0.3)


def test_the_mistake_bound_refuses_a_boundary_that_does_not_separate():
    with pytest.raises(ValueError, match="separating"):
        perceptron.perceptron_mistake_bound(np.array([[1.0], [-1.0]]), np.array([1.0, 0.0]), np.array([-1.0]), 0.0)


def test_a_weight_vector_of_the_wrong_length_is_refused(xp):
    with pytest.raises(ValueError, match="w: expected shape"):
        perceptron.net_input(xp.asarray([[1.0, 2.0, 3.0]]), xp.asarray([1.0, 2.0]), 0.0)


def test_an_unknown_threshold_is_refused(xp):
    with pytest.raises(ValueError, match="'ge', 'gt', got 'lt'"):
        perceptron.heaviside(xp.asarray([1.0]), "lt")


def test_integer_weights_join_the_precision_of_the_data(xp):
    net = perceptron.net_input(xp.asarray([[0.1, 0.2]]), xp.ints([3, -2]), 1)
    assert net.dtype == xp.asarray([0.1]).dtype
    np.testing.assert_allclose(xp.to_numpy(net), [0.9], rtol=1e-12)
    w, _ = perceptron.perceptron_update(xp.ints([0, 0]), -1.0, xp.asarray([0.1, 0.2]), 1)
    np.testing.assert_allclose(xp.to_numpy(w), [0.1, 0.2], rtol=1e-12)


def test_an_empty_batch_is_refused(xp):
    with pytest.raises(ValueError, match="x: expected at least one sample"):
        perceptron.mcp_neuron(xp.asarray(np.zeros((0, 2))), xp.asarray([1.0, 1.0]), 0.0)


def test_the_mistake_bound_wants_a_label_for_each_sample(xp):
    with pytest.raises(ValueError, match=r"y: expected shape \(N,\) = \(2,\), got \(1,\)"):
        perceptron.perceptron_mistake_bound(xp.asarray([[1.0], [-1.0]]), xp.asarray([1.0]), xp.asarray([1.0]), 0.0)


def test_the_mistake_bound_of_a_worked_set(xp):
    X, y = xp.asarray([[3.0, 4.0], [-1.0, 0.0]]), xp.ints([1, 0])
    assert perceptron.perceptron_mistake_bound(X, y, xp.ints([2, 0]), 0.0) == pytest.approx(26)  # R² = 1+9+16, γ = 2/2


def test_float32_stays_float32(xp):
    x, w = xp.asarray(AND_X, "float32"), xp.asarray([1.0, 1.0], "float32")
    assert xp.to_numpy(perceptron.perceptron_predict(x, w, -1.0)).dtype == np.float32


def test_inputs_are_never_modified():
    X, y, w = np.array(AND_X, dtype=float), np.array([0.0, 0, 0, 1]), np.zeros(2)
    for a in (X, y, w):
        a.flags.writeable = False
    perceptron.perceptron_fit(X, y, w0=w)
    assert w.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"y": np.array([1.0, -1.0])}, "y: expected labels 0 and 1, got -1"),
        ({"y": np.array([0.0, 1.0]), "labels": "pm1"}, "y: expected labels -1 and 1, got 0"),
        ({"eta": 0.0}, "eta: expected a number above 0, got 0"),
        ({"order": [0, 0]}, "order: expected each index from 0 to 1 once"),
        ({"X": np.zeros((0, 2)), "y": np.zeros(0)}, "X: expected at least one sample"),
    ],
)
def test_training_refuses_what_it_would_learn_wrongly(wrong, message):
    good = {"X": np.array([[1.0, 0.0], [0.0, 1.0]]), "y": np.array([1.0, 0.0])}
    with pytest.raises(ValueError, match=message):
        perceptron.perceptron_fit(**good | wrong)


def test_a_history_without_updates_still_has_a_column_for_the_bias():
    done = perceptron.perceptron_fit(np.array([[1.0, 2.0]]), np.array([1.0]))
    assert (done.updates, done.history.shape) == (0, (0, 3))


# -- misconceptions

NETS = np.array([-1.0, 0.0, 2.0])
ROWS = np.array([[0.0, 1.0], [2.0, 0.0], [1.0, 1.0], [0.5, 0.0], [0.0, 0.25]])
W, B = np.array([1.0, -2.0]), 1.0
AND = np.array(AND_X, dtype=float)
ALL_GATES = ["and", "or", "not", "nand", "nor"]
CASES = {  # function → mode → cases, keys of mistakes that do not show in that mode
    perceptron.net_input: {"": ([(ROWS, W, B)], ())},
    perceptron.heaviside: {rule: ([(NETS, rule)], ()) for rule in ("ge", "gt")},
    perceptron.mcp_neuron: {"": ([(ROWS, W, B)], ())},
    perceptron.mcp_gate: {str(rule): ([(name, rule) for name in ALL_GATES], ()) for rule in ("ge", "gt", None)},
    perceptron.k_of_m_gate: {rule: ([(3, 2, rule), (5, 1, rule)], ()) for rule in ("ge", "gt")},
    perceptron.perceptron_predict: {"": ([(ROWS, W, B)], ())},
    perceptron.perceptron_update: {
        "01": ([(W, 1.0, x, t, 0.5) for x in ROWS for t in (0, 1)], ("T1.4/pm_half",)),
        "pm1": ([(W, 1.0, x, t, 0.5, "ge", "pm1") for x in ROWS for t in (-1, 1)], ()),
    },
    perceptron.perceptron_fit: {
        "01": ([(AND, np.array(TABLES["and"]), 1.0, 20)], ("T1.4/pm_half",)),
        "pm1": ([(AND, 2.0 * np.array(TABLES["and"]) - 1, 1.0, 20, None, "gt", "pm1")], ()),
    },
    perceptron.perceptron_mistake_bound: {"": ([(ROWS[:2], np.array([0, 1]), W, 0.5)], ())},
}


@pytest.mark.parametrize(
    ("function", "cases", "absent"),
    [(f, *mode) for f, modes in CASES.items() for mode in modes.values()],
    ids=[f"{f.__name__} {mode}" for f, modes in CASES.items() for mode in modes],
)
def test_misconceptions_can_be_told_apart(function, cases, absent):
    assert alike(function, cases, absent) == []


def test_every_misconception_of_the_module_has_cases():
    mine = {m.function for m in declared_in(perceptron)}
    assert mine == {f.__name__ for f in CASES}


def test_mistakes_give_their_published_numbers(xp):
    x, w = xp.asarray(AND_X), xp.asarray([1.0, 1.0])
    (strict,) = misconceptions_of(perceptron.mcp_neuron, "T1.3/strict")
    assert xp.to_numpy(strict.mutant(x, w, -2.0)).tolist() == [0, 0, 0, 0]
    (half,) = misconceptions_of(perceptron.perceptron_update, "T1.4/pm_half")
    w, x = xp.asarray([-1.0]), xp.asarray([0.8])
    np.testing.assert_allclose(xp.to_numpy(half.mutant(w, 0.0, x, 1, 1.0, "ge", "pm1")[0] - w), [0.8])
    (mixed,) = misconceptions_of(perceptron.perceptron_fit, "T1.4/strict_mix")
    r = mixed.mutant(xp.asarray(AND_X), xp.asarray(TABLES["and"]))
    assert (r.b, *xp.to_numpy(r.w).tolist()) == (-2, 2, 1)  # the path of the other threshold
