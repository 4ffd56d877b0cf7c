# %% [raw]
# # BEGIN QUESTION
# name: activity_check
# type: number
# points: 1
# title: What a training run shows
# topics: [T4.7]
# digits: 3
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import diagnostics


def variant(rng):
    acts = np.maximum(rng.integers(-3, 3, size=(3, 5)), 0)
    acts[:, rng.integers(5)] = 0
    return {
        "ask": str(rng.choice(["dead", "ratio"])), "acts": acts,
        "delta": rng.choice([-0.03, -0.02, 0.02, 0.01, 0.04], size=3), "theta": rng.choice([-2, -1, 1, 2, 3], size=3),
    }  # fmt: skip


def value(function, v):
    if v["ask"] == "dead":
        return float(function(np.array(v["acts"], dtype=float)))
    return float(function(np.array(v["delta"]), np.array(v["theta"], dtype=float)))


def right(v):
    return diagnostics.dead_relu_fraction if v["ask"] == "dead" else diagnostics.update_ratio


def answer(v):
    return value(right(v), v)


def mistakes(v):
    keys = ("T4.7/dead_any", "T4.7/share_of_zeros", "T4.7/count") if v["ask"] == "dead" else ("T4.7/upside_down", "T4.7/mean_of_ratios")
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(right(v), *keys)}


# %% [markdown]
# {% if ask == "dead" %}Five ReLU units give these values for the three samples of a batch (a row each):
#
# $${{ acts | tex }}.$$
#
# Which share of the units is **dead** on this batch?{% else %}A step of training changes the parameters $\theta = {{ theta | tex }}$ by $\delta = {{ delta | tex }}$. How large is the step beside them, $\lVert \delta \rVert / \lVert \theta \rVert$?{% endif %}
# %% [raw]
# # END QUESTION
