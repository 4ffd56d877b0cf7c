# %% [raw]
# # BEGIN QUESTION
# name: limited_rows
# type: matrix
# points: 2
# title: Keeping weights small
# topics: [T4.9]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import more_regularisers as more

ROWS = [[3, 4], [-4, 3], [6, 8], [-8, 6], [5, -12], [0.3, 0.4], [1, 0], [0, -0.5], [0.6, -0.8], [-12, 5]]


def variant(rng):
    kind = str(rng.choice(["max-norm", "max-norm", "L1"]))
    rows = [ROWS[i] for i in rng.choice(len(ROWS), size=2, replace=False)]
    return {"W": np.array(rows, dtype=float), "kind": kind, "c": float(rng.choice([1.5, 2, 2.5, 3])), "lam": float(rng.choice([0.1, 0.2, 0.5]))}


def value(function, v):
    return function(np.array(v["W"]), v["c"] if v["kind"] == "max-norm" else v["lam"])


def right(v):
    return more.max_norm if v["kind"] == "max-norm" else more.l1_subgradient


def answer(v):
    return value(right(v), v)


def mistakes(v):
    keys = ("T4.9/clip_entries", "T4.9/columns", "T4.9/whole_matrix") if v["kind"] == "max-norm" else ("T4.9/weights", "T4.9/no_sign")
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(right(v), *keys)}


# %% [markdown]
# The weights of two neurons are the rows of
#
# $$W = {{ W | tex }}.$$
#
# {% if kind == "max-norm" %}Give them after the **max-norm** constraint with $c = {{ c | neat }}$.{% else %}Give the (sub)gradient of the penalty $\lambda \sum |w|$ by them, with $\lambda = {{ lam | neat }}$.{% endif %}
# %% [raw]
# # END QUESTION
