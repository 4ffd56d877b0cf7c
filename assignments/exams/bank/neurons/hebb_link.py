# %% [raw]
# # BEGIN QUESTION
# name: hebb_link
# type: matrix
# points: 2
# title: One step of Hebb's rule
# topics: [T1.8]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.neurons import hebb


def variant(rng):
    return {
        "w": [float(i) / 2 for i in rng.choice([-3, -2, -1, 1, 2, 3], size=3)],
        "x": [int(i) for i in rng.choice([-2, -1, 0, 1, 2], size=3)],
        "y": int(rng.choice([-2, -1, 1, 2, 3])),
        "eta": float(rng.choice([0.1, 0.2, 0.25, 0.5])),
    }


def learned(function, v):
    return function(np.array(v["w"]), np.array(v["x"], dtype=float), float(v["y"]), v["eta"])


def answer(v):
    return learned(hebb.hebb_update, v)


def mistakes(v):
    return {m.key: (m.message, learned(m.mutant, v)) for m in misconceptions_of(hebb.hebb_update)}


# %% [markdown]
# A neuron with the weights $w = {{ w | tex }}$ learns by **Hebb's rule** with $\eta = {{ eta | neat }}$. The input is
# $x = {{ x | tex }}$ while the neuron's activity is $y = {{ y }}$. Give its weights after this one step.
# %% [raw]
# # END QUESTION
