"""Decoding against enumeration of all sequences, with the worked numbers."""

import itertools
import math

import numpy as np
import pytest

from reference.attention.scaled import scaled_dot_product_attention
from reference.linear.softmax import log_softmax, softmax
from reference.llm import decoding
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

Z = [2.0, 1.0, 0.5, -1.0]
A, B_, C, EOS = 0, 1, 2, 3
TRAP = {(): [0.6, 0.4, 0, 0], (A,): [0.4, 0.3, 0.3, 0], (B_,): [0.9, 0.05, 0.05, 0]}  # after the start token 2


def trap(xp):
    """A .6 → best .4, B .4 → .9, then the end."""

    def step(ids):
        p = TRAP.get(tuple(ids[1:]), [0, 0, 0, 1])
        return xp.asarray(np.log(np.maximum(p, 1e-30)))

    return step


def model(xp, V=3, seed=0):
    """Logits that depend on the last two tokens."""
    table = np.random.default_rng(seed).normal(size=(V, V, V))
    return lambda ids: xp.asarray(table[ids[-2] if len(ids) > 1 else 0, ids[-1]])


@pytest.mark.parametrize(
    ("T", "first"), [(1.0, [0.609460, 0.224208, 0.135989, 0.030343]), (0.5, [0.842034]), (2.0, [0.434400])]
)
def test_the_worked_temperatures(xp, T, first):
    p = xp.to_numpy(softmax(decoding.apply_temperature(xp.asarray(Z), T)))
    np.testing.assert_allclose(p[: len(first)], first, atol=5e-7)


def test_the_worked_filters(xp):
    two = xp.to_numpy(softmax(decoding.top_k_filter(xp.asarray(Z), 2)))
    np.testing.assert_allclose(two, [0.731059, 0.268941, 0, 0], atol=5e-7)
    np.testing.assert_allclose(xp.to_numpy(softmax(decoding.top_p_filter(xp.asarray(Z), 0.8))), two, atol=1e-12)


@pytest.mark.parametrize("p", [0.05, 0.3, 0.609, 0.62, 0.9, 1.0])
def test_a_nucleus_is_the_smallest_set_that_reaches_p(xp, p):
    probs = xp.to_numpy(softmax(xp.asarray(Z)))
    smallest = min(
        (s for n in range(1, 5) for s in itertools.combinations(range(4), n) if probs[list(s)].sum() >= p - 1e-12),
        key=lambda s: (len(s), -probs[list(s)].sum()),
    )
    kept = np.flatnonzero(np.isfinite(xp.to_numpy(decoding.top_p_filter(xp.asarray(Z), p))))
    assert tuple(kept) == smallest


def test_of_equal_logits_the_first_stays(xp):
    kept = np.isfinite(xp.to_numpy(decoding.top_k_filter(xp.asarray([1.0, 2.0, 1.0, 0.0]), 2)))
    assert kept.tolist() == [True, True, False, False]
    assert np.isfinite(xp.to_numpy(decoding.top_k_filter(xp.asarray(Z), 9))).all()


@pytest.mark.parametrize(("u", "token"), [(0.0, 1), (0.49, 1), (0.5, 2), (0.99, 2)])
def test_the_first_cumulative_probability_above_u_is_drawn(xp, u, token):
    assert decoding.sample_from(xp.asarray([0.0, 0.5, 0.5, 0.0]), u) == token


def test_rounding_never_draws_an_impossible_token(xp):
    assert decoding.sample_from(xp.asarray([0.3, 0.3, 0.3999999, 0.0]), 0.99999995) == 2


def test_greedy_walks_into_the_trap_and_a_beam_of_two_does_not(xp):
    assert decoding.greedy_decode(trap(xp), [C], 4, EOS) == [C, A, A, EOS]
    (one,) = decoding.beam_search(trap(xp), [C], 1, 4, EOS)
    best = decoding.beam_search(trap(xp), [C], 2, 4, EOS)[0]
    assert (one.ids, math.exp(one.score)) == ([C, A, A, EOS], pytest.approx(0.24, rel=1e-9))
    assert (best.ids, math.exp(best.score)) == ([C, B_, A, EOS], pytest.approx(0.36, rel=1e-9))


def every_sequence(step, start, max_len, eos, alpha):
    """All that end with eos or are max_len long, best first."""
    found = []

    def grow(ids, logp):
        if len(ids) == max_len or (len(ids) > len(start) and ids[-1] == eos):
            found.append((ids, logp / (len(ids) - len(start)) ** alpha))
            return
        more = np.asarray(log_softmax(step(ids)), dtype=float)
        for i, lp in enumerate(more):
            grow([*ids, i], logp + lp)

    grow(list(start), 0.0)
    return sorted(found, key=lambda f: (-f[1], f[0]))


