# %% [raw]
# # BEGIN QUESTION
# name: connection_parameters
# type: number
# points: 1
# title: Full, local, shared
# topics: [T5.1]
# integer: true
# low: 1
# %% tags=["variant"]
from reference.cnn import conv1d
from reference.misconceptions import misconceptions_of

KINDS = {
    "full": "a **dense** layer with as many outputs",
    "local": "a **locally connected** layer, in which each output has its own weights and bias",
    "shared": "a **convolution** with one bias for all outputs",
}


def variant(rng):
    kind = str(rng.choice(["full", "local", "local", "shared"]))
    return {"kind": kind, "layer": KINDS[kind], "n": int(rng.integers(12, 80)), "k": int(rng.integers(3, 10))}


def count(function, v):
    return function(v["kind"], v["n"], v["k"])


def answer(v):
    return count(conv1d.layer_param_count, v)


def mistakes(v):
    keys = ["T5.1/no_bias"] + ["T5.1/unshared"] * (v["kind"] == "shared") + ["T5.1/length"] * (v["kind"] != "shared")
    return {m.key: (m.message, count(m.mutant, v)) for m in misconceptions_of(conv1d.layer_param_count, *keys)}


# %% [markdown]
# A sequence of {{ n }} numbers goes into windows of {{ k }}, with stride 1 and without padding, so that there are as many outputs as windows. How many parameters (weights and biases) has {{ layer }}?
# %% [raw]
# # END QUESTION
