# %% [raw]
# # BEGIN QUESTION
# name: adaptive_steps
# type: number
# points: 3
# title: Two adaptive steps
# topics: [T4.8]
# digits: 4
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import adaptive

RULES = {"AdaGrad": adaptive.adagrad_step, "RMSprop": adaptive.rmsprop_step, "AdamW": adaptive.adamw_step}


def variant(rng):
    g = [int(x) for x in rng.choice([-4, -3, -2, -1, 1, 2, 3, 4], size=2, replace=False)]
    return {"rule": str(rng.choice(list(RULES))), "g": g, "lr": float(rng.choice([0.1, 0.2])), "rho": float(rng.choice([0.5, 0.9])), "wd": float(rng.choice([0.1, 0.5]))}


def run(step, v):
    theta, zero = np.array([1.0]), np.zeros(1)
    state = (zero, zero) if v["rule"] == "AdamW" else (zero,)
    for t, g in enumerate(v["g"], 1):
        rest = {"AdaGrad": (v["lr"], 0.0), "RMSprop": (v["lr"], v["rho"], 0.0), "AdamW": (t, v["lr"], v["wd"], 0.9, 0.99, 0.0)}[v["rule"]]
        theta, *state = step(theta, *state, np.array([float(g)]), *rest)
    return theta.item()


def answer(v):
    return run(RULES[v["rule"]], v)


def mistakes(v):
    keys = {
        "AdaGrad": ("T4.8/no_root", "T4.8/average_in_adagrad"),
        "RMSprop": ("T4.8/no_root", "T4.8/sum_in_rmsprop", "T4.8/bias_corrected"),
        "AdamW": ("T4.8/coupled_decay", "T4.8/no_decay", "T4.8/decay_without_lr", "T4.8/no_bias_correction"),
    }[v["rule"]]  # fmt: skip
    return {m.key: (m.message, run(m.mutant, v)) for m in misconceptions_of(RULES[v["rule"]], *keys)}


# %% [markdown]
# A parameter starts at $\theta = 1$. Its gradient is {{ g[0] }} in the first and {{ g[1] }} in the second step of **{{ rule }}** with the learning rate {{ lr | neat }}{% if rule == "RMSprop" %}, $\rho = {{ rho | neat }}${% elif rule == "AdamW" %}, weight decay {{ wd | neat }}, $\beta_1 = 0.9$, $\beta_2 = 0.99${% endif %};
# $\epsilon = 0$, and all averages or sums start at 0. What is $\theta$ after the two steps?
# %% [raw]
# # END QUESTION
