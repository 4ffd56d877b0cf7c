# %% [raw]
# # BEGIN QUESTION
# name: output_size
# type: number
# points: 2
# title: Size of an output
# topics: [T5.5, T5.3]
# integer: true
# low: 2
# high: 400
# %% tags=["variant"]
from reference.cnn import sizes
from reference.misconceptions import misconceptions_of


def variant(rng):
    k = int(rng.choice([2, 3, 4, 5, 7]))
    return {
        "kind": str(rng.choice(["conv", "conv", "transposed"])),
        "n": int(rng.integers(14, 65)),
        "k": k,
        "s": int(rng.integers(2, 4)),
        "p": int(rng.integers(1, 4)),
        "d": int(rng.choice([1, 1, 2])),
    }


def size(function, v):
    return function(v["n"], v["k"], stride=v["s"], padding=v["p"], dilation=v["d"])


def function_of(v):
    return sizes.conv_output_size if v["kind"] == "conv" else sizes.conv_transpose_output_size


def answer(v):
    return size(function_of(v), v)


def mistakes(v):
    keys = ["T5.5/forgot_plus1", "T5.5/pad_once"] + ["T5.3/dilated_k"] * (v["d"] > 1)
    keys += ["T5.5/forward_size"] * (v["kind"] == "transposed")
    return {m.key: (m.message, size(m.mutant, v)) for m in misconceptions_of(function_of(v), *keys)}


def difficulty(v):
    return 1 + 0.2 * (v["d"] > 1) + 0.2 * (v["kind"] == "transposed")


# %% [markdown]
# A {{ "convolution" if kind == "conv" else "**transposed** convolution (no output padding)" }} has {{ k }}×{{ k }} kernels, stride
# {{ s }}, padding {{ p }} on every side{{ ", and dilation %d" % d if d > 1 }}. Its input is {{ n }}×{{ n }} pixels. How many pixels
# wide is its output?
# %% [raw]
# # END QUESTION
