"""Restricted Boltzmann machines by enumeration of both layers, autograd of the likelihood, and the worked numbers."""

import numpy as np
import pytest

from reference.energy import rbm
from reference.misconceptions import misconceptions_of
from tests.reference.draws import NP, close, draw, every_bits, published, to_torch, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

V, H, N = 3, 4, 5
WORKED = [[1.0, -1], [0.5, 2]], [0.1, -0.2], [0.0, 0.3]


def machine(xp, scale=1.0, dtype="float64", shape=(V, H)):
    return [xp.asarray(scale * a, dtype=dtype) for a in draw(NP, shape, shape[:1], shape[1:])]


def worked(xp):
    return [xp.asarray(a) for a in WORKED]


def joint(xp, scale=1.0):
    """e^{−E} of all pairs of states, (2^V, 2^H), by loops."""
    W, b, c = (xp.to_numpy(a) for a in machine(xp, scale))
    return np.array(
        [
            [
                np.exp(b @ v + c @ h + sum(v[i] * W[i, j] * h[j] for i in range(V) for j in range(H)))
                for h in every_bits(H)
            ]
            for v in every_bits(V)
        ]
    )


def test_the_worked_machine(xp):
    v = xp.asarray([[1.0, 1]])
    published(xp, rbm.rbm_free_energy(v, *worked(xp)), [-3.142422])
    assert np.exp(float(rbm.rbm_log_partition(*worked(xp)))) == pytest.approx(57.808074, abs=5e-6)
    assert np.exp(float(rbm.rbm_exact_log_likelihood(v, *worked(xp))[0])) == pytest.approx(0.400634, abs=5e-7)
    published(xp, rbm.rbm_p_h_given_v(v, *worked(xp)), [[0.817574, 0.785835]])


def test_the_worked_contrastive_divergence(xp):
    """Uniforms that give h₀ = (1, 0) and v₁ = (1, 0)."""
    v, u = xp.asarray([[1.0, 1]]), [xp.asarray([[0.1, 0.9]])]
    step = rbm.rbm_cd_gradient(v, u, u, *worked(xp))
    published(xp, step.W, [[0.0865159, 0.454023], [0.817574, 0.785835]])
    close(xp, step.b, [0, 1])


def test_energies_and_free_energies_are_enumerated_sums(xp):
    weights, parameters = joint(xp), machine(xp)
    v, h = np.repeat(every_bits(V), 2**H, axis=0), np.tile(every_bits(H), (2**V, 1))
    close(xp, rbm.rbm_energy(xp.asarray(v), xp.asarray(h), *parameters), -np.log(weights).ravel(), atol=1e-12)
    states = xp.asarray(every_bits(V))
    close(xp, rbm.rbm_free_energy(states, *parameters), -np.log(weights.sum(1)))
    close(xp, rbm.rbm_exact_log_likelihood(states, *parameters), np.log(weights.sum(1) / weights.sum()))


@pytest.mark.parametrize("shape", [(3, 4), (4, 3), (1, 1), (2, 0)])
def test_either_layer_may_be_the_smaller_one(xp, shape):
    W, b, c = (xp.to_numpy(a) for a in machine(xp, shape=shape))
    total = sum(np.exp(b @ v + c @ h + v @ W @ h) for v in every_bits(shape[0]) for h in every_bits(shape[1]))
    close(xp, rbm.rbm_log_partition(*machine(xp, shape=shape)), np.log(total))


def test_conditionals_are_enumerated_ratios(xp):
    p = joint(xp)
    of_h = (p / p.sum(1, keepdims=True)) @ every_bits(H)
    of_v = (p / p.sum(0)).T @ every_bits(V)
    close(xp, rbm.rbm_p_h_given_v(xp.asarray(every_bits(V)), *machine(xp)), of_h)
    close(xp, rbm.rbm_p_v_given_h(xp.asarray(every_bits(H)), *machine(xp)), of_v)


def test_with_the_models_own_chain_the_gradient_is_autograds(xp):
    """Expected CD for k → ∞: the negative phase from all states weighted by p(v), against autograd of log p."""
    v = every_bits(V)[[1, 6, 7]]
    leaves = to_torch(xp, *machine(xp), grad=True)
    rbm.rbm_exact_log_likelihood(torch.tensor(v), *leaves).mean().backward()
    states, p = every_bits(V), joint(xp).sum(1) / joint(xp).sum()
    of_data, of_model = (xp.to_numpy(rbm.rbm_p_h_given_v(xp.asarray(x), *machine(xp))) for x in (v, states))
    np.testing.assert_allclose(leaves[0].grad, v.T @ of_data / 3 - states.T @ (p[:, None] * of_model), rtol=1e-8)
    np.testing.assert_allclose(leaves[1].grad, v.mean(0) - p @ states, rtol=1e-8)
    np.testing.assert_allclose(leaves[2].grad, of_data.mean(0) - p @ of_model, rtol=1e-8)


