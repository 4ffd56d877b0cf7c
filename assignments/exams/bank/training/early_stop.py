# %% [raw]
# # BEGIN QUESTION
# name: early_stop
# type: number
# points: 2
# title: Early stopping
# topics: [T4.6]
# integer: true
# low: 0
# high: 11
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import regularisers


def variant(rng):
    steps = np.concatenate([rng.integers(-25, -5, size=3), rng.integers(-12, 14, size=8)])
    losses = 150 + np.concatenate([[0], np.cumsum(steps)])
    return {
        "val": [int(k) / 100 for k in losses],
        "patience": int(rng.integers(2, 4)),
        "ask": str(rng.choice(["stop", "best"])),
    }


def epoch(function, v, ask=None):
    return getattr(function(np.array(v["val"]), v["patience"]), f"{ask or v['ask']}_epoch")


def answer(v):
    return epoch(regularisers.early_stopping, v)


def mistakes(v):
    if v["ask"] == "stop":
        named = {
            m.key: (m.message, epoch(m.mutant, v))
            for m in misconceptions_of(regularisers.early_stopping, "T4.6/patience_reset", "T4.6/one_too_late")
        }
        best = epoch(regularisers.early_stopping, v, "best")
        return named | {"T4.6/best": ("That is the epoch whose weights are kept; training goes on for a while.", best)}
    last, least = epoch(regularisers.early_stopping, v, "stop"), int(np.argmin(v["val"]))
    named = {"T4.6/keeps_last": ("Keep the weights of the best epoch, not those of the last.", last)}
    if least != answer(v):
        named["T4.6/never_seen"] = ("Training has stopped before that epoch.", least)
    return named


def accept(v):
    val = np.array(v["val"])
    stop = epoch(regularisers.early_stopping, v, "stop")
    (reset,) = misconceptions_of(regularisers.early_stopping, "T4.6/patience_reset")
    ran_out = stop - epoch(regularisers.early_stopping, v, "best") == v["patience"]
    return len(set(v["val"])) == len(val) and ran_out and stop < len(val) - 2 and epoch(reset.mutant, v, "stop") != stop and val.min() > 0.2


# %% [markdown]
# The validation loss after each epoch would be
#
# | epoch | {% for x in val %}{{ loop.index0 }} | {% endfor %}
# |---|{% for x in val %}---|{% endfor %}
# | loss | {% for x in val %}{{ "%.2f" | format(x) }} | {% endfor %}
#
# Training stops early, with a patience of {{ patience }}: as soon as {{ patience }} epochs in a row have brought no new minimum.
# {{ "After which epoch does it stop?" if ask == "stop" else "The weights of which epoch are kept?" }} (Epochs are counted as in
# the table.)
# %% [raw]
# # END QUESTION
