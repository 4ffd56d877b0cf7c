# %% [raw]
# # BEGIN QUESTION
# name: wavenet_field
# type: number
# points: 2
# title: Reach of dilated convolutions
# topics: [T10.1]
# integer: true
# low: 1
# high: 100000000000
# %% tags=["variant"]
from reference.generative import autoregressive
from reference.misconceptions import misconceptions_of


def variant(rng):
    base, layers = int(rng.choice([2, 3])), int(rng.integers(3, 6))
    return {"k": int(rng.integers(2, 6)), "dilations": [base**i for i in range(layers)] * int(rng.integers(1, 4))}


def answer(v):
    return autoregressive.wavenet_receptive_field(v["k"], v["dilations"])


def mistakes(v):
    found = misconceptions_of(autoregressive.wavenet_receptive_field)
    return {m.key: (m.message, m.mutant(v["k"], v["dilations"])) for m in found}


# %% [markdown]
# A WaveNet stacks {{ dilations | length }} causal convolutions, each with a filter of {{ k }} taps. Their dilations are {{ dilations | join(", ") }}.
#
# On how many inputs does one output depend?
# %% [raw]
# # END QUESTION
