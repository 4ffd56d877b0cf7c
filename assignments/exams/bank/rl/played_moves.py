# %% [raw]
# # BEGIN QUESTION
# name: played_moves
# type: matrix
# points: 2
# title: From visits to moves
# topics: [T13.7]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import puct


def variant(rng):
    return {"N": rng.choice(np.arange(0, 9), size=4, replace=False), "T": float(rng.choice([0.5, 2]))}


def moves(function, v):
    return function(np.array(v["N"]), v["T"])


def answer(v):
    return moves(puct.visit_policy, v)


def mistakes(v):
    return {m.key: (m.message, moves(m.mutant, v)) for m in misconceptions_of(puct.visit_policy)}


# %% [markdown]
# After its search, AlphaGo Zero has visited four moves ${{ N | tex }}$ times. With which probabilities does it play them at the temperature $T = {{ T | neat }}$?
# %% [raw]
# # END QUESTION
