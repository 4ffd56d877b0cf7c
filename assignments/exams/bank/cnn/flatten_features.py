# %% [raw]
# # BEGIN QUESTION
# name: flatten_features
# type: number
# points: 2
# title: From convolutions to a dense layer
# topics: [T5.6, T5.5]
# integer: true
# low: 16
# high: 20000
# %% tags=["variant"]
from reference.cnn.sizes import conv_output_size


def variant(rng):
    return {
        "c": int(rng.choice([1, 3])),
        "n": int(rng.choice([24, 28, 32, 36, 40])),
        "k": int(rng.choice([3, 5])),
        "c1": int(rng.choice([4, 6, 8])),
        "c2": int(rng.choice([10, 12, 16, 20])),
        "p": int(rng.integers(2)),
    }


def features(v, p=None):
    side = v["n"]
    for _ in range(2):
        side = conv_output_size(side, v["k"], padding=v["p"] if p is None else p)
        side = conv_output_size(side, 2, stride=2)
    return v["c2"] * side * side


def answer(v):
    return features(v)


def mistakes(v):
    side = round((answer(v) / v["c2"]) ** 0.5)
    return {
        "T5.6/flatten": ("All pixels of all channels enter the dense layer.", v["c2"]),
        "T5.6/one_channel": ("All channels enter the dense layer.", side * side),
        "T5.6/padding": ("Look at the padding again.", features(v, p=1 - v["p"])),
        "T5.6/no_pool": ("Both pooling layers halve the image.", answer(v) * 16),
    }


# %% [markdown]
# An image of {{ c }} channel{{ "s" if c > 1 }} and {{ n }}×{{ n }} pixels goes through a {{ k }}×{{ k }} convolution to {{ c1 }} channels,
# 2×2 max-pooling with stride 2, a {{ k }}×{{ k }} convolution to {{ c2 }} channels, and 2×2 max-pooling with stride 2. The convolutions
# have stride 1 and {{ "padding 1" if p else "no padding" }}. The result is flattened. How many features enter the dense layer
# that follows?
# %% [raw]
# # END QUESTION
