"""Speculative decoding keeps the large model's law: exactly, by enumeration; and the worked numbers."""

import itertools

import numpy as np
import pytest

from reference.llm import speculative
from reference.misconceptions import misconceptions_of
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

P, Q = [0.5, 0.3, 0.2], [0.2, 0.6, 0.2]


def law(xp, p, q, residual=speculative.residual_distribution):
    """The law of one token: accepted drafts, and what a rejection draws."""
    accept = xp.to_numpy(speculative.accept_probability(xp.asarray(p), xp.asarray(q)))
    rest = xp.to_numpy(residual(xp.asarray(p), xp.asarray(q)))
    return np.asarray(q) * accept + (1 - (np.asarray(q) * accept).sum()) * rest


def test_the_worked_numbers(xp):
    p, q = xp.asarray(P), xp.asarray(Q)
    np.testing.assert_allclose(xp.to_numpy(speculative.accept_probability(p, q)), [1, 0.5, 1], rtol=1e-12)
    np.testing.assert_allclose(xp.to_numpy(speculative.residual_distribution(p, q)), [1, 0, 0], rtol=1e-12)
    assert speculative.expected_tokens(0.7, 4) == pytest.approx(2.7731, abs=5e-7)


@pytest.mark.parametrize(
    ("p", "q"), [(P, Q), (Q, P), (P, P), ([1, 0, 0], [0, 0.5, 0.5]), ([0.2, 0.8, 0], [0.5, 0, 0.5])]
)
def test_the_law_is_the_large_models(xp, p, q):
    np.testing.assert_allclose(law(xp, np.array(p, float), np.array(q, float)), p, rtol=1e-12, atol=1e-15)


def test_drawing_from_p_again_gives_another_law(xp):
    (m,) = misconceptions_of(speculative.residual_distribution, "T8.10/resample_p")
    np.testing.assert_allclose(law(xp, P, Q, m.mutant), [0.35, 0.39, 0.26], rtol=1e-9)


def test_a_whole_step_keeps_the_law_of_its_first_token(xp):
    """All drafts and a fine grid of u: the share of each first token is p's."""
    rng = np.random.default_rng(0)
    p, q = rng.dirichlet(np.ones(3), size=3), rng.dirichlet(np.ones(3), size=2)
    grid, seen = (np.arange(40) + 0.5) / 40, np.zeros(3)
    for d0, u0, last in itertools.product(range(3), grid, grid):
        first = speculative.speculative_step(xp.asarray(p), xp.asarray(q), [d0, 0], [u0, 0.5], last)[0]
        seen[first] += q[0, d0] / 1600
    np.testing.assert_allclose(seen, p[0], atol=0.03)


@pytest.mark.parametrize(("u", "tokens"), [([0.4, 0.9], [1, 2, 0]), ([0.6, 0.9], [0]), ([0.4, 1 - 1e-9], [1, 2, 0])])
def test_a_rejection_ends_the_step(xp, u, tokens):
    p, q = xp.asarray([P, P, [1.0, 0, 0]]), xp.asarray([Q, Q])
    assert speculative.speculative_step(p, q, [1, 2], u, 0.5) == tokens


def test_no_draft_is_an_ordinary_draw(xp):
    assert speculative.speculative_step(xp.asarray([P]), xp.asarray(np.zeros((0, 3))), [], [], 0.6) == [1]


@pytest.mark.parametrize(("alpha", "gamma", "tokens"), [(0.0, 4, 1), (1.0, 4, 5), (0.5, 0, 1)])
def test_the_expectation_at_its_ends(alpha, gamma, tokens):
    assert speculative.expected_tokens(alpha, gamma) == tokens


def test_the_published_wrong_expectation():
    (m,) = misconceptions_of(speculative.expected_tokens, "T8.10/linear_expectation")
    assert m.mutant(0.7, 4) == pytest.approx(3.8)


def test_float32_stays_float32(xp):
    p, q = xp.asarray(P, dtype="float32"), xp.asarray(Q, dtype="float32")
    assert {f(p, q).dtype for f in (speculative.accept_probability, speculative.residual_distribution)} == {p.dtype}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda p, q: speculative.accept_probability(p, q[:2]), r"q: expected shape \(V,\) = \(3,\), got \(2,\)"),
        (
            lambda p, q: speculative.speculative_step(p[None, :], q[None, :], [0], [0.5], 0.5),
            r"p: expected shape \(γ\+1, V\)",
        ),
        (
            lambda p, q: speculative.speculative_step(p[None, :], q[None, :][:0, :], [0], [], 0.5),
            "drafted: expected γ = 0",
        ),
        (lambda p, q: speculative.expected_tokens(1.5, 2), "alpha: expected a probability, got 1.5"),
        (lambda p, q: speculative.expected_tokens(0.5, -1), "gamma: expected a number of at least 0, got -1"),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp.asarray(P), xp.asarray(Q))


NP = Backend("numpy")
STEP = (np.array([P, P, [0.1, 0.2, 0.7]]), np.array([Q, Q]))
CASES = {
    "accept_probability": [(np.array(P), np.array(Q))],
    "residual_distribution": [(np.array(P), np.array([0.1, 0.5, 0.4]))],
    "speculative_step": [
        (*STEP, [1, 1], [0.4, 0.4], 0.5),
        (*STEP, [1, 1], [0.6, 0.4], 0.7),
        (*STEP, [1, 1], [0.4, 0.6], 0.7),
    ],
    "expected_tokens": [(0.7, 4)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(speculative, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(speculative)
    assert {m.function for m in mine} == set(CASES)
    listed = "resample_p ratio_inverted linear_expectation no_bonus"
    assert {f"T8.10/{key}" for key in listed.split()} <= {m.key for m in mine}
