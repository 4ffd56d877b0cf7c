# %% [raw]
# # BEGIN QUESTION
# name: search_scores
# type: matrix
# points: 2
# title: Which move to look at next
# topics: [T13.7]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import puct


def variant(rng):
    return {
        "Q": rng.choice([-0.5, -0.2, 0.1, 0.2, 0.3, 0.5, 0.6], size=3), "P": [x / 10 for x in rng.permutation([[5, 3, 2], [6, 3, 1], [7, 2, 1]][int(rng.integers(3))])],
        "N": rng.choice([[4, 9, 3], [10, 5, 1], [2, 6, 1], [12, 3, 1], [5, 2, 18], [8, 14, 3]]), "c": float(rng.choice([0.5, 1.5, 2])),
    }  # fmt: skip


def scores(function, v):
    return function(np.array(v["Q"]), np.array(v["P"]), np.array(v["N"]), v["c"])


def answer(v):
    return scores(puct.puct_scores, v)


def mistakes(v):
    return {m.key: (m.message, scores(m.mutant, v)) for m in misconceptions_of(puct.puct_scores)}


# %% [markdown]
# At a node of AlphaGo Zero's search, three moves have the mean values $Q = {{ Q | tex }}$, the network's probabilities $P = {{ P | tex }}$ and the visits $N = {{ N | tex }}$. Give their scores by PUCT with $c = {{ c | neat }}$.
# %% [raw]
# # END QUESTION
