# %% [raw]
# # BEGIN QUESTION
# name: elbo_value
# type: number
# points: 3
# title: A lower bound
# topics: [T10.2]
# low: -100
# high: 0
# %% tags=["variant"]
import numpy as np

from reference.generative import vae
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "x": rng.integers(0, 2, size=4),
        "p": rng.choice([10, 20, 25, 40, 50, 75, 80, 90], size=4) / 100,
        "mu": float(rng.integers(-4, 5) / 2),
        "var": float(rng.choice([0.25, 0.5, 2, 4])),
        "beta": float(rng.choice([0.5, 2, 3, 4])),
    }


def bound(function, v):
    p = np.array([v["p"]])
    x, mu, var = np.array([v["x"]], dtype=float), np.array([[v["mu"]]]), np.array([[v["var"]]])
    return float(function(x, np.log(p / (1 - p)), mu, np.log(var), v["beta"])[0])


def answer(v):
    return bound(vae.vae_elbo, v)


def mistakes(v):
    return {m.key: (m.message, bound(m.mutant, v)) for m in misconceptions_of(vae.vae_elbo)}


# %% [markdown]
# A β-VAE with $\beta = {{ beta | neat }}$ and one latent number sees the four pixels $x = {{ x | tex }}$. Its encoder gives $\mu = {{ mu | neat }}$ and $\sigma^2 = {{ var | neat }}$, and for the
# $z$ that was drawn its decoder says that the pixels are 1 with the probabilities ${{ p | tex }}$. The prior is $N(0, 1)$.
#
# What is the bound that training **raises** (one draw, in nats)?
# %% [raw]
# # END QUESTION
