"""Hidden tests of q4."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import Misconception, agree
from reference.llm.alignment import reward_model_loss as reference_loss
from reference.llm.alignment import rlhf_reward as reference_reward
from reference.misconceptions import misconceptions_of


def sorted_first(r):
    return reference_loss(-np.sort(-r, axis=1))


def log_of_sigmoid(r):
    i, j = np.triu_indices(r.shape[1], k=1)
    with np.errstate(over="ignore"):
        return np.mean(-np.log(1 / (1 + np.exp(r[:, j] - r[:, i]))))


LOSS = (
    *misconceptions_of(reference_loss),
    Misconception(
        "T8.4/sorted_again", "The answers are sorted as people ranked them: do not sort the rewards.", sorted_first
    ),
    Misconception(
        "T8.4/log_of_sigmoid", "σ may round to 0, and its logarithm to −∞: use log(1 + e^−x).", log_of_sigmoid
    ),
    Misconception(
        "T8.4/summed_batch", "The loss of a batch is the mean over its prompts.", lambda r: len(r) * reference_loss(r)
    ),
)
REWARD = misconceptions_of(reference_reward)


@test_case(
    name="random rankings",
    points=0.5,
    hidden=True,
    failure_message="List the pairs of three answers by hand: which comes first in each difference, and by how many do you divide?",
)
def test_hidden_rankings(reward_model_loss):
    rng = np.random.default_rng(41)
    made = [
        rng.normal(size=shape).astype(t) for shape in ((5, 4), (2, 3), (1, 6), (5, 4)) for t in ("float64", "float32")
    ]
    read_only = np.asfortranarray(rng.normal(size=(3, 5)))
    read_only.flags.writeable = False
    agree(reward_model_loss, reference_loss, [(r,) for r in (*made, read_only)], mutants=LOSS)


@test_case(
    name="pairs, ties and rewards far apart",
    points=0.5,
    hidden=True,
    failure_message="Equal rewards cost log 2. What is e to the power of 2000, and do you need it?",
)
def test_hidden_far(reward_model_loss):
    rng = np.random.default_rng(42)
    cases = [
        (rng.normal(size=(4, 2)),),
        (np.array([[1.0, 1.0, 1.0], [0.5, 0.5, -1.0]]),),
        (np.array([[-1000.0, 1000.0], [1000.0, -1000.0]]),),
        (np.array([[3.0, -900.0, 800.0, 0.0]]),),
        (1000.0 + rng.normal(size=(2, 4)),),
    ]
    agree(reward_model_loss, reference_loss, cases, mutants=LOSS)


@test_case(
    name="random rewards",
    points=1,
    hidden=True,
    failure_message="Who is charged: the one who likes an answer more than the reference does, or less? What does β multiply?",
)
def test_hidden_rewards(rlhf_reward):
    rng = np.random.default_rng(43)
    cases = [
        (*(scale * rng.normal(size=n).astype(t) for scale in (1, 20, 20)), beta)
        for n, beta in ((5, 0.1), (1, 0.7), (7, 2.0), (5, 0.0), (5, 0.1))
        for t in ("float64", "float32")
    ]
    agree(rlhf_reward, reference_reward, cases, mutants=REWARD)
