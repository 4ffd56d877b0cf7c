# %% [raw]
# # BEGIN QUESTION
# name: advantages
# type: matrix
# points: 3
# title: Generalised advantages
# topics: [T13.4]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import actor_critic


def variant(rng):
    return {
        "r": rng.integers(-2, 4, size=3), "v": rng.integers(-4, 7, size=4) / 2, "end": bool(rng.integers(2)),
        "gamma": float(rng.choice([0.5, 0.8, 0.9])), "lam": float(rng.choice([0.4, 0.5, 0.6])),
    }  # fmt: skip


def advantages(function, v):
    done = np.array([False, v["end"], False])
    return function(np.array(v["r"], dtype=float), np.array(v["v"]), done, v["gamma"], v["lam"])


def answer(v):
    return advantages(actor_critic.gae, v)


def mistakes(v):
    keys = ["T13.4/gae_no_gamma", "T13.4/v_index", "T13.4/one_step", "T13.4/monte_carlo", *(["T13.4/done_ignored"] if v["end"] else [])]
    return {m.key: (m.message, advantages(m.mutant, v)) for m in misconceptions_of(actor_critic.gae, *keys)}


# %% [markdown]
# Three steps gave the rewards ${{ r | tex }}$. The critic's values of the four states, the last one included, are ${{ v | tex }}$.{% if end %} An episode ended with the **second** step; with the third a new one began.{% endif %} Give the three advantages by GAE with
# $\gamma = {{ gamma | neat }}$ and $\lambda = {{ lam | neat }}$.
# %% [raw]
# # END QUESTION
