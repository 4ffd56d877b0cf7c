"""Hidden tests of tree_search."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import agree
from reference.misconceptions import misconceptions_of
from reference.rl.puct import puct_scores, visit_policy


def reference(scores=puct_scores, policy=visit_policy):
    def tree_search(N, W, P):
        Q = np.where(N > 0, W / np.maximum(N, 1), 0.0)
        return scores(Q, P, N, VARIANT["c"]), policy(N, VARIANT["T"])

    return tree_search


def mutants():
    policies = misconceptions_of(visit_policy, "T13.7/temperature_times", "T13.7/softmax_of_visits")
    return [
        *(m.through(lambda mutant, *a: reference(mutant)(*a)) for m in misconceptions_of(puct_scores)),
        *(m.through(lambda mutant, *a: reference(policy=mutant)(*a)) for m in policies),
    ]


def node(rng, A):
    N = rng.integers(1, 20, size=A)
    return N, np.round(N * rng.uniform(-1, 1, size=A), 2), rng.dirichlet(np.ones(A))


@test_case(name="nodes with several moves", points=3, hidden=True)
def test_hidden_nodes(tree_search):
    rng = np.random.default_rng(1)
    agree(tree_search, reference(), [node(rng, A) for A in (3, 5, 2, 11)], mutants=mutants())


@test_case(name="moves that were never visited, and many visits", points=2, hidden=True)
def test_hidden_unvisited(tree_search):
    new = np.array([4, 0, 0, 1]), np.array([-2.0, 0.0, 0.0, 0.5]), np.array([0.1, 0.6, 0.2, 0.1])
    busy = np.array([100, 160, 40]), np.array([10.0, 80.0, -5.0]), np.array([0.3, 0.3, 0.4])
    agree(tree_search, reference(), [new, busy], mutants=mutants())
