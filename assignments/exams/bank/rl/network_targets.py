# %% [raw]
# # BEGIN QUESTION
# name: network_targets
# type: matrix
# points: 3
# title: Targets of a Q-network
# topics: [T13.2]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import value


def variant(rng):
    q, target = rng.integers(-4, 11, size=(2, 2, 3)) / 2
    return {"double": bool(rng.integers(2)), "r": rng.integers(-2, 4, size=2), "done": rng.permutation([True, False]), "q": q, "target": target, "gamma": float(rng.choice([0.5, 0.8, 0.9]))}


def targets(function, v):
    arrays = [np.array(v["q"]), np.array(v["target"])] if v["double"] else [np.array(v["target"])]
    return function(np.array(v["r"], dtype=float), np.array(v["done"]), *arrays, v["gamma"])


def answer(v):
    return targets(value.double_dqn_target if v["double"] else value.dqn_target, v)


def mistakes(v):
    keys = ("T13.2/no_done", "T13.2/mean_over_actions", "T13.2/reward_dropped")
    found = misconceptions_of(value.double_dqn_target) if v["double"] else misconceptions_of(value.dqn_target, *keys)
    return {m.key: (m.message, targets(m.mutant, v)) for m in found}


def accept(v):
    return all(len(set(row)) == 3 for row in [*v["q"], *v["target"]])


# %% [markdown]
# A batch has two transitions with the rewards {{ r | join(" and ") }}; the {{ "first" if done[0] else "second" }} one ended its episode. For the state after each of them (a row each), the online network and the target network give the values
#
# $$Q = {{ q | tex }}, \qquad Q' = {{ target | tex }}.$$
#
# Give both targets of {{ "**double** DQN" if double else "DQN" }}, with $\gamma = {{ gamma | neat }}$.
# %% [raw]
# # END QUESTION
