# %% [raw]
# # BEGIN QUESTION
# name: network_shape
# type: matrix
# points: 2
# title: Shapes in a network
# topics: [T5.5, T5.6]
# %% tags=["variant"]
from reference.cnn import architectures
from reference.cnn.architectures import LayerSpec
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "n": int(rng.integers(40, 130)), "c": int(rng.choice([8, 16, 32])), "d": int(rng.choice([12, 24, 48])), "k": int(rng.choice([5, 7])),
        "s": int(rng.choice([2, 3])), "p": int(rng.choice([1, 2])), "pool": int(rng.choice([2, 3])), "branch": int(rng.choice([4, 6, 10])),
    }  # fmt: skip


def layers(v):
    one = (LayerSpec("conv", v["c"], v["d"], 3, 1, 1),)
    two = (LayerSpec("conv", v["c"], v["branch"], 1),)
    return [
        LayerSpec("conv", 3, v["c"], v["k"], v["s"], v["p"]),
        LayerSpec("max_pool", k=v["pool"], stride=2),
        LayerSpec("concat", v["c"], v["d"] + v["branch"], branches=(one, two)),
    ]


def shapes(function, v):
    return [list(shape) for shape in function(layers(v), (3, v["n"], v["n"]))]


def answer(v):
    return shapes(architectures.shape_trace, v)


def mistakes(v):
    keys = ("T5.5/forgot_plus1", "T5.5/pad_once")
    return {m.key: (m.message, shapes(m.mutant, v)) for m in misconceptions_of(architectures.shape_trace, *keys)}


# %% [markdown]
# An RGB image of {{ n }}×{{ n }} pixels goes through
#
# - a convolution with {{ c }} filters of {{ k }}×{{ k }}, stride {{ s }}, padding {{ p }};
# - then {{ pool }}×{{ pool }} max pooling with stride 2, without padding;
# - then an inception block with two branches: {{ d }} filters of 3×3 with padding 1, and {{ branch }} filters of 1×1.
#
# Give the shape (channels, rows, columns) after each of the three, a row each.
# %% [raw]
# # END QUESTION
