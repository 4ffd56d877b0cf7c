# %% [raw]
# # BEGIN QUESTION
# name: denoising_law
# type: matrix
# points: 3
# title: One step back, knowing where it began
# topics: [T11.7]
# %% tags=["variant"]
import numpy as np

from reference.energy import diffusion
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"betas": [float(b) for b in rng.choice([0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5], size=3, replace=False)], "t": int(rng.integers(2, 4)), "x0": int(rng.choice([-3, -2, -1, 1, 2, 3])), "x": float(rng.choice([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]))}


def law(function, v):
    mean, variance = function(np.array([float(v["x0"])]), np.array([v["x"]]), v["t"] - 1, np.array(v["betas"]))
    return [mean[0], variance[0]]


def answer(v):
    return law(diffusion.posterior_mean_variance, v)


def mistakes(v):
    return {m.key: (m.message, law(m.mutant, v)) for m in misconceptions_of(diffusion.posterior_mean_variance)}


# %% [markdown]
# A diffusion model adds noise in three steps, with $\beta_1, \beta_2, \beta_3 = {{ betas | join(", ") }}$. Give mean and variance of $q(x_{{ t - 1 }} \mid x_{{ t }}, x_0)$ for $x_0 = {{ x0 }}$ and $x_{{ t }} = {{ x | neat }}$.
# %% [raw]
# # END QUESTION