@pytest.mark.parametrize("alpha", [0.0, 1.0])
@pytest.mark.parametrize("seed", range(3))
def test_a_beam_as_wide_as_all_finds_the_best(xp, seed, alpha):
    expected = every_sequence(model(xp, seed=seed), [0], 4, 2, alpha)
    got = decoding.beam_search(model(xp, seed=seed), [0], 30, 4, 2, alpha)
    assert [b.ids for b in got] == [ids for ids, _ in expected]
    np.testing.assert_allclose([b.score for b in got], [s for _, s in expected], rtol=1e-9)


def test_a_start_as_long_as_allowed_stays(xp):
    assert decoding.greedy_decode(model(xp), [0, 1], 2, 2) == [0, 1]
    assert decoding.beam_search(model(xp), [0, 1], 2, 2, 2) == [([0, 1], 0.0)]


def test_a_cache_gives_what_whole_attention_gives(xp):
    rng = np.random.default_rng(0)
    Q, K, V = (xp.asarray(rng.normal(size=shape)) for shape in ((4, 3), (4, 3), (4, 2)))
    whole = xp.to_numpy(scaled_dot_product_attention(Q, K, V, is_causal=True))
    K_cache, V_cache = K[:0, :], V[:0, :]
    for t in range(4):
        out, K_cache, V_cache = decoding.kv_cache_step(Q[t, :], K_cache, V_cache, K[t, :], V[t, :])
        np.testing.assert_allclose(xp.to_numpy(out), whole[t], rtol=1e-9)
    np.testing.assert_array_equal(xp.to_numpy(K_cache), xp.to_numpy(K))


def test_float32_stays_float32(xp):
    z = xp.asarray(Z, dtype="float32")
    out = [decoding.apply_temperature(z, 2.0), decoding.top_k_filter(z, 2), decoding.top_p_filter(z, 0.5)]
    assert {a.dtype for a in out} == {z.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda z: decoding.apply_temperature(z, 0.0), "T: expected a temperature above 0, got 0.0"),
        (lambda z: decoding.top_k_filter(z, 0), "k: expected a number of at least 1, got 0"),
        (lambda z: decoding.top_k_filter(z[:0], 1), "V: expected a number of at least 1, got 0"),
        (lambda z: decoding.top_p_filter(z, 1.5), r"p: expected a number in \(0, 1\], got 1.5"),
        (lambda z: decoding.sample_from(z, 0.5), "probs: expected probabilities ≥ 0 with sum 1"),
        (lambda z: decoding.sample_from(softmax(z), 1.0), r"u: expected a number in \[0, 1\), got 1.0"),
        (lambda z: decoding.greedy_decode(lambda ids: z, [], 3, 0), "start: expected at least one token, got none"),
        (lambda z: decoding.beam_search(lambda ids: z, [0], 0, 3, 0), "width: expected a number of at least 1"),
        (lambda z: decoding.kv_cache_step(z, z[None, :], z[None, :], z[:2], z), r"k: expected shape \(d,\) = \(4,\)"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(Z))


NP = Backend("numpy")
TIES = np.array([0.5, 2.0, 1.0, 1.0, -1.0])
CACHE = [np.random.default_rng(0).normal(size=shape) for shape in ((3,), (2, 3), (2, 4), (3,), (4,))]
P = np.array([0.2, 0.5, 0.3])
CASES = {
    "apply_temperature": [(np.array(Z), 2.0)],
    "top_k_filter": [(TIES, 2), (TIES, 3)],
    "top_p_filter": [(np.array([0.5, 2.0, 1.0, 0.9, -1.0]), p) for p in (0.3, 0.7, 0.75, 0.9)],
    "sample_from": [(P, u) for u in (0.0, 0.2, 0.25, 0.65, 0.9)] + [(np.array([0.0, 1.0]), 0.0)],
    "greedy_decode": [(trap(NP), [C], 4, EOS), (trap(NP), [C], 6, EOS), (model(NP), [0, 1], 5, 1)],
    "beam_search": [(trap(NP), [C], 2, 4, EOS), (model(NP), [0], 3, 5, 2, 0.7), (model(NP, seed=1), [0], 3, 5, 2, 1.0)],
    "kv_cache_step": [tuple(CACHE)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(decoding, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(decoding)
    assert {m.function for m in mine} == set(CASES)
    listed = "times_T filter_probs_no_renorm nucleus_short beam_greedy prob_product no_eos"
    assert {f"T8.5/{key}" for key in listed.split()} <= {m.key for m in mine}