@pytest.mark.parametrize("k", [1, 3])
def test_contrastive_divergence_is_its_chain_sample_by_sample(xp, k):
    rng = np.random.default_rng(3)
    W, b, c = (xp.to_numpy(a) for a in machine(xp))
    v0 = (rng.random((N, V)) < 0.5).astype(float)
    u_h, u_v = rng.random((k, N, H)), rng.random((k, N, V))

    def sig(z):
        return 1 / (1 + np.exp(-z))

    expected = [0, 0, 0]
    for n in range(N):
        v = v0[n]
        for t in range(k):
            h = (u_h[t, n] < sig(c + v @ W)).astype(float)
            v = (u_v[t, n] < sig(b + W @ h)).astype(float)
        first, last = sig(c + v0[n] @ W), sig(c + v @ W)
        for i, part in enumerate((np.outer(v0[n], first) - np.outer(v, last), v0[n] - v, first - last)):
            expected[i] = expected[i] + part / N
    ours = rbm.rbm_cd_gradient(
        xp.asarray(v0), [xp.asarray(u) for u in u_h], [xp.asarray(u) for u in u_v], *machine(xp), k
    )
    for a, e in zip(ours, expected, strict=True):
        close(xp, a, e)


def test_weights_of_a_thousand_stay_finite(xp):
    states = xp.asarray(every_bits(V))
    assert np.isfinite(xp.to_numpy(rbm.rbm_exact_log_likelihood(states, *machine(xp, 1e3)))).all()


def test_no_sample_has_no_energy(xp):
    none = xp.asarray(np.zeros((0, V)))
    assert rbm.rbm_free_energy(none, *machine(xp)).shape == (0,)
    assert rbm.rbm_p_h_given_v(none, *machine(xp)).shape == (0, H)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    parameters = machine(xp, dtype="float32")
    v, h = (xp.asarray(a, dtype="float32") for a in (every_bits(V)[:2], every_bits(H)[:2]))
    out = [unchanged(xp, rbm.rbm_free_energy, [v, *parameters]), rbm.rbm_energy(v, h, *parameters)]
    out += [rbm.rbm_p_h_given_v(v, *parameters), rbm.rbm_p_v_given_h(h, *parameters)]
    out += [*rbm.rbm_cd_gradient(v, [h], [v], *parameters), rbm.rbm_exact_log_likelihood(v, *parameters)]
    assert {a.dtype for a in out} == {v.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda v, h, W, b, c: rbm.rbm_energy(v, h[:1, :], W, b, c),
            r"h: expected shape \(N, H\) = \(2, 4\), got \(1, 4\)",
        ),
        (lambda v, h, W, b, c: rbm.rbm_free_energy(h, W, b, c), r"v: expected shape \(N, V\) = \(2, 3\), got \(2, 4\)"),
        (lambda v, h, W, b, c: rbm.rbm_p_h_given_v(v, W, c, b), r"b: expected shape \(V,\) = \(3,\), got \(4,\)"),
        (lambda v, h, W, b, c: rbm.rbm_p_v_given_h(h, W, b, b), r"c: expected shape \(H,\) = \(4,\), got \(3,\)"),
        (
            lambda v, h, W, b, c: rbm.rbm_cd_gradient(v, [h], [], W, b, c),
            "u_v: expected k = 1 arrays of uniforms, got 0",
        ),
        (
            lambda v, h, W, b, c: rbm.rbm_cd_gradient(v, [v], [v], W, b, c),
            r"u_h\[0\]: expected shape \(N, H\) = \(2, 4\)",
        ),
        (lambda v, h, W, b, c: rbm.rbm_cd_gradient(v[:0, :], [h], [v], W, b, c), "v0: expected at least one sample"),
        (lambda v, h, W, b, c: rbm.rbm_cd_gradient(v, [], [], W, b, c, 0), "k: expected a number of at least 1, got 0"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(every_bits(V)[:2]), xp.asarray(every_bits(H)[:2]), *machine(xp))


SQUARE = [np.array(a) for a in WORKED]
BITS = np.array([[1.0, 1], [1, 0], [0, 1]])
UNIFORM = [[np.random.default_rng(s + i).random((3, 2)) for i in range(2)] for s in (0, 7)]
CASES = {
    "rbm_energy": [(BITS, BITS[::-1], *SQUARE)],
    "rbm_free_energy": [(BITS, *SQUARE)],
    "rbm_p_h_given_v": [(BITS, *SQUARE)],
    "rbm_p_v_given_h": [(BITS, *SQUARE)],
    "rbm_cd_gradient": [(BITS, *UNIFORM, *SQUARE, 2)],
    "rbm_exact_log_likelihood": [(BITS, *SQUARE)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(rbm, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    """`visible_links` is a concept that no function shows; a question asks it."""
    mine = declared_in(rbm)
    assert {m.function for m in mine} == set(CASES)
    listed = "W_transpose F_sign cd_sign sampled_stats softplus_no_bias"
    assert {f"T11.4/{key}" for key in listed.split()} <= {m.key for m in mine}


def test_sampled_statistics_are_another_step(xp):
    v, u = xp.asarray([[1.0, 1]]), [xp.asarray([[0.1, 0.9]])]
    (wrong,) = misconceptions_of(rbm.rbm_cd_gradient, "T11.4/sampled_stats")
    close(xp, wrong.mutant(v, u, u, *worked(xp)).W[0, :], np.array([0.817574, 0.785835]) - [1, 0], rtol=1e-5)
