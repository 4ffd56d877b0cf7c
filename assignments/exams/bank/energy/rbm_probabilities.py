# %% [raw]
# # BEGIN QUESTION
# name: rbm_probabilities
# type: matrix
# points: 2
# title: Layers of a restricted Boltzmann machine
# topics: [T11.4]
# %% tags=["variant"]
import numpy as np

from reference.energy import rbm
from reference.misconceptions import misconceptions_of

FUNCTIONS = {"h": rbm.rbm_p_h_given_v, "v": rbm.rbm_p_v_given_h}


def variant(rng):
    ask = str(rng.choice(list(FUNCTIONS)))
    b, c = rng.integers(-3, 4, size=(2, 2)) / 2
    return {"ask": ask, "given": "v" if ask == "h" else "h", "state": rng.integers(0, 2, size=2), "W": rng.integers(-4, 5, size=(2, 2)) / 2, "b": b, "c": c}


def on(function, v):
    return function(*(np.array(x, dtype=float) for x in ([v["state"]], v["W"], v["b"], v["c"])))[0]


def answer(v):
    return on(FUNCTIONS[v["ask"]], v)


def mistakes(v):
    return {m.key: (m.message, on(m.mutant, v)) for m in misconceptions_of(FUNCTIONS[v["ask"]])}


# %% [markdown]
# A restricted Boltzmann machine with $E = -b^\top v - c^\top h - v^\top W h$ has
#
# $$W = {{ W | tex }}, \qquad b = {{ b | tex }}, \qquad c = {{ c | tex }}.$$
#
# Give the probabilities $p({{ ask }}_1 = 1)$ and $p({{ ask }}_2 = 1)$ given ${{ given }} = {{ state | tex }}$.
# %% [raw]
# # END QUESTION
