# %% [raw]
# # BEGIN QUESTION
# name: step_weights
# type: matrix
# points: 2
# title: Weights of the steps
# topics: [T11.8]
# %% tags=["variant"]
import numpy as np

from reference.energy import v_prediction
from reference.misconceptions import misconceptions_of


def variant(rng):
    betas = sorted(float(b) for b in rng.choice([0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5], size=3, replace=False))
    return {"betas": betas, "gamma": float(rng.choice([1, 2, 3, 4, 5]))}


def weights(function, v):
    return function(np.array(v["betas"]), v["gamma"])


def answer(v):
    return weights(v_prediction.min_snr_weight, v)


def mistakes(v):
    return {m.key: (m.message, weights(m.mutant, v)) for m in misconceptions_of(v_prediction.min_snr_weight)}


# %% [markdown]
# A diffusion model has three steps with $\beta_1, \beta_2, \beta_3 = {{ betas | join(", ") }}$. Its network predicts the noise, and each step's loss is weighted by the min-SNR rule with $\gamma = {{ gamma | neat }}$. Give the three weights.
# %% [raw]
# # END QUESTION
