# %% [raw]
# # BEGIN QUESTION
# name: game_loss
# type: number
# points: 3
# title: Loss of AlphaZero
# topics: [T13.7]
# low: 0
# high: 50
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import puct

LAWS = [[10, 30, 60], [20, 30, 50], [25, 25, 50], [10, 20, 70], [5, 15, 80]]


def variant(rng):
    pi, p = (rng.permutation(LAWS[int(rng.integers(len(LAWS)))]) for _ in range(2))
    return {"pi": pi, "p": p, "v": float(rng.choice([-0.6, -0.4, -0.2, 0.2, 0.3, 0.5])), "z": int(rng.choice([-1, 0, 1])), "wd": float(rng.choice([0.1, 0.2, 0.3]))}


def loss(function, v):
    p, pi = np.array([v["p"]]) / 100, np.array([v["pi"]]) / 100
    return float(function(np.log(p), pi, np.array([v["v"]]), np.array([float(v["z"])]), v["wd"]))


def answer(v):
    return loss(puct.alphazero_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(puct.alphazero_loss)}


# %% [markdown]
# In one position, the visits of AlphaZero's search give three moves the shares {{ pi | join(" %, ") }} %, its network gives them {{ p | join(" %, ") }} %. The network's value of the position is {{ v | neat }}; the game ended with {{ z }} for the player to move. The penalty on the weights is
# {{ wd | neat }}. What is the loss (natural logarithm)?
# %% [raw]
# # END QUESTION
