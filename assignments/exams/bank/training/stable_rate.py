# %% [raw]
# # BEGIN QUESTION
# name: stable_rate
# type: number
# points: 2
# title: Largest stable learning rate
# topics: [T4.7]
# digits: 3
# low: 0.01
# high: 2
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import diagnostics


def variant(rng):
    if rng.integers(2):
        low, high = rng.choice([1, 2, 3, 4, 5, 8, 10, 16, 20, 25, 40, 50], size=2, replace=False)
        return {"H": [[int(low), 0], [0, int(high)]]}
    a, b = int(rng.integers(3, 13)), int(rng.integers(1, 12))
    return {"H": [[a, b], [b, a]]}


def limit(function, v):
    return float(function(np.array(v["H"], dtype=float)))


def answer(v):
    return limit(diagnostics.max_stable_lr, v)


def mistakes(v):
    return {m.key: (m.message, limit(m.mutant, v)) for m in misconceptions_of(diagnostics.max_stable_lr)}


def accept(v):
    (a, b), (_, d) = v["H"]
    return a * d > b * b


def difficulty(v):
    return 1.2 if v["H"][0][1] else 0.9


# %% [markdown]
# Gradient descent with a constant learning rate $\eta$ minimises $L(\theta) = \tfrac12 \theta^\top H \theta$ with
#
# $$H = {{ H | tex }}.$$
#
# Below which $\eta$ does it converge from every start?
# %% [raw]
# # END QUESTION
