# %% [raw]
# # BEGIN QUESTION
# name: noise_loss
# type: number
# points: 2
# title: Loss of a denoiser
# topics: [T11.7]
# low: 0
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.energy import diffusion
from reference.misconceptions import misconceptions_of


def variant(rng):
    eps = rng.integers(-6, 7, size=(2, 2)) / 4
    return {"eps": eps, "pred": eps + rng.integers(-4, 5, size=(2, 2)) / 4}


def loss(function, v):
    return float(function(np.array(v["eps"]), np.array(v["pred"])))


def answer(v):
    return loss(diffusion.ddpm_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(diffusion.ddpm_loss)}


# %% [markdown]
# A batch has two images of two pixels. The noise that was added (an image a row) and the noise that the network predicts are
#
# $$\varepsilon = {{ eps | tex }}, \qquad \varepsilon_\theta = {{ pred | tex }}.$$
#
# What is the (simple) loss of DDPM?
# %% [raw]
# # END QUESTION
