# %% [raw]
# # BEGIN QUESTION
# name: flow_density
# type: number
# points: 3
# title: Density of a flow
# topics: [T10.3]
# low: -10000
# high: 10
# %% tags=["variant"]
import math

import numpy as np

from reference.generative import flows
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "kind": str(rng.choice(["affine", "exp"])),
        "a": float(rng.choice([0.25, 0.5, 2, 3, 4, 5])),
        "b": int(rng.integers(-3, 4)),
        "x": float(rng.choice([0.5, 2, 3, 4, 5, 6])),
    }


def log_prob(function, v):
    def inverse(x):
        return ((x if v["kind"] == "affine" else np.log(x)) - v["b"]) / v["a"]

    def logdet(x):
        return -math.log(v["a"]) - (0 * x if v["kind"] == "affine" else np.log(x))

    def base(z):
        return -z * z / 2 - math.log(2 * math.pi) / 2

    return float(function(np.array([v["x"]]), inverse, logdet, base)[0])


def answer(v):
    return log_prob(flows.flow_log_prob, v)


def mistakes(v):
    return {m.key: (m.message, log_prob(m.mutant, v)) for m in misconceptions_of(flows.flow_log_prob)}


# %% [markdown]
# A flow makes $x = {% if kind == "exp" %}e^{ {{ a | neat }}\,z{{ " %+d" | format(b) if b }} }{% else %}{{ a | neat }}\,z{{ " %+d" | format(b) if b }}{% endif %}$ of $z \sim N(0, 1)$. What is $\ln p(x)$ at
# $x = {{ x | neat }}$?
# %% [raw]
# # END QUESTION
