"""Hidden tests of nucleus."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.linear.softmax import softmax
from reference.llm.decoding import apply_temperature, top_p_filter
from reference.misconceptions import misconceptions_of


def reference(temper=apply_temperature, keep=top_p_filter):
    return lambda logits: softmax(keep(temper(logits, VARIANT["T"]), VARIANT["p"]))


def mutants():
    filters = misconceptions_of(top_p_filter, "T8.5/nucleus_short", "T8.5/threshold", "T8.5/not_sorted")
    tempers = misconceptions_of(apply_temperature, "T8.5/times_T")
    return [
        *(m.through(lambda mutant, logits: reference(keep=mutant)(logits)) for m in filters),
        *(m.through(lambda mutant, logits: reference(temper=mutant)(logits)) for m in tempers),
    ]


def clear(logits):
    """Whether no sum of probabilities is so near to p that rounding decides."""
    law = softmax(logits / VARIANT["T"])
    return np.abs(np.cumsum(np.sort(law)[::-1]) - VARIANT["p"]).min() > 1e-3


@test_case(name="vocabularies of several sizes", points=1, hidden=True)
def test_hidden_logits(nucleus):
    rng = np.random.default_rng(1)
    cases = [2 * rng.normal(size=V) for V in (4, 7, 7, 12, 12, 30, 30)]
    agree(nucleus, reference(), [(z,) for z in cases if clear(z)], mutants=mutants())


@test_case(name="one token decides, and large logits", points=0.5, hidden=True)
def test_hidden_extremes(nucleus):
    cases = [np.array([0.0, 40.0, 1.0]), np.array([1000.0, 995.5, 998.0, -1000.0])]
    agree(nucleus, reference(), [(z,) for z in cases if clear(z)], mutants=mutants())
