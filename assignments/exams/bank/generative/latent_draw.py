# %% [raw]
# # BEGIN QUESTION
# name: latent_draw
# type: matrix
# points: 2
# title: A draw that gradients pass
# topics: [T10.2]
# %% tags=["variant"]
import numpy as np

from reference.generative import vae
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "mu": rng.integers(-4, 5, size=3) / 2,
        "var": rng.choice([0.04, 0.25, 2.25, 4, 9], size=3),
        "eps": rng.choice([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2], size=3),
    }


def latent(function, v):
    return function(np.array([v["mu"]], dtype=float), np.log([v["var"]]), np.array([v["eps"]], dtype=float))[0]


def answer(v):
    return latent(vae.reparameterize, v)


def mistakes(v):
    return {m.key: (m.message, latent(m.mutant, v)) for m in misconceptions_of(vae.reparameterize)}


# %% [markdown]
# The encoder of a VAE gives $\mu = {{ mu | tex }}$ and $\log \sigma^2 = (\ln {{ var[0] | neat }},\, \ln {{ var[1] | neat }},\, \ln {{ var[2] | neat }})$. From $N(0, I)$ comes
# $\varepsilon = {{ eps | tex }}$. Which $z$ does the decoder get?
# %% [raw]
# # END QUESTION
