# %% [raw]
# # BEGIN QUESTION
# name: sequence_convolution
# type: matrix
# points: 2
# title: Dilated and causal
# topics: [T5.3]
# %% tags=["variant"]
import numpy as np

from reference.cnn import conv
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "x": rng.integers(-3, 5, size=7), "w": rng.choice([-2, -1, 1, 2, 3], size=int(rng.choice([2, 3])), replace=False),
        "d": int(rng.choice([2, 3])), "causal": bool(rng.integers(2)),
    }  # fmt: skip


def output(function, v):
    x, w = (np.array(v[n], dtype=float)[None, None] for n in "xw")
    return function(x, w, v["d"])[0, 0]


def right(v):
    return conv.causal_conv1d if v["causal"] else conv.dilated_conv1d


def answer(v):
    return output(right(v), v)


def mistakes(v):
    keys = ["T5.2/flip"] + ["T5.3/no_gaps", "T5.3/future_leak"] * v["causal"]  # without padding the shape tells the gaps
    return {m.key: (m.message, output(m.mutant, v)) for m in misconceptions_of(right(v), *keys)}


# %% [markdown]
# A sequence {{ x | join(", ") }} goes through a convolution with the kernel ({{ w | join(", ") }}) (not flipped, no bias) and dilation {{ d }},
# {% if causal %}**causal**: padded so that there is an output for each input, and none depends on what comes later{% else %}without padding{% endif %}. Give the output.
# %% [raw]
# # END QUESTION
