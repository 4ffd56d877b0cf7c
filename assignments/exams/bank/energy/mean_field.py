# %% [raw]
# # BEGIN QUESTION
# name: mean_field
# type: matrix
# points: 3
# title: Mean field of a deep Boltzmann machine
# topics: [T11.6]
# %% tags=["variant"]
import numpy as np

from reference.energy import dbm
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "v": rng.integers(0, 2, size=2), "W1": rng.choice([-2, -1, -0.5, 0.5, 1, 2], size=2), "W2": float(rng.choice([-3, -2, -1, 1, 2, 3])),
        "c1": float(rng.integers(-2, 3) / 2), "c2": float(rng.integers(-2, 3) / 2), "steps": int(rng.integers(1, 3)),
    }  # fmt: skip


def means(function, v):
    params = {"W1": np.array(v["W1"])[:, None], "W2": np.array([[v["W2"]]]), "b": np.zeros(2)}
    params |= {name: np.array([v[name]]) for name in ("c1", "c2")}
    m1, m2 = function(np.array([v["v"]], dtype=float), params, v["steps"])
    return [m1[0, 0], m2[0, 0]]


def answer(v):
    return means(dbm.dbm_mean_field, v)


def mistakes(v):
    found = misconceptions_of(dbm.dbm_mean_field, "T11.6/bottom_up_only", "T11.6/simultaneous")
    named = {m.key: (m.message, means(m.mutant, v)) for m in found}
    if v["steps"] > 1:
        named |= {m.key: (m.message, means(m.mutant, v)) for m in misconceptions_of(dbm.dbm_mean_field, "T11.6/one_step")}
    return named


# %% [markdown]
# A deep Boltzmann machine has two visible units and one unit in each of its hidden layers: $h^1$ hears $v$ with the weights ${{ W1 | tex }}$ and $h^2$ with {{ W2 | neat }}; the hidden units' biases are {{ c1 | neat }} and {{ c2 | neat }}.
# Given $v = {{ v | tex }}$, its mean field starts from $m_2 = ½$ and makes {{ "one step" if steps == 1 else "two steps" }}, each first for $m_1$, then for $m_2$. Give $(m_1, m_2)$ after {{ "it" if steps == 1 else "both" }}.
# %% [raw]
# # END QUESTION
