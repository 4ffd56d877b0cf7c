# %% [raw]
# # BEGIN QUESTION
# name: conv_operations
# type: number
# points: 2
# title: Operations of a convolution
# topics: [T5.5, T5.3]
# integer: true
# low: 1000
# high: 1000000000
# %% tags=["variant"]
from reference.cnn import sizes
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "n": int(rng.choice([8, 12, 16, 20, 28, 32])),
        "s": int(rng.integers(1, 3)),
        "c_in": int(rng.choice([4, 8, 16, 32])),
        "c_out": int(rng.choice([8, 16, 32, 64])),
        "k": int(rng.choice([3, 5])),
    }


def arguments(v):
    side = sizes.conv_output_size(v["n"], v["k"], v["s"], v["k"] // 2)
    return side, side, v["c_in"], v["c_out"], v["k"]


def answer(v):
    return sizes.conv_macs(*arguments(v))


def mistakes(v):
    keys = ("T5.5/macs_no_space", "T5.5/macs_flops")
    named = {m.key: (m.message, m.mutant(*arguments(v))) for m in misconceptions_of(sizes.conv_macs, *keys)}
    if v["s"] > 1:
        everywhere = sizes.conv_macs(v["n"], v["n"], *arguments(v)[2:])
        named["T5.5/input_positions"] = ("Count the positions of the output, not those of the input.", everywhere)
    return named


def difficulty(v):
    return 0.9 + 0.1 * v["s"]


# %% [markdown]
# A convolution layer with {{ k }}×{{ k }} kernels, stride {{ s }} and padding {{ k // 2 }} takes an image of {{ n }}×{{ n }} pixels from
# {{ c_in }} to {{ c_out }} channels. How many multiply–accumulate operations is that (a multiplication with its addition counts
# once; biases do not count)?
# %% [raw]
# # END QUESTION
