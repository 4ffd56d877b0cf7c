# %% [raw]
# # BEGIN QUESTION
# name: lenet_layers
# type: matrix
# points: 2
# title: Where LeNet keeps its weights
# topics: [T5.6]
# %% tags=["variant"]
from reference.cnn.architectures import architecture, count_parameters
from reference.cnn.sizes import conv_param_count
from reference.misconceptions import misconceptions_of

SIDES = {3: [22, 26, 30, 34], 5: [28, 32, 36, 40]}  # both poolings meet an even side


def variant(rng):
    k = int(rng.choice(list(SIDES)))
    return {
        "k": k, "n": int(rng.choice(SIDES[k])), "a": int(rng.choice([4, 6, 8])), "b": int(rng.choice([10, 12, 16])),
        "h": int(rng.choice([100, 120, 150])), "g": int(rng.choice([60, 84])), "classes": int(rng.choice([10, 26])),
    }  # fmt: skip


def side(v, poolings=2):
    """Of the maps that the first dense layer reads."""
    once = (v["n"] - v["k"] + 1) // 2
    return (once - v["k"] + 1) // (2 if poolings == 2 else 1)


def layers(v, poolings=2):
    """The layers of LeNet-5 that have weights, in other sizes."""
    ends = [1, v["a"], v["b"], v["h"], v["g"], v["classes"]]
    starts = [*ends[:2], v["b"] * side(v, poolings) ** 2, *ends[3:-1]]
    weighted = [layer for layer in architecture("lenet5") if layer.kind in ("conv", "linear")]
    return [
        layer._replace(c_in=c_in, c_out=c_out, k=v["k"] if layer.kind == "conv" else 1)
        for layer, c_in, c_out in zip(weighted, starts, ends[1:], strict=True)
    ]


def counts(v, poolings=2):
    return [count_parameters([layer]) for layer in layers(v, poolings)]


def answer(v):
    return counts(v)


def mistakes(v):
    right = counts(v)
    no_bias, one_channel = misconceptions_of(conv_param_count, "T5.5/no_bias", "T5.5/one_channel")
    return {
        no_bias.key: (no_bias.message, [n - layer.c_out for n, layer in zip(right, layers(v), strict=True)]),
        one_channel.key: (one_channel.message, [*right[:1], one_channel.mutant(v["a"], v["b"], v["k"]), *right[2:]]),
        "T5.6/one_pooling": ("Each of the two poolings halves the image.", counts(v, 1)),
    }


# %% [markdown]
# A network in the manner of LeNet reads grey images of {{ n }}×{{ n }} pixels:
#
# - {{ a }} filters of {{ k }}×{{ k }}, stride 1, no padding; 2×2 max pooling;
# - {{ b }} filters of {{ k }}×{{ k }} over all maps, stride 1, no padding; 2×2 max pooling;
# - dense layers of {{ h }}, {{ g }} and {{ classes }} units.
#
# All five layers have biases. Give the number of parameters of each, in this order.
# %% [raw]
# # END QUESTION
