"""Boltzmann machines by enumeration and autograd of the exact likelihood, with the worked numbers."""

import numpy as np
import pytest

from reference.energy import boltzmann as bm
from reference.misconceptions import misconceptions_of
from tests.reference.draws import NP, close, draw, every_bits, published, unchanged
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")

N, M = 4, 6
WORKED = [[0.0, 1, -1], [1, 0, 0.5], [-1, 0.5, 0]], [0.0, 0.2, -0.3]


def machine(xp, scale=1.0, dtype="float64"):
    W, b = draw(NP, (N, N), (N,))
    return xp.asarray(scale * (W + W.T) * (1 - np.eye(N)), dtype=dtype), xp.asarray(scale * b, dtype=dtype)


def weights(xp, scale=1.0):
    """e^{−E} of all states, by a sum over pairs."""
    W, b = (xp.to_numpy(a) for a in machine(xp, scale))
    pairs = [sum(W[i, j] * s[i] * s[j] for i in range(N) for j in range(i)) + b @ s for s in every_bits(N)]
    return np.exp(pairs)


def test_the_worked_machine(xp):
    W, b = (xp.asarray(a) for a in WORKED)
    published(xp, bm.bm_conditional(xp.asarray([1.0, 0, 1]), 1, W, b), 0.845535)
    published(xp, bm.bm_exact(W, b).Z, 10.538519)
    (wrong,) = misconceptions_of(bm.bm_conditional, "T11.3/factor2")
    published(xp, wrong.mutant(xp.asarray([1.0, 0, 1]), 1, W, b), 0.960834)


def test_moments_are_sums_over_states(xp):
    exact, w, S = bm.bm_exact(*machine(xp)), weights(xp), every_bits(N)
    p = w / w.sum()
    close(xp, exact.Z, w.sum())
    close(xp, exact.p, p)
    close(xp, exact.means, p @ S)
    close(xp, exact.correlations, sum(q * np.outer(s, s) for q, s in zip(p, S, strict=True)))
    for s, each in zip(S, w, strict=True):
        assert float(bm.bm_energy(xp.asarray(s), *machine(xp))) == pytest.approx(-np.log(each), abs=1e-12)


def test_states_are_binary_numbers(xp):
    close(xp, bm.every_state(3, xp.asarray([0.0])), every_bits(3))
    assert bm.every_state(0, xp.asarray([0.0])).shape == (1, 0)


@pytest.mark.parametrize("T", [0.5, 1.0, 2.0])
def test_conditionals_are_ratios_of_two_states(xp, T):
    w, S = weights(xp) ** (1 / T), every_bits(N)
    for i in range(N):
        for number in (0, 6, 13):
            on, off = (
                int("".join(str(int(x)) for x in np.where(np.arange(N) == i, bit, S[number])), 2) for bit in (1, 0)
            )
            got = bm.bm_conditional(xp.asarray(S[number]), i, *machine(xp), T)
            close(xp, got, w[on] / (w[on] + w[off]))


def test_a_sweep_keeps_the_distribution(xp):
    """Every unit's update multiplies by a 2 × 2 chain; the sweep over all uniforms' cells is their product."""
    W, b = machine(xp)
    p, S = xp.to_numpy(bm.bm_exact(W, b).p), every_bits(N)
    after = np.zeros_like(p)
    for s, share in zip(S, p, strict=True):
        reach = {tuple(s): share}
        for i in range(N):
            new = {}
            for state, q in reach.items():
                on = float(bm.bm_conditional(xp.asarray(list(state)), i, W, b))
                for bit, r in ((1.0, on), (0.0, 1 - on)):
                    key = (*state[:i], bit, *state[i + 1 :])
                    new[key] = new.get(key, 0) + q * r
            reach = new
        for state, q in reach.items():
            after[int("".join(str(int(x)) for x in state), 2)] += q
            for edge in (-1e-9, 1e-9):  # uniforms just beside the conditionals of the path reach its ends
                u, now = [], list(s)
                for i in range(N):
                    on = float(bm.bm_conditional(xp.asarray(now), i, W, b))
                    u.append(min(max(on + edge, 0), 1 - 1e-12))
                    now[i] = float(edge < 0)
                got = bm.bm_gibbs_sweep(xp.asarray(s), W, b, xp.asarray(u))
                assert xp.to_numpy(got).tolist() == now
    np.testing.assert_allclose(after, p, rtol=1e-9)


