# %% [raw]
# # BEGIN QUESTION
# name: combined_loss
# type: number
# points: 2
# title: Data loss and penalty
# topics: [T2.4]
# low: 0
# %% tags=["variant"]
import numpy as np

from reference.linear import hinge
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "data": [float(k) / 2 for k in rng.integers(0, 11, size=int(rng.integers(3, 5)))],
        "W": rng.integers(-3, 4, size=(2, 2)),
        "b": [int(k) for k in rng.choice([-2, -1, 1, 2], size=2)],
        "lam": float(rng.choice([0.05, 0.1, 0.2, 0.5])),
        "form": str(rng.choice(["lam", "half"])),
    }


def loss(function, v, *more):
    Ws = [np.array(v["W"], dtype=float), *(np.array(m, dtype=float) for m in more)]
    return float(function(np.array(v["data"]), Ws, v["lam"], v["form"]))


def answer(v):
    return loss(hinge.combined_loss, v)


def mistakes(v):
    keys = ("T2.4/reg_over_n", "T2.4/data_sum", "T2.4/missing_lambda", "T2.4/norm_not_squared", "T2.4/other_form")
    named = {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(hinge.combined_loss, *keys)}
    return named | {"T2.4/penalise_bias": ("Biases are not regularised.", loss(hinge.combined_loss, v, v["b"]))}


# %% [markdown]
# A linear classifier has
#
# $$W = {{ W | tex }}, \qquad b = {{ b | tex }}.$$
#
# Its losses on the {{ data | length }} training samples are {{ data | map("neat") | join(", ") }}. The whole loss is the mean
# data loss plus the L2 penalty $R = {{ "\\lambda" if form == "lam" else "\\frac{\\lambda}{2}" }} \sum w^2$ over all weights $w$,
# with $\lambda = {{ lam | neat }}$. How large is it?
# %% [raw]
# # END QUESTION
