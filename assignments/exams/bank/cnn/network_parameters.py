# %% [raw]
# # BEGIN QUESTION
# name: network_parameters
# type: number
# points: 2
# title: Parameters of a small network
# topics: [T5.6]
# integer: true
# low: 10
# %% tags=["variant"]
from reference.cnn import architectures
from reference.cnn.architectures import LayerSpec
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "n": 8 * int(rng.integers(2, 9)), "a": 4 * int(rng.integers(2, 9)), "b": 8 * int(rng.integers(2, 9)), "k": int(rng.choice([3, 5])),
        "norm": bool(rng.integers(2)), "classes": int(rng.choice([5, 10, 20, 100])),
    }  # fmt: skip


def layers(v):
    """The network as the reference describes one."""
    spec, c_in = [], 3
    for c_out in (v["a"], v["b"]):
        spec.append(LayerSpec("conv", c_in, c_out, v["k"], 1, v["k"] // 2, bias=not v["norm"]))
        spec += [LayerSpec("batch_norm", c_out, c_out)] * v["norm"]
        spec += [LayerSpec("relu"), LayerSpec("max_pool", k=2, stride=2)]
        c_in = c_out
    return [*spec, LayerSpec("flatten"), LayerSpec("linear", v["b"] * (v["n"] // 4) ** 2, v["classes"])]


def answer(v):
    return architectures.count_parameters(layers(v))


def mistakes(v):
    keys = ["T5.6/bn_params", "T5.6/conv_bias_with_bn"] * v["norm"]
    found = misconceptions_of(architectures.count_parameters, *keys) if keys else ()
    last = architectures.count_parameters(layers(v)[-1:])
    flat = LayerSpec("linear", v["b"] * (v["n"] // 2) ** 2, v["classes"])
    named = {m.key: (m.message, m.mutant(layers(v))) for m in found}
    return named | {
        "T5.6/convolutions_only": ("The dense layer has parameters, too.", answer(v) - last),
        "T5.6/one_pooling": ("Each of the two poolings halves the image.", answer(v) - last + architectures.count_parameters([flat])),
    }


# %% [markdown]
# A network for RGB images of {{ n }}×{{ n }} pixels has, in this order,
#
# - a {{ k }}×{{ k }} convolution with {{ a }} filters, stride 1, padded so that the image keeps its size{{ ", **without** bias, and batch norm (learned scale and shift)" if norm else ", with biases" }}; ReLU; 2×2 max pooling;
# - the same with {{ b }} filters;
# - a dense layer with biases from all that is left to {{ classes }} classes.
#
# How many learnable parameters has it?
# %% [raw]
# # END QUESTION
