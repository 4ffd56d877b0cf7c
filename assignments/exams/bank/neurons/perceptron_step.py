# %% [raw]
# # BEGIN QUESTION
# name: perceptron_step
# type: matrix
# points: 3
# title: One step of the perceptron
# topics: [T1.4]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.neurons import perceptron


def variant(rng):
    labels = str(rng.choice(["01", "pm1"]))
    return {
        "labels": labels,
        "threshold": str(rng.choice(["ge", "gt"])),
        "w": [int(i) for i in rng.integers(-3, 4, size=2)],
        "b": int(rng.integers(-2, 3)),
        "x": [int(i) for i in rng.choice([-3, -2, -1, 1, 2, 3], size=2)],
        "y": int(rng.choice([0, 1] if labels == "01" else [-1, 1])),
        "eta": float(rng.choice([0.5, 1, 2])),
    }


def step(function, v):
    w, b = function(
        np.array(v["w"], dtype=float), float(v["b"]), np.array(v["x"], dtype=float), v["y"],
        eta=v["eta"], threshold=v["threshold"], labels=v["labels"],
    )  # fmt: skip
    return [float(b), *w.tolist()]


def answer(v):
    return step(perceptron.perceptron_update, v)


def mistakes(v):
    keys = ["T1.4/sign", "T1.4/no_bias_update"] + ["T1.4/pm_half"] * (v["labels"] == "pm1")
    named = {m.key: (m.message, step(m.mutant, v)) for m in misconceptions_of(perceptron.perceptron_update, *keys)}
    start = [float(v["b"]), *map(float, v["w"])]
    return named | {"T1.4/no_update": ("Compute the output first: is it the target?", start)}


def accept(v):
    return answer(v) != [v["b"], *v["w"]]


def difficulty(v):
    return 1 + 0.2 * (v["labels"] == "pm1")


# %% [markdown]
# A perceptron puts out $1$ when its net input $w\cdot x + b$ is {{ "**at least 0**" if threshold == "ge" else "**greater than 0**" }}, and
# ${{ "0" if labels == "01" else "-1" }}$ otherwise. Its weights are $w = {{ w | tex }}$, its bias is $b = {{ b }}$, and the learning
# rate is $\eta = {{ eta | neat }}$.
#
# It sees $x = {{ x | tex }}$ with target $y = {{ y }}$ and learns by the rule
# $w \leftarrow w + \eta\,(y - \hat y)\,x$, $b \leftarrow b + \eta\,(y - \hat y)$. Give $(b, w_1, w_2)$ after this step.
# %% [raw]
# # END QUESTION
