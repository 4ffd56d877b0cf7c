# %% [raw]
# # BEGIN QUESTION
# name: dino_value
# type: number
# points: 3
# title: Loss of DINO
# topics: [T12.8]
# low: 0
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import dino


def variant(rng):
    s, t = rng.integers(-2, 4, size=(2, 3))
    return {"s": s, "t": t, "c": rng.integers(-2, 3, size=3) / 2, "tau_s": float(rng.choice([1, 2])), "tau_t": 0.5}


def loss(function, v):
    s, t = (np.array([v[name]], dtype=float) for name in ("s", "t"))
    return float(function(s, t, np.array(v["c"]), v["tau_s"], v["tau_t"]))


def answer(v):
    return loss(dino.dino_loss, v)


def mistakes(v):
    keys = ("T12.8/no_centre", "T12.8/centre_student", "T12.8/temperatures_swapped", "T12.8/roles_swapped")
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(dino.dino_loss, *keys)}


# %% [markdown]
# DINO's student gives a view the scores ${{ s | tex }}$, its teacher gives the other view ${{ t | tex }}$. The centre is ${{ c | tex }}$, the temperatures are $\tau_s = {{ tau_s | neat }}$ and $\tau_t = {{ tau_t | neat }}$. What is the loss?
# %% [raw]
# # END QUESTION
