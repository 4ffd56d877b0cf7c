# %% [raw]
# # BEGIN QUESTION
# name: gaussian_kl_value
# type: number
# points: 3
# title: Divergence from the prior
# topics: [T10.2]
# low: 0
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.generative import vae
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"mu": rng.integers(-4, 5, size=2) / 2, "var": rng.choice([0.25, 0.5, 2, 3, 4, 5], size=2)}


def divergence(function, v):
    return float(function(np.array([v["mu"]], dtype=float), np.log([v["var"]]))[0])


def answer(v):
    return divergence(vae.gaussian_kl, v)


def mistakes(v):
    return {m.key: (m.message, divergence(m.mutant, v)) for m in misconceptions_of(vae.gaussian_kl)}


# %% [markdown]
# The encoder of a VAE gives a sample the law $q = N(\mu, \mathrm{diag}(\sigma^2))$ with $\mu = {{ mu | tex }}$ and $\sigma^2 = {{ var | tex }}$. What is
# $\mathrm{KL}(q \,\Vert\, N(0, I))$ in nats?
# %% [raw]
# # END QUESTION
