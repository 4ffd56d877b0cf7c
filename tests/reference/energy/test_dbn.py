"""Deep belief networks by enumeration of all layers, sampling by hand, and the worked numbers."""

import numpy as np
import pytest

from reference.energy import dbn, rbm
from reference.misconceptions import misconceptions_of
from tests.reference.draws import NP, close, draw, every_bits, published, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

V, H1, H2, N = 3, 2, 4, 5


def worked(xp):
    low, top = ([[1.0, -1], [0.5, 2]], [0.1, -0.2], [0.0, 0.3]), ([[1.0], [-1]], [0.0, 0.3], [0.5])
    return [tuple(xp.asarray(a) for a in machine) for machine in (low, top)]


def net(xp, dtype="float64", sizes=(V, H1, H2)):
    shapes = [s for a, b in zip(sizes, sizes[1:], strict=False) for s in ((a, b), (a,), (b,))]
    drawn = [xp.asarray(a, dtype=dtype) for a in draw(NP, *shapes)]
    return [tuple(drawn[i : i + 3]) for i in range(0, len(drawn), 3)]


def all_states(*sizes):
    S = every_bits(sum(sizes))
    return np.split(S, np.cumsum(sizes)[:-1], axis=1)


def marginal(log_joint, xp, layers, sizes):
    """p(v) of all v."""
    states = [xp.asarray(s) for s in all_states(*sizes)]
    return np.exp(xp.to_numpy(log_joint(*states, layers))).reshape(2 ** sizes[0], -1).sum(1)


def test_the_worked_network(xp):
    layers = worked(xp)
    assert np.exp(float(rbm.rbm_log_partition(*layers[1]))) == pytest.approx(13.874400, abs=5e-7)
    one = dbn.dbn_log_joint(xp.asarray([[1.0, 1]]), xp.asarray([[1.0, 0]]), xp.asarray([[1.0]]), layers)
    published(xp, one, [-1.971736])
    assert marginal(dbn.dbn_log_joint, xp, layers, (2, 2, 1))[3] == pytest.approx(0.377123, abs=5e-7)
    low, top = dbn.dbn_upward(xp.asarray([[1.0, 1]]), layers)
    published(xp, low, [[0.817574, 0.785835]])
    published(xp, top, [[0.629889]])


def test_mistakes_give_their_published_numbers(xp):
    (binary,) = misconceptions_of(dbn.dbn_upward, "T11.5/binary_up")
    published(xp, binary.mutant(xp.asarray([[1.0, 1]]), worked(xp))[1], [[0.622459]])
    (undirected,) = misconceptions_of(dbn.dbn_log_joint, "T11.5/all_undirected")
    assert marginal(undirected.mutant, xp, worked(xp), (2, 2, 1))[3] == pytest.approx(0.418348, abs=5e-7)


def test_the_probabilities_of_all_states_sum_to_one(xp):
    assert marginal(dbn.dbn_log_joint, xp, net(xp), (V, H1, H2)).sum() == pytest.approx(1, rel=1e-9)


def test_a_machine_turned_over_on_top_changes_nothing(xp):
    """W² = W¹ᵀ, b² = c¹, c² = b¹: p(v) of the network is that of the lower machine."""
    ((W, b, c),) = net(xp, sizes=(V, H1))
    layers = [(W, b, c), (xp.asarray(xp.to_numpy(W).T), c, b)]
    alone = np.exp(xp.to_numpy(rbm.rbm_exact_log_likelihood(xp.asarray(every_bits(V)), W, b, c)))
    np.testing.assert_allclose(marginal(dbn.dbn_log_joint, xp, layers, (V, H1, V)), alone, rtol=1e-9)


def generator(xp, seed=0):
    return torch.Generator().manual_seed(seed) if xp.name.startswith("torch") else np.random.default_rng(seed)


def stripes(xp, dtype="float64"):
    return xp.asarray(np.tile([[1, 1, 0, 0], [0, 0, 1, 1]], (10, 1)), dtype=dtype)


def test_training_finds_the_two_patterns_and_passes_on_what_upward_gives(xp):
    V = stripes(xp)
    layers = dbn.dbn_pretrain(V, [3, 2], 300, 0.5, generator(xp))
    assert [tuple(m.W.shape) for m in layers] == [(4, 3), (3, 2)]
    likelihood = xp.to_numpy(rbm.rbm_exact_log_likelihood(V, *layers[0])).mean()
    assert np.log(0.5) > likelihood > -1.2 > -4 * np.log(2)
    (alone,) = dbn.dbn_pretrain(V, [3], 300, 0.5, generator(xp))
    close(xp, layers[0].W, xp.to_numpy(alone.W))


def test_an_epoch_is_a_step_of_contrastive_divergence_with_the_generators_draws():
    V = stripes(NP)
    rng = np.random.default_rng(1)
    start = rbm.Rbm(dbn.SMALL * (2 * rng.random((4, 3)) - 1), np.zeros(4), np.zeros(3))
    step = rbm.rbm_cd_gradient(V, [rng.random((20, 3))], [rng.random((20, 4))], *start)
    (ours,) = dbn.dbn_pretrain(V, [3], 1, 0.5, np.random.default_rng(1))
    for a, s, g in zip(ours, start, step, strict=True):
        close(NP, a, s + 0.5 * g)


