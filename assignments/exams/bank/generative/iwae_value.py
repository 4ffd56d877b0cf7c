# %% [raw]
# # BEGIN QUESTION
# name: iwae_value
# type: number
# points: 2
# title: Several draws, one bound
# topics: [T10.2]
# low: -20
# high: 0
# %% tags=["variant"]
import numpy as np

from reference.generative import vae
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"log_w": -rng.integers(1, 8, size=int(rng.integers(3, 5)))}


def answer(v):
    return float(vae.iwae_bound(np.array([v["log_w"]], dtype=float))[0])


def mistakes(v):
    found = misconceptions_of(vae.iwae_bound, "T10.2/iwae_mean_log", "T10.2/iwae_sum")
    named = {m.key: (m.message, float(m.mutant(np.array([v["log_w"]], dtype=float))[0])) for m in found}
    return named | {"T10.2/iwae_best": ("All draws count, not the best one alone.", max(v["log_w"]))}


# %% [markdown]
# For one sample, {{ log_w | length }} draws $z_k$ from the encoder have $\ln \dfrac{p(x, z_k)}{q(z_k \mid x)} = {{ log_w | join(",\\; ") }}$. What is the bound of $\ln p(x)$ that an importance
# weighted autoencoder (IWAE) takes from them?
# %% [raw]
# # END QUESTION
