# %% [raw]
# # BEGIN QUESTION
# name: trained_biases
# type: number
# points: 1
# title: BitFit
# topics: [T8.7]
# integer: true
# low: 1
# %% tags=["variant"]
import math

from reference.llm import finetuning
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"d": 8 * int(rng.integers(2, 13)), "ff": int(rng.choice([2, 3, 4])), "h": int(rng.integers(2, 10))}


def parameters(v):
    """Name → shape of a block with a module whose name holds the word."""
    d, f = v["d"], v["ff"] * v["d"]
    return {
        "attn.in_proj_weight": (3 * d, d),
        "attn.in_proj_bias": (3 * d,),
        "linear1.weight": (f, d),
        "linear1.bias": (f,),
        "linear2.weight": (d, f),
        "linear2.bias": (d,),
        "bias_table.weight": (v["h"], d),
    }


def trained(function, v):
    shapes = parameters(v)
    return sum(math.prod(shapes[name]) for name, on in function(list(shapes)).items() if on)


def answer(v):
    return trained(finetuning.bitfit_mask, v)


def mistakes(v):
    return {m.key: (m.message, trained(m.mutant, v)) for m in misconceptions_of(finetuning.bitfit_mask)}


# %% [markdown]
# A block has these parameters; `bias_table` is a table of weights from which its attention reads relative positions:
#
# | name | shape |
# |---|---|
# | `attn.in_proj_weight` | {{ 3 * d }} × {{ d }} |
# | `attn.in_proj_bias` | {{ 3 * d }} |
# | `linear1.weight` | {{ ff * d }} × {{ d }} |
# | `linear1.bias` | {{ ff * d }} |
# | `linear2.weight` | {{ d }} × {{ ff * d }} |
# | `linear2.bias` | {{ d }} |
# | `bias_table.weight` | {{ h }} × {{ d }} |
#
# How many numbers of it does BitFit train?
# %% [raw]
# # END QUESTION
