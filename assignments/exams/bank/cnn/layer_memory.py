# %% [raw]
# # BEGIN QUESTION
# name: layer_memory
# type: number
# points: 3
# title: Memory of a layer
# topics: [T5.5]
# units: {KiB: 1, B: 0.0009765625, MiB: 1024, GiB: 1048576, kB: 0.9765625, MB: 976.5625}
# low: 1
# high: 1000000
# %% tags=["variant"]
from reference.cnn import sizes


def variant(rng):
    return {
        "what": str(rng.choice(["weights", "outputs"])),
        "c_in": int(rng.choice([3, 16, 32, 64])),
        "c_out": int(rng.choice([16, 32, 64, 128])),
        "k": int(rng.choice([3, 5, 7])),
        "n": int(rng.choice([14, 28, 32, 56])),
        "s": int(rng.integers(1, 3)),
        "batch": int(rng.choice([8, 16, 32])),
        "bits": int(rng.choice([32, 32, 16])),
    }


def numbers(v, side=None, batch=None, c_in=None):
    if v["what"] == "weights":
        return sizes.conv_param_count(c_in or v["c_in"], v["c_out"], v["k"], bias=False)
    side = side or sizes.conv_output_size(v["n"], v["k"], v["s"], v["k"] // 2)
    return (batch or v["batch"]) * v["c_out"] * side * side


def kib(count, v):
    return count * v["bits"] / 8 / 1024


def answer(v):
    return kib(numbers(v), v)


def mistakes(v):
    named = {
        "T5.5/bits": ("A byte has eight bits.", 8 * answer(v)),
        "T5.5/one_byte": ("Each number takes more than one byte.", numbers(v) / 1024),
    }
    if v["what"] == "weights":
        return named | {"T5.5/one_channel": ("A filter has k² weights for each input channel.", kib(numbers(v, c_in=1), v))}
    named["T5.5/one_image"] = ("The batch has more than one image.", kib(numbers(v, batch=1), v))
    if v["s"] > 1:
        named["T5.5/input_positions"] = ("The stride makes the output smaller than the input.", kib(numbers(v, side=v["n"]), v))
    return named


def difficulty(v):
    return 1.0 if v["what"] == "weights" else 1.2


# %% [markdown]
# A convolution layer with {{ k }}×{{ k }} kernels, without biases, takes {{ c_in }} to {{ c_out }} channels, with stride {{ s }} and
# padding {{ k // 2 }}. All numbers are stored as float{{ bits }}. How much memory do
# {% if what == "weights" %}its **weights** take?{% else %}its **outputs** take for a batch of {{ batch }} images of
# {{ n }}×{{ n }} pixels?{% endif %} (1 KiB = 1024 B, 1 MiB = 1024 KiB)
# %% [raw]
# # END QUESTION
