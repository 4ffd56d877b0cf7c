# %% [raw]
# # BEGIN QUESTION
# name: sampled_value
# type: number
# points: 3
# title: A step of a sampler
# topics: [T11.7, T11.8]
# %% tags=["variant"]
import numpy as np

from reference.energy import diffusion
from reference.misconceptions import misconceptions_of

FUNCTIONS = {"ddpm": diffusion.p_sample, "ddim": diffusion.ddim_step}


def variant(rng):
    return {
        "kind": str(rng.choice(list(FUNCTIONS))), "betas": [float(b) for b in rng.choice([0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5], size=3, replace=False)], "x": float(rng.choice([-3, -2, -1, 1, 2, 3])), "eta": float(rng.choice([0.5, 1])),
        "eps": float(rng.choice([-1.5, -1, -0.5, 0.5, 1, 1.5])), "noise": float(rng.choice([-2, -1, -0.5, 0.5, 1, 2])),
    }  # fmt: skip


def value(function, v):
    x, eps, noise = (np.array([v[name]]) for name in ("x", "eps", "noise"))
    if v["kind"] == "ddpm":
        return float(function(x, 2, eps, noise, np.array(v["betas"]))[0])
    return float(function(x, 2, 0, eps, np.array(v["betas"]), v["eta"], noise)[0])


def answer(v):
    return value(FUNCTIONS[v["kind"]], v)


def mistakes(v):
    keys = () if v["kind"] == "ddim" else ("T11.7/var_beta", "T11.7/variance_as_std", "T11.7/alpha_for_abar")
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(FUNCTIONS[v["kind"]], *keys)}


# %% [markdown]
# A diffusion model has the steps $\beta_1, \beta_2, \beta_3 = {{ betas | join(", ") }}$. At $x_3 = {{ x | neat }}$ its network predicts the noise $\varepsilon = {{ eps | neat }}$.
#
# {% if kind == "ddpm" %}What does a step of DDPM make of it, with the posterior's variance and the fresh standard normal number {{ noise | neat }}? Give $x_2$.{% else %}DDIM with $\eta = {{ eta | neat }}$ goes straight to $x_1$, with the fresh standard normal number {{ noise | neat }}. Give $x_1$.{% endif %}
# %% [raw]
# # END QUESTION
