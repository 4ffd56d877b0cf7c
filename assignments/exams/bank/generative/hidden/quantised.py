"""Hidden tests of quantised."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.generative.vq import vector_quantize, vq_losses
from reference.misconceptions import misconceptions_of


def reference(quantize=vector_quantize, losses=vq_losses):
    def quantised(z, E):
        codes = quantize(z, E).z_q
        return codes, sum(losses(z, codes, VARIANT["beta"]))

    return quantised


def mutants():
    codes = misconceptions_of(vector_quantize, "T10.5/dot_product", "T10.5/last_tie", "T10.5/farthest")
    losses = misconceptions_of(vq_losses, "T10.5/sum_not_mean", "T10.5/beta_forgotten")
    return [
        *(m.through(lambda mutant, *a: reference(quantize=mutant)(*a)) for m in codes),
        *(m.through(lambda mutant, *a: reference(losses=mutant)(*a)) for m in losses),
    ]


@test_case(name="codebooks of several sizes", points=3, hidden=True)
def test_hidden_codebooks(quantised):
    rng = np.random.default_rng(1)
    cases = [
        (rng.normal(size=(N, d)), rng.normal(size=(K, d))) for N, K, d in ((2, 3, 5), (7, 2, 3), (4, 11, 1), (1, 1, 2))
    ]
    agree(quantised, reference(), cases, mutants=mutants())


@test_case(name="equally near codes", points=1, hidden=True)
def test_hidden_ties(quantised):
    E = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, 3.0]])
    agree(quantised, reference(), [(np.array([[0.0, 0.0], [0.0, 2.0], [-2.0, 0.5]]), E)], mutants=mutants())
