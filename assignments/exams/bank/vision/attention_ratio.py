# %% [raw]
# # BEGIN QUESTION
# name: attention_ratio
# type: number
# points: 2
# title: What windows save
# topics: [T9.2]
# digits: 3
# low: 1
# high: 1000
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.vision import swin


def variant(rng):
    M = int(rng.choice([4, 7, 8]))
    return {
        "M": M,
        "h": M * int(rng.integers(2, 9)),
        "w": M * int(rng.integers(2, 9)),
        "C": int(rng.choice([48, 64, 96, 128, 192, 256])),
    }


def ratio(count, v):
    return count(v["h"], v["w"], v["C"]) / count(v["h"], v["w"], v["C"], v["M"])


def answer(v):
    return ratio(swin.attention_flops, v)


def mistakes(v):
    named = {m.key: (m.message, ratio(m.mutant, v)) for m in misconceptions_of(swin.attention_flops)}
    return named | {"T9.2/inverse": ("Divide by the cost in windows.", 1 / ratio(swin.attention_flops, v))}


# %% [markdown]
# Self-attention with one head over {{ h }}×{{ w }} tokens of {{ C }} channels consists of four projections (queries, keys, values, output),
# the scores and the weighted sums. How many times as many multiplications does it take over the **whole** image as in
# **windows** of {{ M }}×{{ M }} tokens? (The softmax does not count. Three significant digits.)
# %% [raw]
# # END QUESTION
