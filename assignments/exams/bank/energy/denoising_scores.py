# %% [raw]
# # BEGIN QUESTION
# name: denoising_scores
# type: matrix
# points: 2
# title: What a denoiser should say
# topics: [T11.1]
# %% tags=["variant"]
import numpy as np

from reference.energy import models
from reference.misconceptions import misconceptions_of


def variant(rng):
    x = rng.integers(-3, 4, size=2)
    return {"x": x, "noisy": x + rng.choice([-1.5, -1, -0.5, 0.5, 1, 1.5], size=2), "sigma": float(rng.choice([0.2, 0.5, 2]))}


def target(function, v):
    return function(np.array(v["x"], dtype=float), np.array(v["noisy"]), v["sigma"])


def answer(v):
    return target(models.denoising_score_target, v)


def mistakes(v):
    return {m.key: (m.message, target(m.mutant, v)) for m in misconceptions_of(models.denoising_score_target)}


# %% [markdown]
# Noise from $N(0, \sigma^2 I)$ with $\sigma = {{ sigma | neat }}$ turned $x = {{ x | tex }}$ into $\tilde x = {{ noisy | tex }}$. Which score is a network to give at $\tilde x$ by denoising score matching?
# %% [raw]
# # END QUESTION
