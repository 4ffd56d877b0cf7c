# %% [raw]
# # BEGIN QUESTION
# name: gated_feed_forward
# type: number
# points: 2
# title: A gated feed-forward part
# topics: [T7.6]
# %% tags=["variant"]
import numpy as np

from reference.attention import modern
from reference.misconceptions import misconceptions_of


def variant(rng):
    w1, w3, w2 = (float(w) for w in rng.choice([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2], size=3, replace=False))
    return {"x": int(rng.choice([-2, -1, 1, 2, 3])), "w1": w1, "w3": w3, "w2": w2}


def value(function, v):
    return function(np.array([float(v["x"])]), *(np.array([[v[w]]]) for w in ("w1", "w3", "w2"))).item()


def answer(v):
    return value(modern.swiglu, v)


def mistakes(v):
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(modern.swiglu)}


# %% [markdown]
# In a block with SwiGLU all sizes are 1: $x = {{ x }}$, and the weights are $W_1 = {{ w1 | neat }}$ (of the gate), $W_3 = {{ w3 | neat }}$ (of what is gated) and
# $W_2 = {{ w2 | neat }}$ (of the output). There are no biases. What is the output?
# %% [raw]
# # END QUESTION
