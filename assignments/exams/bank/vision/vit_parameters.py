# %% [raw]
# # BEGIN QUESTION
# name: vit_parameters
# type: number
# points: 3
# title: Parameters of a vision transformer
# topics: [T9.1]
# integer: true
# low: 1000
# high: 1000000000
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.vision import vit


def variant(rng):
    patch = int(rng.choice([4, 8, 14, 16, 32]))
    return {
        "n_layer": int(rng.choice([4, 6, 8, 12, 24])),
        "d": int(rng.choice([64, 128, 192, 384, 512, 768])),
        "patch": patch,
        "img": patch * int(rng.integers(4, 15)),
        "classes": int(rng.choice([10, 37, 100, 1000])),
    }


def sizes(v):
    return v["n_layer"], v["d"], v["patch"], v["img"], v["classes"]


def answer(v):
    return vit.vit_param_count(*sizes(v))


def mistakes(v):
    return {m.key: (m.message, m.mutant(*sizes(v))) for m in misconceptions_of(vit.vit_param_count)}


# %% [markdown]
# A vision transformer of width $d = {{ d }}$ takes RGB images of {{ img }}×{{ img }} pixels in patches of {{ patch }}×{{ patch }}. It has
#
# - a linear map with biases from a flattened patch to a token, and a class token of its own;
# - a learned position for every token;
# - {{ n_layer }} blocks of $12d^2 + 13d$ parameters each;
# - a layer norm with scale and shift at the end, and a linear head with biases for {{ classes }} classes.
#
# How many parameters does it have?
# %% [raw]
# # END QUESTION
