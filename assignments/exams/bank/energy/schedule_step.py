# %% [raw]
# # BEGIN QUESTION
# name: schedule_step
# type: number
# points: 3
# title: Noise schedules
# topics: [T11.7]
# low: 0
# high: 1
# digits: 4
# %% tags=["variant"]
import numpy as np

from reference.energy import diffusion
from reference.misconceptions import misconceptions_of


def variant(rng):
    T = int(rng.integers(5, 13))
    return {"kind": str(rng.choice(["linear", "cosine", "cosine"])), "T": T, "t": int(rng.integers(2, T))}


def beta(function, v):
    return float(function(v["kind"], v["T"])[v["t"] - 1])


def answer(v):
    return beta(diffusion.beta_schedule, v)


def mistakes(v):
    keys = ("T11.7/end_missing",) if v["kind"] == "linear" else ("T11.7/abar_as_beta", "T11.7/cosine_not_squared")
    named = {m.key: (m.message, beta(m.mutant, v)) for m in misconceptions_of(diffusion.beta_schedule, *keys)}
    if v["kind"] == "cosine":
        named["T11.7/no_offset"] = ("The offset 0.008 keeps the first steps from being 0.", 1 - np.cos(v["t"] / v["T"] * np.pi / 2) ** 2 / np.cos((v["t"] - 1) / v["T"] * np.pi / 2) ** 2)
    return named


# %% [markdown]
# A diffusion model has $T = {{ T }}$ steps.{% if kind == "linear" %} Its $\beta_t$ grow linearly from $\beta_1 = 0.0001$ to $\beta_T = 0.02$.{% else %} It has the cosine schedule
# $\bar\alpha_t = f(t)/f(0)$ with $f(t) = \cos^2\!\Big(\dfrac{t/T + 0.008}{1.008}\cdot\dfrac{\pi}{2}\Big)$.{% endif %} What is $\beta_{ {{- t -}} }$?
# %% [raw]
# # END QUESTION
