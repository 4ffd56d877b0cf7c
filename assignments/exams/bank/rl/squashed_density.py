# %% [raw]
# # BEGIN QUESTION
# name: squashed_density
# type: number
# points: 3
# title: A squashed policy
# topics: [T13.5]
# low: -100
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import continuous


def variant(rng):
    return {"squash": bool(rng.integers(2)), "u": float(rng.choice([-1, -0.5, 0.5, 1, 1.5])), "mu": float(rng.choice([-1.5, -0.75, 0, 0.25, 0.75])), "log_std": float(rng.choice([-1, -0.5, 0.5, 1]))}


def log_prob(function, v):
    u, mu, log_std = (np.array([[v[name]]]) for name in ("u", "mu", "log_std"))
    return float(function(u, mu, log_std)[0])


def answer(v):
    return log_prob(continuous.tanh_log_prob if v["squash"] else continuous.gaussian_log_prob, v)


def mistakes(v):
    if v["squash"]:
        found = misconceptions_of(continuous.tanh_log_prob, "T13.5/no_correction", "T13.5/correction_sign", "T13.5/tanh_of_mean")
    else:
        found = misconceptions_of(continuous.gaussian_log_prob, "T13.5/std_not_log", "T13.5/no_normaliser", "T13.5/no_half")
    return {m.key: (m.message, log_prob(m.mutant, v)) for m in found}


# %% [markdown]
# A policy for one number draws $u \sim N(\mu, \sigma^2)$ with $\mu = {{ mu | neat }}$ and $\ln \sigma = {{ log_std | neat }}$. It drew $u = {{ u | neat }}$. What is the logarithm of the density of {{ "the action $a = \\tanh u$" if squash else "$u$" }} (natural logarithm)?
# %% [raw]
# # END QUESTION
