"""Positional encodings against complex exponentials, with the worked numbers."""

import numpy as np
import pytest

from reference.attention import positions
from tests.reference.conftest import Backend
from tests.reference.mutants import alike, declared_in

T, D = 7, 6


def test_the_worked_rows():
    rows = [[0, 1, 0, 1], [0.841471, 0.540302, 0.0099998, 0.99995], [0.909297, -0.416147, 0.0199987, 0.9998]]
    np.testing.assert_allclose(positions.sinusoidal_positional_encoding(3, 4), rows, atol=5e-7)


@pytest.mark.parametrize("base", [10000.0, 50.0])
def test_pairs_are_complex_exponentials(base):
    table = positions.sinusoidal_positional_encoding(T, D, base)
    z = np.exp(1j * np.arange(T)[:, None] * base ** (-np.arange(0, D, 2) / D))
    np.testing.assert_allclose(table[:, 1::2] + 1j * table[:, ::2], z, rtol=1e-12, atol=1e-12)


def test_inner_products_depend_on_the_distance_alone():
    table = positions.sinusoidal_positional_encoding(T, D)
    products = table @ table.T
    for shift in range(T):
        np.testing.assert_allclose(np.diag(products, shift), products[0, shift], rtol=1e-9)


def test_library_and_dtype_are_those_of_the_array(xp):
    like = xp.asarray([0.0], dtype="float32")
    table = positions.sinusoidal_positional_encoding(T, D, like=like)
    assert table.dtype == like.dtype
    np.testing.assert_allclose(xp.to_numpy(table), positions.sinusoidal_positional_encoding(T, D), atol=1e-6)


def test_learned_encodings_are_rows_of_the_table(xp):
    table = np.random.default_rng(0).normal(size=(5, 3))
    got = positions.learned_positional_embedding(xp.ints([4, 0, 4]), xp.asarray(table))
    np.testing.assert_array_equal(xp.to_numpy(got), table[[4, 0, 4]])
    none = positions.learned_positional_embedding(xp.ints([]), xp.asarray(table))
    assert tuple(none.shape) == (0, 3)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda xp: positions.sinusoidal_positional_encoding(3, 5), "d: expected an even number from 2, got 5"),
        (lambda xp: positions.sinusoidal_positional_encoding(-1, 4), "T: expected a number of at least 0, got -1"),
        (lambda xp: positions.sinusoidal_positional_encoding(3, 4, 0.0), "base: expected a number above 0, got 0.0"),
        (
            lambda xp: positions.learned_positional_embedding(xp.ints([0, 2]), xp.asarray([[1.0], [2.0]])),
            r"ids: expected positions from 0 to 1, got \[0, 2\]",
        ),
        (
            lambda xp: positions.learned_positional_embedding(xp.ints([-1]), xp.asarray([[1.0], [2.0]])),
            r"ids: expected positions from 0 to 1, got \[-1\]",
        ),
    ],
)
def test_bad_input_is_refused(xp, call, message):
    with pytest.raises(ValueError, match=message):
        call(xp)


NP = Backend("numpy")
CASES = {
    "sinusoidal_positional_encoding": [(3, 4), (5, 6)],
    "learned_positional_embedding": [(np.array([3, 0, 2]), np.random.default_rng(0).normal(size=(5, 3)))],
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    assert alike(getattr(positions, name), CASES[name]) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(positions)
    assert {m.function for m in mine} == set(CASES)
    assert {f"T7.4/{key}" for key in ("i_not_2i", "same_freq", "halves", "start_1", "multiply")} <= {
        m.key for m in mine
    }
