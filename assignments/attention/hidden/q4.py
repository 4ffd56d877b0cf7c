"""Hidden tests of q4."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Case, agree
from reference.attention.positions import learned_positional_embedding as reference_learned
from reference.attention.positions import sinusoidal_positional_encoding
from reference.misconceptions import misconceptions_of


def reference(T, d, base=10000.0):
    return sinusoidal_positional_encoding(T, d, base)


SINES = misconceptions_of(sinusoidal_positional_encoding)


@test_case(
    name="clocks of other sizes",
    points=1,
    hidden=True,
    failure_message="Which frequency has column 2i, and which column 2i + 1? Where do positions start?",
)
def test_hidden_sines(sinusoidal_positional_encoding):
    sizes = [(7, 6), (5, 8), (3, 10), (12, 4), (7, 6), (1, 6), (4, 2)]
    agree(
        sinusoidal_positional_encoding,
        reference,
        [Case(*size) for size in sizes],
        mutants=SINES,
        rtol=1e-7,
        atol=1e-9,
        name="sinusoidal_positional_encoding",
    )


@test_case(
    name="another base, no position",
    points=0.5,
    hidden=True,
    failure_message="b is an argument. And with T = 0 there is no row, but still d columns.",
)
def test_hidden_base(sinusoidal_positional_encoding):
    cases = [Case(5, 6, 100.0), Case(6, 4, base=2.0), Case(5, 6, base=50.0), Case(4, 8, 1e6), Case(5, 6), Case(0, 4)]
    agree(
        sinusoidal_positional_encoding,
        reference,
        cases,
        mutants=SINES,
        rtol=1e-7,
        atol=1e-9,
        name="sinusoidal_positional_encoding",
    )


@test_case(
    name="rows in any order",
    points=0.5,
    hidden=True,
    failure_message="Row t of the result is the row ids[t] of the table, as it is.",
)
def test_hidden_learned(learned_positional_embedding):
    rng, cases = np.random.default_rng(42), []
    for T, L, d in ((4, 6, 3), (7, 5, 2), (1, 3, 4), (3, 3, 3), (4, 6, 3)):
        for t in ("float64", "float32"):
            cases.append((rng.integers(0, L, size=T), rng.normal(size=(L, d)).astype(t)))
    cases.append((np.array([2, 2, 0]), np.asfortranarray(rng.normal(size=(4, 3)))))
    cases[-1][1].flags.writeable = False
    agree(
        learned_positional_embedding,
        reference_learned,
        cases,
        mutants=misconceptions_of(reference_learned),
        check_dtype=False,
    )
