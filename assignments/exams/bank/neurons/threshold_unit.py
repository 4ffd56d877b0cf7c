# %% [raw]
# # BEGIN QUESTION
# name: threshold_unit
# type: matrix
# points: 2
# title: A McCulloch–Pitts neuron
# topics: [T1.3]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.neurons import perceptron

INPUTS = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])


def variant(rng):
    return {
        "w": [int(i) for i in rng.choice([-3, -2, -1, 1, 2, 3], size=2)],
        "b": int(rng.choice([-4, -3, -2, -1, 1, 2, 3])),
        "threshold": str(rng.choice(["ge", "gt"])),
    }


def table(v, net_input=perceptron.net_input, heaviside=perceptron.heaviside):
    """For each input the net input and the output."""
    net = net_input(INPUTS, np.array(v["w"], dtype=float), float(v["b"]))
    return np.stack([net, heaviside(net, v["threshold"])], axis=1)


def answer(v):
    return table(v)


def mistakes(v):
    nets = misconceptions_of(perceptron.net_input, "T1.3/no_bias", "T1.3/bias_sign")
    steps = misconceptions_of(perceptron.heaviside, "T1.3/pm_output", "T1.3/fires_below")
    named = {m.key: (m.message, table(v, net_input=m.mutant)) for m in nets}
    named |= {m.key: (m.message, table(v, heaviside=m.mutant)) for m in steps}
    strict = misconceptions_of(perceptron.heaviside, "T1.3/strict")[0].mutant
    note = "A net input of exactly 0 fires under net ≥ 0, and does not under net > 0."
    return named | {"T1.3/strict": (note, table(v, heaviside=strict))}


# %% [markdown]
# A McCulloch–Pitts neuron with inputs $x_1, x_2 \in \{0, 1\}$, weights $w = {{ w | tex }}$ and bias $b = {{ b }}$ gives 1 where its net
# input $w_1 x_1 + w_2 x_2 + b$ is **{{ "at least" if threshold == "ge" else "greater than" }} 0**, else 0.
#
# Give a row (net input, output) for each of the inputs $(0, 0)$, $(0, 1)$, $(1, 0)$, $(1, 1)$, in this order.
# %% [raw]
# # END QUESTION
