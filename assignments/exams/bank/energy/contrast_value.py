# %% [raw]
# # BEGIN QUESTION
# name: contrast_value
# type: number
# points: 2
# title: Data against samples
# topics: [T11.1]
# low: -200
# high: 200
# %% tags=["variant"]
import numpy as np

from reference.energy import models
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"a": int(rng.integers(1, 5)), "c": int(rng.integers(-2, 3)), "data": rng.integers(-3, 4, size=2), "model": rng.integers(-3, 4, size=3)}


def loss(function, v):
    data, model = ((np.array(v[name]) - v["c"]) ** 2 * v["a"] / 2 for name in ("data", "model"))
    return float(function(data, model))


def answer(v):
    return loss(models.cd_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(models.cd_loss)}


# %% [markdown]
# A model has the energy $E(x) = \tfrac{ {{- a -}} }{2}(x - \theta)^2$ with $\theta = {{ c }}$ now. A batch has the data {{ data | join(" and ") }}; the model's sampler gave {{ model | join(", ") }}. What is the value of the loss whose
# gradient with respect to $\theta$ estimates that of the negative mean log-likelihood?
# %% [raw]
# # END QUESTION
