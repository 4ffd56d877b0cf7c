# %% [raw]
# # BEGIN QUESTION
# name: firing_rate
# type: number
# points: 2
# title: Firing rate
# topics: [T1.2]
# units: {Hz: 1, 1/s: 1, kHz: 1000}
# low: 2
# high: 40
# %% tags=["variant"]
import numpy as np

from reference.lectures import history
from reference.misconceptions import misconceptions_of


def variant(rng):
    start, length = int(rng.integers(1, 5)) * 100, int(rng.choice([200, 250, 400, 500]))
    inside = start + 5 * rng.choice(np.arange(1, length // 5), size=int(rng.integers(2, 6)), replace=False)
    before, after = start - 5 * rng.integers(2, 18, size=1), start + length + 5 * rng.integers(2, 18, size=1)
    spikes = sorted({start, start + length, *inside, *before, *after})
    return {"spikes": [int(s) for s in spikes], "start": start, "stop": start + length}


def rate(function, v):
    """In Hz, from times in ms."""
    return 1000 * float(function(np.array(v["spikes"], dtype=float), v["start"], v["stop"]))


def answer(v):
    return rate(history.firing_rate, v)


def mistakes(v):
    count = answer(v) * (v["stop"] - v["start"]) / 1000
    every = 1000 * len(v["spikes"]) / (v["stop"] - v["start"])
    (closed,) = misconceptions_of(history.firing_rate, "T1.2/rate_closed")
    return {
        closed.key: (closed.message, rate(closed.mutant, v)),
        "T1.2/count_not_rate": ("Divide the spike count by the window length.", count),
        "T1.2/milliseconds": ("Times are given in milliseconds, and a hertz is one per second.", answer(v) / 1000),
        "T1.2/all_spikes": ("Count only the spikes inside the window.", every),
    }


def difficulty(v):
    return 0.8 + 0.1 * (len(v["spikes"]) - 4)


# %% [markdown]
# A neuron fires at these times, in milliseconds: {{ spikes | join(", ") }}.
#
# What is its firing rate in the window from {{ start }} ms to {{ stop }} ms? A window contains its start and not its end
# (half-open).
# %% [raw]
# # END QUESTION
