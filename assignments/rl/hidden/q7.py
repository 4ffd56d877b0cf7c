"""Hidden tests of q7: agents learn in worlds that the notebook does not show, and their policies are evaluated exactly."""

import functools

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, Symptom, as_like, require, trains_to
from reference.rl.bellman import policy_evaluation, value_iteration

GAMMA = 0.95
WORLDS = (
    ("+......", ".###.#.", "-......", "...#.#.", "......S"),
    ("S......", ".#.###.", ".....#-", ".#.#...", "......+"),
    ("S.....", ".#.##.", "......", "-#.+#."),
)


def landed(rows, here, way):
    """Where a step ends, way: 0 up, 1 right, 2 down, 3 left."""
    width = len(rows[0])
    row, column = here // width + (way == 2) - (way == 0), here % width + (way == 1) - (way == 3)
    free = row in range(len(rows)) and column in range(width) and rows[row][column] != "#"
    return row * width + column if free else here


@functools.cache
def process(rows):
    """P, R, the start, and the values there of the best policy and of wandering."""
    letters = "".join(rows)
    P, R = np.zeros((len(letters), 4, len(letters))), np.zeros((len(letters), 4))
    for here, letter in enumerate(letters):
        for action in range(4):
            if letter in "#+-":
                P[here, action, here] = 1.0
                continue
            for turned, probability in ((0, 0.9), (1, 0.05), (3, 0.05)):
                there = landed(rows, here, (action + turned) % 4)
                P[here, action, there] += probability
                R[here, action] += probability * ((letters[there] == "+") - (letters[there] == "-") - 0.04)
    start = letters.index("S")
    best = value_iteration(P, R, GAMMA).V[start]
    wandering = policy_evaluation(P, R, np.full(R.shape, 0.25), GAMMA)[start]
    return P, R, start, best, wandering


def walk_of(learn_to_walk, rows, seed):
    """The actions of an agent, which must be actions."""
    letters = "".join(rows)
    actions = as_like(learn_to_walk(list(rows), seed), np.zeros(len(letters), dtype=np.int64), "the policy")
    if not np.all(np.isin(actions, [0, 1, 2, 3])):
        said = "learn_to_walk: an action is a whole number from 0 to 3"
        raise CheckFailure(said, contract=said)
    return actions.astype(int)


@test_case(
    name="three worlds, two agents each",
    points=2.5,
    hidden=True,
    failure_message="Draw the arrows of your agent in a map of your own. Has it come everywhere, and often enough?",
)
def test_hidden_worlds(learn_to_walk):
    require(learn_to_walk, "learn_to_walk")

    @functools.cache
    def actions(seed):
        return walk_of(learn_to_walk, WORLDS[seed % 3], 100 + seed)

    def score(seed):
        P, R, start, best, wandering = process(WORLDS[seed % 3])
        return (policy_evaluation(P, R, np.eye(4)[actions(seed)], GAMMA)[start] - wandering) / (best - wandering)

    @functools.cache
    def share_of_worst(seed):
        rows = WORLDS[seed % 3]
        worst = value_iteration(*process(rows)[:2], GAMMA).Q.argmin(axis=1)
        return np.mean(
            [w == a for w, a, letter in zip(worst, actions(seed), "".join(rows), strict=True) if letter in ".S"]
        )

    symptoms = [
        Symptom("T13.2/one_map", "The walk is the same whatever the map: it has to be learned in each world anew.",
                lambda seed: np.array_equal(actions(0), actions(1))),
        # over all agents: about 0.5 for the smallest entries of a learned table, 0.2 for one that has hardly begun
        Symptom("T13.2/worst_action", "Most actions are the worst there are: return those with the LARGEST Q.",
                lambda seed: np.mean([share_of_worst(other) for other in range(6)]) > 0.4),
    ]  # fmt: skip
    trains_to(score, seeds=range(6), threshold=0.8, reaches=0.99, symptoms=symptoms)


@test_case(
    name="same seed, same policy",
    points=0.5,
    hidden=True,
    failure_message="Is everything random drawn from np.random.default_rng(seed)?",
)
def test_hidden_seed(learn_to_walk):
    require(learn_to_walk, "learn_to_walk")
    first = walk_of(learn_to_walk, WORLDS[2], 9)
    if np.ptp(first) == 0:
        said = "learn_to_walk: in this world no single action is right everywhere"
        raise CheckFailure(said, contract=said)
    if not np.array_equal(first, walk_of(learn_to_walk, WORLDS[2], 9)):
        said = "learn_to_walk: two runs with the same map and seed give different policies"
        raise CheckFailure(said, contract=said)
