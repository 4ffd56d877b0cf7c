# %% [raw]
# # BEGIN QUESTION
# name: bits_per_entry
# type: number
# points: 2
# title: Bits per dimension
# topics: [T10.1]
# low: 0.1
# high: 20
# %% tags=["variant"]
from reference.generative import autoregressive
from reference.misconceptions import misconceptions_of


def variant(rng):
    side, channels = int(rng.choice([8, 16, 28, 32, 64])), int(rng.choice([1, 3]))
    n = side * side * channels
    return {"side": side, "channels": channels, "n": n, "nll": int(n * rng.uniform(0.5, 5))}


def answer(v):
    return autoregressive.bits_per_dim(float(v["nll"]), v["n"])


def mistakes(v):
    return {m.key: (m.message, m.mutant(float(v["nll"]), v["n"])) for m in misconceptions_of(autoregressive.bits_per_dim)}


# %% [markdown]
# A model gives an image of {{ side }}×{{ side }} pixels with {{ channels }} channel{{ "s" if channels > 1 }} the log-likelihood $\ln p(x) = -{{ nll }}$ nats.
# How many **bits per dimension** are that?
# %% [raw]
# # END QUESTION
