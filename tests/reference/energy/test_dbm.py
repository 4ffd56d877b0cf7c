"""Deep Boltzmann machines by enumeration: energies, conditionals, the mean field beside the exact posterior."""

import numpy as np
import pytest

from reference.energy import dbm
from reference.misconceptions import misconceptions_of
from tests.reference.draws import NP, close, draw, every_bits, published, unchanged
from tests.reference.mutants import alike, declared_in

V, H1, H2 = 3, 2, 4


def machine(xp, scale=1.0, dtype="float64"):
    arrays = draw(NP, (V, H1), (H1, H2), (V,), (H1,), (H2,))
    return {name: xp.asarray(scale * a, dtype=dtype) for name, a in zip(dbm.NAMES, arrays, strict=True)}


def worked(xp):
    values = ([[1.0], [1]], [[2.0]], [0.0, 0], [0.0], [0.0])
    return {name: xp.asarray(a) for name, a in zip(dbm.NAMES, values, strict=True)}


def hidden_states():
    return np.split(every_bits(H1 + H2), [H1], axis=1)


def posterior(xp, v, params):
    """p(h¹, h² | v) of all states, by loops."""
    W1, W2, b, c1, c2 = (xp.to_numpy(params[name]) for name in dbm.NAMES)
    low = [b @ v + c1 @ h1 + c2 @ h2 + v @ W1 @ h1 + h1 @ W2 @ h2 for h1, h2 in zip(*hidden_states(), strict=True)]
    return np.exp(low) / np.exp(low).sum(), np.array(low)


def test_the_worked_mean_field(xp):
    v = xp.asarray([[1.0, 1]])
    m1, m2 = dbm.dbm_mean_field(v, worked(xp), 1)
    published(xp, m1, [[0.952574]])
    published(xp, m2, [[0.870473]])
    (wrong,) = misconceptions_of(dbm.dbm_mean_field, "T11.6/bottom_up_only")
    published(xp, wrong.mutant(v, worked(xp), 1).m1, [[0.880797]])


def test_energies_are_sums_over_links(xp):
    v, (h1, h2) = every_bits(V)[5], hidden_states()
    many = np.tile(v, (len(h1), 1))
    ours = dbm.dbm_energy(*(xp.asarray(a) for a in (many, h1, h2)), *machine(xp).values())
    close(xp, ours, -posterior(xp, v, machine(xp))[1], atol=1e-12)


def test_conditionals_are_enumerated_ratios(xp):
    v, (h1, h2) = every_bits(V)[6], hidden_states()
    p, _ = posterior(xp, v, machine(xp))
    for top in every_bits(H2)[[0, 7, 12]]:
        rows = (h2 == top).all(1)
        expected = p[rows] @ h1[rows] / p[rows].sum()
        close(xp, dbm.dbm_conditional_h1(xp.asarray(v[None]), xp.asarray(top[None]), machine(xp))[0, :], expected)


def bound(p, low, m1, m2):
    """E_q[−E] + H(q) of the factorised q, by enumeration: at most log Σ e^{−E}."""
    h1, h2 = hidden_states()
    q = np.prod(np.where(h1 == 1, m1, 1 - m1), axis=1) * np.prod(np.where(h2 == 1, m2, 1 - m2), axis=1)
    return float((q * (low - np.log(q))).sum())


def test_every_step_of_the_mean_field_raises_its_bound(xp):
    v = every_bits(V)[5]
    p, low = posterior(xp, v, machine(xp))
    fields = [dbm.dbm_mean_field(xp.asarray(v[None]), machine(xp), steps) for steps in range(1, 8)]
    bounds = [bound(p, low, *(xp.to_numpy(m)[0] for m in field)) for field in fields]
    assert all(b >= a - 1e-12 for a, b in zip(bounds, bounds[1:], strict=False))
    assert bounds[-1] < np.log(np.exp(low).sum())


@pytest.mark.parametrize(("scale", "off"), [(0.3, 0.02), (1.0, 0.3)])
def test_for_small_weights_the_mean_field_is_near_the_posterior(xp, scale, off):
    v, (h1, h2) = every_bits(V)[5], hidden_states()
    p, _ = posterior(xp, v, machine(xp, scale))
    m1, m2 = dbm.dbm_mean_field(xp.asarray(v[None]), machine(xp, scale), 50)
    errors = [np.abs(xp.to_numpy(m)[0] - p @ h).max() for m, h in ((m1, h1), (m2, h2))]
    assert 1e-9 < max(errors) < off


def test_without_links_to_the_top_the_mean_field_is_exact(xp):
    params = machine(xp)
    params["W2"] = 0 * params["W2"]
    v, (h1, h2) = every_bits(V)[5], hidden_states()
    p, _ = posterior(xp, v, params)
    m1, m2 = dbm.dbm_mean_field(xp.asarray(v[None]), params, 1)
    close(xp, m1[0, :], p @ h1)
    close(xp, m2[0, :], p @ h2)


def test_weights_of_a_thousand_and_an_empty_batch(xp):
    v = xp.asarray(every_bits(V))
    assert all(np.isfinite(xp.to_numpy(m)).all() for m in dbm.dbm_mean_field(v, machine(xp, 1e3), 3))
    assert dbm.dbm_mean_field(v[:0, :], machine(xp), 1).m2.shape == (0, H2)


def test_float32_stays_float32_and_arguments_as_they_are(xp):
    params = machine(xp, dtype="float32")
    v, h2 = xp.asarray(every_bits(V)[:2], dtype="float32"), xp.asarray(every_bits(H2)[:2], dtype="float32")
    out = [*unchanged(xp, lambda a: dbm.dbm_mean_field(a, params, 2), [v])]
    out += [dbm.dbm_conditional_h1(v, h2, params), dbm.dbm_energy(v, v[:, :2], h2, *params.values())]
    assert {a.dtype for a in out} == {v.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda v, p: dbm.dbm_mean_field(v, p, 0), "steps: expected a number of at least 1, got 0"),
        (lambda v, p: dbm.dbm_mean_field(v[:, :2], p, 1), r"v: expected shape \(N, V\) = \(2, 3\), got \(2, 2\)"),
        (lambda v, p: dbm.dbm_mean_field(v, {"W1": v}, 1), "params: expected the keys W1, W2, b, c1, c2, got W1"),
        (lambda v, p: dbm.dbm_mean_field(v, {**p, "W2": v}, 1), r"c2: expected shape \(H2,\) = \(3,\), got \(4,\)"),
        (lambda v, p: dbm.dbm_conditional_h1(v, v, p), r"h2: expected shape \(N, H2\) = \(2, 4\), got \(2, 3\)"),
        (lambda v, p: dbm.dbm_energy(v, v, v, *p.values()), r"h1: expected shape \(N, H1\) = \(2, 2\), got \(2, 3\)"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(every_bits(V)[:2]), machine(xp))


BITS = every_bits(V)[[2, 5]]
CASES = {
    "dbm_energy": [(BITS, every_bits(H1)[1:3], every_bits(H2)[[3, 14]], *machine(NP).values())],
    "dbm_mean_field": [(BITS, machine(NP), 3)],
    "dbm_conditional_h1": [(BITS, every_bits(H2)[[3, 14]], machine(NP))],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(dbm, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    """`exact_claim` is a concept that no function shows; a question asks it."""
    mine = declared_in(dbm)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T11.6/{key}" for key in ("bottom_up_only", "simultaneous", "directed")} <= {m.key for m in mine}
