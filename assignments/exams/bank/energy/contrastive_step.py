# %% [raw]
# # BEGIN QUESTION
# name: contrastive_step
# type: matrix
# points: 3
# title: One step of contrastive divergence
# topics: [T11.4]
# %% tags=["variant"]
import numpy as np

from reference.energy import rbm
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "W": rng.choice([-2, -1, 1, 2], size=2), "b": rng.integers(-2, 3, size=2) / 2, "c": float(rng.integers(-2, 3) / 2),
        "v": rng.integers(0, 2, size=2), "u_h": float(np.round(rng.uniform(0.05, 0.95), 2)),
        "u_v": np.round(rng.uniform(0.05, 0.95, size=2), 2),
    }  # fmt: skip


def step(function, v):
    W, b = np.array(v["W"], dtype=float)[:, None], np.array(v["b"])
    v0, u_h, u_v = np.array([v["v"]], dtype=float), np.array([[v["u_h"]]]), np.array([v["u_v"]])
    dW, db, dc = function(v0, [u_h], [u_v], W, b, np.array([v["c"]]))
    return [*dW[:, 0], *db, dc[0]]


def answer(v):
    return step(rbm.rbm_cd_gradient, v)


def mistakes(v):
    found = misconceptions_of(rbm.rbm_cd_gradient, "T11.4/cd_sign", "T11.4/sampled_stats", "T11.4/hidden_not_sampled")
    return {m.key: (m.message, step(m.mutant, v)) for m in found}


def accept(v):
    """Rounding decides nothing, and the chain moves."""
    near = [step(rbm.rbm_cd_gradient, v | {"u_h": v["u_h"] + d, "u_v": np.array(v["u_v"]) + d}) for d in (-0.02, 0.02)]
    return near[0] == near[1] and any(answer(v))


# %% [markdown]
# A restricted Boltzmann machine with two visible units and one hidden unit has the weights $w = {{ W | tex }}$ and the biases $b = {{ b | tex }}$ (visible), $c = {{ c | neat }}$ (hidden). One step of
# contrastive divergence starts from $v = {{ v | tex }}$. Uniform numbers: {{ u_h | neat }} for the hidden unit, then {{ u_v[0] | neat }} and {{ u_v[1] | neat }} for the visible ones; a unit is on when its number is below
# its probability. The statistics take the hidden unit's probabilities.
#
# Give the direction to climb, $(\Delta w_1,\; \Delta w_2,\; \Delta b_1,\; \Delta b_2,\; \Delta c)$, for a learning rate of 1.
# %% [raw]
# # END QUESTION
