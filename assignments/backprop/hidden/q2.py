"""Hidden tests of q2."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.misconceptions import misconceptions_of
from reference.mlp.networks import two_layer_forward


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


MUTANTS = [
    *misconceptions_of(two_layer_forward),
    Misconception("T3.3/output_from_net", "The output layer gets the activations h, not the net inputs of the hidden units.",
                  lambda x, Wh, Wo: (sigmoid(x @ Wh.T), sigmoid(x @ Wh.T @ Wo.T))),
]  # fmt: skip


@test_case(
    name="random networks",
    points=1,
    hidden=True,
    failure_message="Each layer: which weights, which activation? And which output comes first?",
)
def test_hidden_random(forward):
    rng = np.random.default_rng(2)
    sizes = [(5, 3, 4, 2), (1, 2, 7, 3), (6, 5, 3, 1), (5, 3, 4, 2), (4, 4, 4, 4)]
    cases = [
        tuple(rng.normal(size=s).astype(t) for s in ((n, d), (h, d), (c, h)))
        for n, d, h, c in sizes
        for t in ("float64", "float32")
    ]
    cases.append(tuple(np.asfortranarray(a) for a in cases[0]))
    agree(forward, two_layer_forward, cases, mutants=MUTANTS, name="forward")
