# %% [raw]
# # BEGIN QUESTION
# name: hopfield_matrix
# type: matrix
# points: 2
# title: Weights of a memory
# topics: [T11.2]
# %% tags=["variant"]
import numpy as np

from reference.energy import hopfield
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"P": rng.choice([-1, 1], size=(2, 4))}


def answer(v):
    return hopfield.hopfield_weights(np.array(v["P"], dtype=float))


def mistakes(v):
    found = misconceptions_of(hopfield.hopfield_weights)
    return {m.key: (m.message, m.mutant(np.array(v["P"], dtype=float))) for m in found}


# %% [markdown]
# A Hopfield network of four units stores the patterns ${{ P[0] | tex }}$ and ${{ P[1] | tex }}$. Give its weights (a matrix), with the lecture's factor of one over the number of units.
# %% [raw]
# # END QUESTION
