# %% [raw]
# # BEGIN QUESTION
# name: softmax_value
# type: number
# points: 3
# title: Softmax and cross-entropy
# topics: [T2.6]
# digits: 4
# low: 0.01
# high: 12
# %% tags=["variant"]
import numpy as np

from reference.linear import softmax
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "z": [float(k) / 2 for k in rng.choice(np.arange(-6, 9), size=int(rng.integers(3, 5)), replace=False)],
        "y": int(rng.integers(3)),
        "ask": str(rng.choice(["p", "ce"])),
    }


def loss(function, v):
    return float(function(np.array([v["z"]]), np.array([v["y"]])))


def answer(v):
    p = float(softmax.softmax(np.array(v["z"]))[v["y"]])
    return p if v["ask"] == "p" else loss(softmax.cross_entropy, v)


def mistakes(v):
    z, right = np.array(v["z"]), answer(v)
    if v["ask"] == "p":
        (raw,) = misconceptions_of(softmax.softmax, "T2.6/not_normalised")
        return {
            raw.key: (raw.message, float(raw.mutant(z)[v["y"]])),
            "T2.6/no_exp": ("Softmax takes the exponential of each logit first.", float(z[v["y"]] / z.sum()) if z.sum() else -1),
            "T2.6/sigmoid": ("The sigmoid looks at one logit only.", float(1 / (1 + np.exp(-z[v["y"]])))),
        }
    keys = ("T2.6/double_softmax", "T2.6/log2")
    named = {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(softmax.cross_entropy, *keys)}
    return named | {"T2.6/no_log": ("The loss is minus the logarithm of that probability.", float(np.exp(-right)))}


def difficulty(v):
    return (0.9 if v["ask"] == "p" else 1.0) * (1 + 0.1 * (len(v["z"]) - 3))


# %% [markdown]
# A network gives the classes 0 to {{ z | length - 1 }} the logits $z = {{ z | tex }}$.
# {% if ask == "p" %}Which probability does the softmax give to class {{ y }}?{% else %}The true class is {{ y }}. What is the
# cross-entropy loss (natural logarithm)?{% endif %}
# %% [raw]
# # END QUESTION
