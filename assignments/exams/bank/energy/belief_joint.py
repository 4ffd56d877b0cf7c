# %% [raw]
# # BEGIN QUESTION
# name: belief_joint
# type: number
# points: 3
# title: Joint law of a deep belief network
# topics: [T11.5]
# low: -40
# high: 0
# %% tags=["variant"]
import numpy as np

from reference.energy import dbn
from reference.misconceptions import misconceptions_of


def variant(rng):
    w1, w2 = rng.choice([-2, -1, 1, 2], size=2)
    state = {name: int(rng.integers(2)) for name in ("v", "h1", "h2")}
    biases = {name: float(rng.integers(-3, 4) / 2) for name in ("b", "a", "c", "d")}
    return {"w1": w1, "w2": w2} | biases | state


def log_joint(function, v):
    at = {name: np.array([[float(v[name])]]) for name in ("v", "h1", "h2", "w1", "w2")}
    low = at["w1"], np.array([v["b"]]), np.array([v["a"]])
    high = at["w2"], np.array([v["c"]]), np.array([v["d"]])
    return float(function(at["v"], at["h1"], at["h2"], [low, high])[0])


def answer(v):
    return log_joint(dbn.dbn_log_joint, v)


def mistakes(v):
    return {m.key: (m.message, log_joint(m.mutant, v)) for m in misconceptions_of(dbn.dbn_log_joint)}


def accept(v):
    return v["a"] and v["b"] and (v["h1"] or v["h2"])


# %% [markdown]
# A deep belief network has one unit in each layer. Its lower machine was trained first: weight $w^1 = {{ w1 }}$, bias {{ b | neat }} of $v$, bias {{ a | neat }} of $h^1$. The upper machine has the weight $w^2 = {{ w2 }}$, the
# bias {{ c | neat }} of $h^1$ (as its visible unit) and {{ d | neat }} of $h^2$.
#
# What is $\ln p(v = {{ v }},\, h^1 = {{ h1 }},\, h^2 = {{ h2 }})$?
# %% [raw]
# # END QUESTION
