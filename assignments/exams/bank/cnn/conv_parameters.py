# %% [raw]
# # BEGIN QUESTION
# name: conv_parameters
# type: number
# points: 2
# title: Parameters of a convolution
# topics: [T5.5, T5.3]
# integer: true
# low: 20
# high: 2000000
# %% tags=["variant"]
from reference.cnn import sizes
from reference.misconceptions import misconceptions_of


def variant(rng):
    groups = int(rng.choice([1, 1, 2, 4]))
    return {
        "c_in": int(rng.choice([3, 6, 12, 16, 24, 32, 64] if groups == 1 else [8, 12, 16, 24, 32, 64])),
        "c_out": int(rng.choice([8, 16, 32, 64, 128])),
        "k": int(rng.choice([3, 5, 7])),
        "groups": groups,
    }


def answer(v):
    return sizes.conv_param_count(v["c_in"], v["c_out"], v["k"], v["groups"])


def mistakes(v):
    keys = ["T5.5/bias_per_weight", "T5.5/no_bias", "T5.5/one_channel"] + ["T5.3/group_weights"] * (v["groups"] > 1)
    return {
        m.key: (m.message, m.mutant(v["c_in"], v["c_out"], v["k"], v["groups"]))
        for m in misconceptions_of(sizes.conv_param_count, *keys)
    }


def difficulty(v):
    return 1.3 if v["groups"] > 1 else 1.0


# %% [markdown]
# A convolution layer has {{ c_in }} input channels, {{ c_out }} output channels, {{ k }}×{{ k }} kernels
# {{ "in %d groups " % groups if groups > 1 }}and biases. How many parameters does it have?
# %% [raw]
# # END QUESTION
