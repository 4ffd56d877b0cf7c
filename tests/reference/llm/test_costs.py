"""What a model costs, against a numeric minimum and the published numbers."""

import numpy as np
import pytest

from reference.llm import costs
from reference.misconceptions import misconceptions_of
from tests.reference.mutants import alike, declared_in

GPT3 = (175e9, 300e9)


def test_the_worked_operations():
    assert costs.training_flops(*GPT3) == pytest.approx(3.15e23, rel=1e-9)
    (m,) = misconceptions_of(costs.training_flops, "T8.8/forward_only")
    assert m.mutant(*GPT3) == pytest.approx(1.05e23, rel=1e-9)


@pytest.mark.parametrize(("N", "D", "loss"), [(70e9, 1.4e12, 1.93665), (280e9, 300e9, 1.99326)])
def test_the_worked_losses(N, D, loss):
    assert costs.chinchilla_loss(N, D) == pytest.approx(loss, abs=5e-6)


def test_the_worked_optimum():
    N, D = costs.compute_optimal(5.88e23)
    assert pytest.approx((3.249e10, 3.016e12), rel=5e-4) == (N, D)
    assert costs.chinchilla_loss(N, D) == pytest.approx(1.92999, abs=5e-6)
    assert costs.training_flops(N, D) == pytest.approx(5.88e23, rel=1e-9)


@pytest.mark.parametrize("C", [1e18, 5.88e23])
@pytest.mark.parametrize("law", [{}, {"A": 300.0, "B": 500.0, "alpha": 0.3, "beta": 0.35}])
def test_no_other_split_of_the_budget_loses_less(C, law):
    N, _ = costs.compute_optimal(C, **law)
    tried = N * np.logspace(-1, 1, 2001)
    losses = [costs.chinchilla_loss(n, C / (6 * n), **law) for n in tried]
    assert tried[int(np.argmin(losses))] == pytest.approx(N, rel=2e-3)


def test_the_worked_caches():
    assert costs.kv_cache_bytes(32, 32, 128, 1) == 524_288
    assert costs.kv_cache_bytes(32, 32, 128, 4096) == 2 << 30
    assert costs.kv_cache_bytes(80, 8, 128, 1) == 327_680
    assert costs.kv_cache_bytes(80, 64, 128, 1) == 2_621_440
    (m,) = misconceptions_of(costs.kv_cache_bytes, "T8.8/one_cache")
    assert m.mutant(32, 32, 128, 1) == 262_144


def test_the_worked_memory():
    assert costs.training_bytes(7e9) == 112e9
    (m,) = misconceptions_of(costs.training_bytes, "T8.8/weights_only")
    assert m.mutant(7e9) == 14e9


@pytest.mark.parametrize(
    ("optimiser", "mixed", "each"), [("adamw", True, 16), ("adamw", False, 16), ("sgd", True, 8), ("sgd", False, 8)]
)
def test_bytes_of_a_parameter(optimiser, mixed, each):
    """Mixed: 2 + 2 + 4, else 4 + 4, and 8 for two moments."""
    assert costs.training_bytes(1, optimiser, mixed) == each


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: costs.training_flops(-1, 1), "n_params: expected a number of at least 0, got -1"),
        (lambda: costs.chinchilla_loss(0, 1), "N: expected a number above 0, got 0"),
        (lambda: costs.compute_optimal(-1.0), "C: expected a number above 0, got -1.0"),
        (lambda: costs.kv_cache_bytes(1, 1, 1, -1), "tokens: expected a number of at least 0, got -1"),
        (lambda: costs.training_bytes(1, "adam"), "optimiser: expected one of 'adamw', 'sgd'"),
    ],
)
def test_bad_input_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


CASES = {
    "training_flops": [GPT3],
    "chinchilla_loss": [(70e9, 1.4e12)],
    "compute_optimal": [(5.88e23,)],
    "kv_cache_bytes": [(32, 8, 128, 7, 3)],
    "training_bytes": [(7e9,), (7e9, "sgd"), (7e9, "adamw", False)],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(costs, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(costs)
    assert {m.function for m in mine} == set(CASES)
    listed = "forward_only one_cache weights_only"  # query_heads: the argument is the number of key heads
    assert {f"T8.8/{key}" for key in listed.split()} <= {m.key for m in mine}
