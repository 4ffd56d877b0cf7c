# %% [raw]
# # BEGIN QUESTION
# name: layer_gradients
# type: matrix
# points: 1
# title: Which layer learns?
# topics: [T4.7]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import diagnostics

ROWS = [[3, 4], [6, 8], [-5, 12], [8, -15], [2, -1, 2], [2, 3, -6], [1, 4, 8], [-4, 4, 2]]


def variant(rng):
    rows = [np.array(ROWS[i]) * float(rng.choice([0.1, 0.5, 1, 2])) for i in rng.choice(len(ROWS), size=2, replace=False)]
    return {"grads": [[round(float(g), 6) for g in row] for row in rows]}


def norms(function, v):
    return function([np.array(g) for g in v["grads"]])


def answer(v):
    return norms(diagnostics.gradient_norms, v)


def mistakes(v):
    keys = ("T4.7/squared_norm", "T4.7/root_mean_square")
    named = {m.key: (m.message, norms(m.mutant, v)) for m in misconceptions_of(diagnostics.gradient_norms, *keys)}
    largest = [max(map(abs, row)) for row in v["grads"]]
    return named | {"T4.7/largest": ("All entries count, not only the largest.", largest)}


# %% [markdown]
# The gradients of two layers have the entries ({{ grads[0] | join(", ") }}) and ({{ grads[1] | join(", ") }}). Give their Euclidean norms, one for each layer.
# %% [raw]
# # END QUESTION
