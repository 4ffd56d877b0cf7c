# %% [raw]
# # BEGIN QUESTION
# name: descent_epoch
# type: number
# points: 3
# title: One epoch of gradient descent
# topics: [T4.1]
# digits: 3
# low: -10
# high: 10
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import optimizers

BATCHES = {"full": [[0, 1, 2]], "sgd": [[0], [1], [2]], "mini": [[0, 1], [2]]}


def variant(rng):
    return {
        "x": [1, 2, 3],
        "y": [int(k) for k in rng.integers(-4, 9, size=3)],
        "w0": float(rng.choice([0, 1, -1])),
        "lr": float(rng.choice([0.01, 0.02, 0.05])),
        "scheme": str(rng.choice(["full", "sgd", "mini"])),
    }


def epoch(function, v):
    x, y, batches = np.array(v["x"], dtype=float), np.array(v["y"], dtype=float), BATCHES[v["scheme"]]

    def gradient(w, batch):
        return np.mean(2 * (w * x[batch] - y[batch]) * x[batch])

    return float(function(gradient, np.array(v["w0"]), v["lr"], len(batches), batches)[0])


def answer(v):
    return epoch(optimizers.minimize, v)


def mistakes(v):
    keys = ["T4.1/ascent"] + ["T4.1/stale_grad"] * (v["scheme"] != "full") + ["T4.1/sum_gradient"] * (v["scheme"] != "sgd")
    return {m.key: (m.message, epoch(m.mutant, v)) for m in misconceptions_of(optimizers.minimize, *keys)}


def accept(v):
    return abs(answer(v)) > 0.02 and abs(answer(v) - v["w0"]) > 0.02


def difficulty(v):
    return {"full": 0.8, "mini": 1.0, "sgd": 1.2}[v["scheme"]]


# %% [markdown]
# The model $\hat y = w x$ has the loss $(y - w x)^2$ per sample. The samples are
# $(x, y) = ({{ x[0] }}, {{ y[0] }}), ({{ x[1] }}, {{ y[1] }}), ({{ x[2] }}, {{ y[2] }})$, the weight starts at
# $w = {{ w0 | neat }}$, and the learning rate is $\eta = {{ lr | neat }}$. What is $w$ after one epoch of
# {% if scheme == "full" %}**full** gradient descent (the mean loss over all three samples, one step)?{% elif scheme == "sgd" %}
# **stochastic** gradient descent (a step after each sample, in the order given)?{% else %}**mini-batch** gradient descent (the
# mean loss over a batch, a step after each; the batches are the first two samples, then the third)?{% endif %}
# %% [raw]
# # END QUESTION
