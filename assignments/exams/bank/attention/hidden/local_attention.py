"""Hidden tests of local_attention."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.attention.scaled import scaled_dot_product_attention
from reference.misconceptions import Misconception, misconceptions_of


def band(T, back, ahead):
    distance = np.arange(T)[None, :] - np.arange(T)[:, None]
    return (distance >= -back) & (distance <= ahead)


def reference(function=scaled_dot_product_attention, back=VARIANT["back"], ahead=VARIANT["ahead"]):
    return lambda q, k, v: function(q, k, v, band(q.shape[0], back, ahead))


def mutants():
    keys = (
        "T7.2/no_scale",
        "T7.2/scale_d",
        "T7.2/axis",
        "T7.2/mask_after",
        "T7.2/mask_inverted",
        "T7.1/weights_on_keys",
    )
    named = misconceptions_of(scaled_dot_product_attention, *keys)
    swapped = reference(back=VARIANT["ahead"], ahead=VARIANT["back"])
    told = "Rows are queries, columns keys: a query looks back and ahead as the question says."
    return [
        *(m.through(lambda mutant, *a: reference(mutant)(*a)) for m in named),
        Misconception("T7.1/qk_swapped", told, "local_attention", swapped),
    ]


def cases(seed, *sizes, grow=1.0):
    rng = np.random.default_rng(seed)
    return [tuple(grow * rng.normal(size=(T, n)) for n in (d, d, d)) for T, d in sizes]


@test_case(name="short and long sequences", points=5, hidden=True)
def test_hidden_sequences(local_attention):
    agree(local_attention, reference(), cases(1, (6, 5), (9, 2), (2, 7)), mutants=mutants())


@test_case(name="large scores", points=2, hidden=True)
def test_hidden_large(local_attention):
    agree(local_attention, reference(), cases(2, (7, 3), grow=60.0), mutants=mutants())
