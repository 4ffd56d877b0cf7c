# %% [raw]
# # BEGIN QUESTION
# name: optimizer_steps
# type: number
# points: 3
# title: Two steps of an optimiser
# topics: [T4.2, T4.3]
# digits: 4
# low: -8
# high: 8
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import optimizers


def variant(rng):
    g = [int(k) for k in rng.choice([-5, -4, -3, -2, -1, 1, 2, 3, 4, 5], size=2, replace=False)]
    v = {"g": g, "lr": float(rng.choice([0.1, 0.2])), "rule": str(rng.choice(["momentum", "adam_lecture", "adam_paper"]))}
    return v | ({"beta": float(rng.choice([0.5, 0.9]))} if v["rule"] == "momentum" else {})


def run(function, v):
    """θ after both steps, from 1."""
    theta, zero = np.array(1.0), np.array(0.0)
    if v["rule"] == "momentum":
        delta = zero
        for g in v["g"]:
            theta, delta = function(theta, delta, np.array(float(g)), v["lr"], v["beta"])
        return float(theta)
    m, s = zero, zero
    for t, g in enumerate(v["g"], 1):
        theta, m, s = function(
            theta, m, s, np.array(float(g)), t, lr=v["lr"], beta1=0.9, beta2=0.99, bias_correction=v["rule"] == "adam_paper"
        )
    return float(theta)


def rule(v):
    return optimizers.momentum_step if v["rule"] == "momentum" else optimizers.adam_step


def answer(v):
    return run(rule(v), v)


def mistakes(v):
    if v["rule"] == "momentum":
        keys = ("T4.2/ema", "T4.2/minus_beta", "T4.2/reset")
    else:
        keys = ("T4.3/other_form", "T4.3/no_sqrt", "T4.3/betas_swapped")
    return {m.key: (m.message, run(m.mutant, v)) for m in misconceptions_of(rule(v), *keys)}


def accept(v):
    return abs(answer(v)) >= 0.05


def difficulty(v):
    return {"momentum": 0.8, "adam_lecture": 1.1, "adam_paper": 1.2}[v["rule"]]


# %% [markdown]
# A parameter starts at $\theta = 1$. Its gradients in the first two steps are $g_1 = {{ g[0] }}$ and $g_2 = {{ g[1] }}$, and the
# learning rate is $\alpha = {{ lr | neat }}$.
# {% if rule == "momentum" %}The rule is **momentum** as in the lecture, $\delta \leftarrow \alpha g + \beta \delta$,
# $\theta \leftarrow \theta - \delta$, with $\beta = {{ beta | neat }}$ and $\delta = 0$ at the start.{% else %}The rule is **Adam
# {{ "with" if rule == "adam_paper" else "without" }} bias correction**, with $\beta_1 = 0.9$, $\beta_2 = 0.99$,
# $\epsilon = 10^{-8}$ (added after the root), and $m = v = 0$ at the start.{% endif %} What is $\theta$ after both steps?
# %% [raw]
# # END QUESTION
