# %% [raw]
# # BEGIN QUESTION
# name: probe_line
# type: matrix
# points: 3
# title: A linear probe
# topics: [T9.4]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import pretraining


def variant(rng):
    return {"f": rng.integers(-4, 7, size=4), "y": rng.permutation([0, 1, 1, int(rng.integers(2))]), "lam": float(rng.choice([1, 2, 4]))}


def line(function, v):
    """Weight and bias of class 1."""
    W, b = function(np.array(v["f"], dtype=float)[:, None], np.array(v["y"]), 2, v["lam"])
    return [W[1, 0], b[1]]


def answer(v):
    return line(pretraining.linear_probe, v)


def mistakes(v):
    return {m.key: (m.message, line(m.mutant, v)) for m in misconceptions_of(pretraining.linear_probe)}


def accept(v):
    return len(set(v["f"])) > 2 and abs(answer(v)[0]) > 0.01


# %% [markdown]
# A frozen encoder gives four images one feature each:
#
# | feature $f$ | {{ f | join(" | ") }} |
# |---|---|---|---|---|
# | class | {{ y | join(" | ") }} |
#
# A linear probe fits the score $s = w f + b$ of class 1 with the least $\sum_i (w f_i + b - t_i)^2 + \lambda w^2$, where $t_i$ is 1 for
# images of class 1, else 0, and $\lambda = {{ lam | neat }}$; the bias has no penalty. Give $(w, b)$.
# %% [raw]
# # END QUESTION
