# %% [raw]
# # BEGIN QUESTION
# name: batch_norm_values
# type: matrix
# points: 2
# title: Batch norm, in training and after it
# topics: [T5.6]
# %% tags=["variant"]
import numpy as np

from reference.cnn import blocks
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "x": rng.integers(-3, 8, size=(2, 2)), "gamma": int(rng.choice([-2, 2, 3])), "beta": int(rng.choice([-1, 1, 2])),
        "mean": int(rng.integers(-2, 4)), "var": int(rng.choice([4, 9, 16])), "ask": str(rng.choice(["train", "running", "test"])),
    }  # fmt: skip


def norm(function, v):
    x = np.array(v["x"], dtype=float).reshape(2, 1, 1, 2)
    one = lambda name: np.array([float(v[name])])  # noqa: E731
    found = function(x, one("gamma"), one("beta"), 0.0, v["ask"] != "test", (one("mean"), one("var")))
    return np.concatenate(found.running) if v["ask"] == "running" else found.y.reshape(2, 2)


def answer(v):
    return norm(blocks.batch_norm2d, v)


def mistakes(v):
    keys = {
        "train": ["T5.6/unbiased_batch"], "running": ["T5.6/biased_running", "T5.6/momentum"], "test": ["T5.6/eval_batch"],
    }[v["ask"]]  # fmt: skip
    named = {m.key: (m.message, norm(m.mutant, v)) for m in misconceptions_of(blocks.batch_norm2d, *keys)}
    if v["ask"] == "train":
        named["T5.6/running_in_training"] = ("Training uses the batch's own statistics.", norm(blocks.batch_norm2d, v | {"ask": "test"}))
    if v["ask"] == "test":
        wrong = norm(blocks.batch_norm2d, v | {"var": v["var"] ** 2})
        named["T5.6/std_vs_var"] = ("Divide by the root of the variance.", wrong)
    return named


def accept(v):
    return len({n for row in v["x"] for n in row}) > 2


# %% [markdown]
# In one channel a batch of two images of 1×2 pixels is (an image a row)
#
# $$x = {{ x | tex }}.$$
#
# The batch norm has $\gamma = {{ gamma }}$, $\beta = {{ beta }}$, $\epsilon = 0$, the running mean {{ mean }} and the running variance {{ var }}, as in torch (momentum 0.1).
# {% if ask == "train" %}Give its output in **training** mode.{% elif ask == "test" %}Give its output in **evaluation** mode.{% else %}Give the running mean and the running variance **after** this batch was seen in training mode.{% endif %}
# %% [raw]
# # END QUESTION