def draws_of(xp, layers, n, steps, seed=0, dtype="float64"):
    rng = np.random.default_rng(seed)
    *below, (W, _, _) = layers

    def u(units):
        return xp.asarray(rng.random((n, units)), dtype=dtype)

    start = xp.asarray(rng.random((n, W.shape[0])) < 0.5, dtype=dtype)
    hidden, visible = ([u(units) for _ in range(steps)] for units in (W.shape[1], W.shape[0]))
    return dbn.DbnDraws(start, hidden, visible, [u(machine[0].shape[0]) for machine in reversed(below)])


def test_generating_by_hand(xp):
    layers = net(xp, sizes=(V, H1, H2, 2))
    draws = draws_of(xp, layers, N, 2)
    plain = [[xp.to_numpy(a) for a in machine] for machine in layers]

    def sig(z):
        return 1 / (1 + np.exp(-z))

    x = xp.to_numpy(draws.start)
    W, b, c = plain[2]
    for u_h, u_v in zip(draws.hidden, draws.visible, strict=True):
        h = (xp.to_numpy(u_h) < sig(x @ W + c)).astype(float)
        x = (xp.to_numpy(u_v) < sig(h @ W.T + b)).astype(float)
    for (W, b, _), u in zip([plain[1], plain[0]], draws.down, strict=True):
        x = (xp.to_numpy(u) < sig(x @ W.T + b)).astype(float)
    np.testing.assert_array_equal(xp.to_numpy(dbn.dbn_generate(layers, 2, draws)), x)


def test_samples_have_the_networks_distribution():
    layers = net(NP)
    n = 40000
    samples = dbn.dbn_generate(layers, 30, draws_of(NP, layers, n, 30))
    counts = np.bincount((samples @ [4, 2, 1]).astype(int), minlength=8) / n
    np.testing.assert_allclose(counts, marginal(dbn.dbn_log_joint, NP, layers, (V, H1, H2)), atol=0.01)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    layers = net(xp, dtype="float32")
    v, h1, h2 = (xp.asarray(s[::50], dtype="float32") for s in all_states(V, H1, H2))
    out = [unchanged(xp, lambda *a: dbn.dbn_log_joint(*a, layers), [v, h1, h2]), *dbn.dbn_upward(v, layers)]
    out += [dbn.dbn_generate(layers, 1, draws_of(xp, layers, 2, 1, dtype="float32"))]
    out += [p for m in dbn.dbn_pretrain(v, [2], 1, 0.1, generator(xp)) for p in m]
    assert {a.dtype for a in out} == {v.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda v, L: dbn.dbn_upward(v, []), "layers: expected at least one machine, got none"),
        (lambda v, L: dbn.dbn_upward(v, [L[1], L[1]]), r"layers\[1\]: expected as many visible units as layers\[0\]"),
        (lambda v, L: dbn.dbn_pretrain(v, [], 1, 0.1, None), "layers: expected a number of at least 1, got 0"),
        (lambda v, L: dbn.dbn_pretrain(v, [2, 0], 1, 0.1, None), r"sizes\[1\]: expected a number of at least 1, got 0"),
        (lambda v, L: dbn.dbn_pretrain(v[:0, :], [2], 1, 0.1, None), "V: expected at least one sample"),
        (lambda v, L: dbn.dbn_pretrain(v, [2], 1, -0.1, None), "lr: expected a number of at least 0, got -0.1"),
        (lambda v, L: dbn.dbn_log_joint(v, v, v, L[:1]), "layers: expected two machines, got 1"),
        (lambda v, L: dbn.dbn_log_joint(v, v, v, L), r"h1: expected shape \(N, H1\) = \(2, 2\), got \(2, 3\)"),
        (
            lambda v, L: dbn.dbn_generate(L, 1, dbn.DbnDraws(v, [], [], [])),
            r"draws.hidden: expected 1 arrays of uniforms",
        ),
        (lambda v, L: dbn.dbn_generate(L, 0, dbn.DbnDraws(v[:, :2], [], [], [v[:, :2]])), r"uniforms: expected shape"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(every_bits(V)[:2]), net(xp))


def seeded(f, *args):
    return f(*args, np.random.default_rng(0))


NET = net(NP)
CASES = {
    "dbn_upward": [(every_bits(V)[[1, 6]], NET)],
    "dbn_pretrain": [(stripes(NP), [3, 2], 20, 0.5)],
    "dbn_log_joint": [(*(s[::37] for s in all_states(V, H1, H2)), NET)],
    "dbn_generate": [(NET, 3, draws_of(NP, NET, 12, 3))],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(dbn, name), CASES[name], driver=seeded if name == "dbn_pretrain" else None) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(dbn)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T11.5/{key}" for key in ("all_undirected", "retrain_lower", "binary_up", "down_first")} <= {
        m.key for m in mine
    }
