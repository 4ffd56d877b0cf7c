"""Tolerances that follow from the reference's condition: what they let through, what not, and when they are asked for."""

import sys
import types

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checks import CheckFailure, agree, remembered
from autograder.errors import CourseError


def accepted(student, reference, *cases, **options):
    try:
        agree(student, reference, list(cases), name="f", **options)
    except CheckFailure:
        return False
    return True


def cancelling(dtype, n=400):
    """Terms of 1e6 whose sum is about 1."""
    t = np.random.default_rng(7).normal(size=n) * 1e6
    return np.concatenate([t, -t + np.random.default_rng(8).normal(size=n)]).astype(dtype)


def total(x):
    return x.sum()


DTYPES = [np.float64, np.float32]


@pytest.mark.parametrize("dtype", DTYPES)
@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_any_order_of_a_sum_that_cancels_is_right(dtype, seed):
    order = np.random.default_rng(seed).permutation(800)
    assert accepted(lambda x: np.cumsum(x[order])[-1], total, (cancelling(dtype),))


@pytest.mark.parametrize("dtype", DTYPES)
def test_a_term_too_few_is_wrong_although_the_sum_cancels(dtype):
    assert not accepted(lambda x: x[:-1].sum(), total, (cancelling(dtype),))


def test_the_plain_tolerance_alone_would_refuse_the_other_order():
    x = cancelling(np.float64)
    assert not accepted(lambda x: np.cumsum(x)[-1], total, (x,), rtol=1e-9)
    assert accepted(lambda x: np.cumsum(x)[-1], total, (x,))


@pytest.mark.parametrize(
    "make",
    [np.asarray, torch.tensor, list, tuple, lambda x: {"x": x}],
    ids=["array", "tensor", "list", "tuple", "dict"],
)
def test_numbers_are_moved_wherever_they_stand(make):
    def in_order(x):
        return sum(float(v) for v in (x["x"] if type(x) is dict else x))

    def pairwise(x):
        return float(np.sum(np.asarray(x["x"] if type(x) is dict else x)))

    assert accepted(in_order, pairwise, (make(cancelling(np.float64).tolist()),))


def test_only_the_result_that_is_ill_conditioned_is_given_room():
    x = cancelling(np.float64)

    def two(x):
        return {"sum": 1e6 * x.sum(), "first": [x[0]]}

    assert accepted(lambda x: {"sum": 1e6 * np.cumsum(x)[-1], "first": [x[0]]}, two, (x,))
    assert not accepted(lambda x: {"sum": 1e6 * x.sum(), "first": [x[0] * (1 + 5e-9)]}, two, (x,))


def test_a_jump_gives_no_room():
    def reference(x):
        return x + np.float32(2e-4) * (x == 1)

    x = np.ones(50, "float32")
    assert not accepted(lambda x: x, reference, (x,))


def test_half_of_the_digits_must_be_right_however_bad_the_condition():
    def reference(x):
        return float((x[0] - x[1]) * 1e12)

    x = np.array([1.0, 1.0 - 1e-12])
    assert accepted(lambda x: reference(x) + 1e-8, reference, (x,))
    assert not accepted(lambda x: reference(x) + 1e-6, reference, (x,))


def test_the_authors_tolerance_is_the_last_word():
    x = cancelling(np.float64)
    assert not accepted(lambda x: np.cumsum(x)[-1], total, (x,), atol=1e-15)


def test_a_reference_that_takes_no_other_inputs_gives_no_room_and_is_no_error_of_ours():
    x = cancelling(np.float64)

    def picky(y):
        if not np.array_equal(y, x):
            raise ValueError("probabilities must sum to 1")
        return y.sum()

    assert not accepted(lambda x: np.cumsum(x)[-1], picky, (x,))


def test_a_reference_that_draws_numbers_gives_no_room():
    x = np.ones(50, "float32")
    assert not accepted(lambda x: x + np.float32(2e-4), lambda x: x + 1e-6 * np.random.rand(50).astype("float32"), (x,))


def test_a_result_of_another_shape_for_moved_inputs_gives_no_room_and_is_no_error_of_ours():
    def chosen(x):
        return x[x <= 1.0]

    assert not accepted(lambda x: chosen(x) * (1 + 1e-8), chosen, (np.array([0.5, 1.0, 1.0, 1.0, 1.0]),))


# -- when it is asked for ---------------------------------------------------------------------------------------------


@pytest.fixture
def reference():
    """`sum` of an importable module, which notes its calls."""
    remembered.forget()
    module = types.ModuleType("a_sum")
    sys.modules["a_sum"] = module
    module.calls = []
    exec("def f(x):\n    calls.append(x.dtype.name)\n    return x.sum()", module.__dict__)
    yield module
    sys.modules.pop("a_sum")
    remembered.forget()


@pytest.mark.parametrize("student", [np.sum, lambda x: -np.sum(x), lambda x: "no"], ids=["right", "sign", "text"])
def test_a_right_or_plainly_wrong_answer_costs_no_further_call(reference, student):
    accepted(student, reference.f, (cancelling(np.float64),))
    assert len(reference.calls) == 1


def test_the_condition_is_measured_once_in_double_precision(reference):
    x = cancelling(np.float32)
    for _ in range(3):
        assert accepted(lambda x: np.cumsum(x)[-1], reference.f, (x,))
    first, *more = reference.calls
    assert first == "float32"
    assert set(more) == {"float64"}
    assert len(more) == 7  # where it is, and 3 directions by 2 steps


def test_a_mistake_of_the_author_shows_before_any_of_this():
    with pytest.raises(CourseError):
        agree(lambda x: 1.0, lambda x: object(), [(1.0,)])
