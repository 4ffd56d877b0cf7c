# %% [raw]
# # BEGIN QUESTION
# name: noisy_value
# type: number
# points: 3
# title: Forward and back in one step
# topics: [T11.7]
# %% tags=["variant"]
import numpy as np

from reference.energy import diffusion
from reference.misconceptions import misconceptions_of

FUNCTIONS = {"noisy": diffusion.q_sample, "clean": diffusion.predict_x0}


def variant(rng):
    return {
        "ask": str(rng.choice(list(FUNCTIONS))), "betas": [float(b) for b in rng.choice([0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5], size=3, replace=False)], "t": int(rng.integers(2, 4)),
        "x": float(rng.choice([-3, -2, -1, 1, 2, 3])), "eps": float(rng.choice([-1.5, -1, -0.5, 0.5, 1, 1.5])),
    }  # fmt: skip


def value(function, v):
    return float(function(np.array([v["x"]]), v["t"] - 1, np.array([v["eps"]]), np.array(v["betas"]))[0])


def answer(v):
    return value(FUNCTIONS[v["ask"]], v)


def mistakes(v):
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(FUNCTIONS[v["ask"]])}


# %% [markdown]
# A diffusion model adds noise in three steps, with $\beta_1, \beta_2, \beta_3 = {{ betas | join(", ") }}$.
#
# {% if ask == "noisy" %}What is $x_{{ t }}$, the value after {{ t }} steps, if $x_0 = {{ x | neat }}$ and the noise of these steps together is $\varepsilon = {{ eps | neat }}$ (standard normal before it is scaled)?{% else %}After {{ t }} steps it is $x_{{ t }} = {{ x | neat }}$, and the network
# says that the noise in it is $\varepsilon = {{ eps | neat }}$ (standard normal before it is scaled). Which $x_0$ does that mean?{% endif %}
# %% [raw]
# # END QUESTION