def test_the_gradient_is_autograds_of_the_exact_likelihood(xp):
    (data,) = draw(xp, (M, N))
    data = xp.asarray((xp.to_numpy(data) > 0).astype(float))
    W, b = machine(xp)
    upper, bias = (
        torch.tensor(np.triu(xp.to_numpy(W)), requires_grad=True),
        torch.tensor(xp.to_numpy(b), requires_grad=True),
    )
    S, X = torch.tensor(every_bits(N)), torch.tensor(xp.to_numpy(data))

    def low(s):
        return ((s @ upper) * s).sum(1) + s @ bias

    (low(X).mean() - torch.logsumexp(low(S), 0)).backward()
    ours = bm.bm_gradient(data, W, b)
    above = np.triu(upper.grad.numpy(), 1)
    close(xp, ours.dW, above + above.T, rtol=1e-8)
    close(xp, ours.db, bias.grad, rtol=1e-8)


def test_data_like_the_model_leave_nothing_to_learn(xp):
    zero = xp.asarray(np.zeros((N, N))), xp.asarray(np.zeros(N))
    dW, db = bm.bm_gradient(xp.asarray(every_bits(N)), *zero)
    close(xp, dW, np.zeros((N, N)))
    close(xp, db, np.zeros(N))


def test_energies_of_a_thousand_stay_finite(xp):
    W, b = machine(xp, 1e3)
    exact = bm.bm_exact(W, b)
    assert all(np.isfinite(xp.to_numpy(a)).all() for a in exact[1:])
    assert all(np.isfinite(xp.to_numpy(g)).all() for g in bm.bm_gradient(xp.asarray([[1.0, 0, 1, 0]]), W, b))


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    W, b = machine(xp, dtype="float32")
    s, u = xp.asarray([1.0, 0, 1, 0], dtype="float32"), xp.asarray([0.1, 0.9, 0.5, 0.2], dtype="float32")
    out = [unchanged(xp, bm.bm_gibbs_sweep, [s, W, b, u]), bm.bm_energy(s, W, b), bm.bm_conditional(s, 2, W, b, 2.0)]
    out += [*bm.bm_exact(W, b), *unchanged(xp, bm.bm_gradient, [s[None, :], W, b])]
    assert {a.dtype for a in out} == {s.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda s, W, b: bm.bm_energy(s + 1, W, b), "s: expected entries 0 or 1, got 2"),
        (lambda s, W, b: bm.bm_energy(s[:2], W, b), r"s: expected shape \(N,\) = \(4,\), got \(2,\)"),
        (lambda s, W, b: bm.bm_energy(s, W[:, :2], b), r"W: expected shape \(N, N\) = \(4, 4\), got \(4, 2\)"),
        (lambda s, W, b: bm.bm_energy(s, W + 1, b), "W: expected zeros on the diagonal, no unit is linked to itself"),
        (lambda s, W, b: bm.bm_energy(s, W * b, b), "W: expected a symmetric matrix, a link has one weight"),
        (lambda s, W, b: bm.bm_conditional(s, 4, W, b), "i: expected a unit in 0…3, got 4"),
        (lambda s, W, b: bm.bm_conditional(s, 0, W, b, 0.0), "T: expected a temperature above 0, got 0.0"),
        (lambda s, W, b: bm.bm_gibbs_sweep(s, W, b, b[:2]), r"u: expected shape \(N,\) = \(4,\), got \(2,\)"),
        (lambda s, W, b: bm.bm_gradient(s[None, :2], W, b), r"data: expected shape \(M, N\) = \(1, 4\), got \(1, 2\)"),
        (lambda s, W, b: bm.bm_gradient(W[:0, :], W, b), "data: expected at least one sample"),
        (lambda s, W, b: bm.every_state(21, b), "expected at most 20 units to enumerate, got 21"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray([1.0, 0, 1, 0]), *machine(xp))


S4, MACHINE = np.array([1.0, 0, 1, 0]), machine(NP)
U = [np.random.default_rng(seed).random(N) for seed in range(6)]
CASES = {
    "bm_energy": [(np.array([1.0, 1, 1, 0]), *MACHINE)],
    "bm_conditional": [(S4, 1, *MACHINE, 2.0), (S4, 0, *MACHINE)],
    "bm_gibbs_sweep": [(S4, *machine(NP, 0.7), u) for u in U],
    "bm_exact": [MACHINE],
    "bm_gradient": [(np.array([[1.0, 0, 1, 0], [0, 1, 1, 1], [1, 1, 0, 0]]), *MACHINE)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(bm, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(bm)
    assert {m.function for m in mine} == set(CASES)
    listed = "factor2 self phases_swapped T_multiplies deterministic"
    assert {f"T11.3/{key}" for key in listed.split()} <= {m.key for m in mine}
