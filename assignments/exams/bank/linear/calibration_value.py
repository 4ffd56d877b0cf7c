# %% [raw]
# # BEGIN QUESTION
# name: calibration_value
# type: number
# points: 2
# title: Is it as sure as it is right?
# topics: [T2.10]
# low: 0.005
# %% tags=["variant"]
import numpy as np

from reference.linear import metrics
from reference.misconceptions import misconceptions_of


def variant(rng):
    conf = rng.choice(np.arange(51, 100), size=6, replace=False) / 100
    return {"conf": np.sort(conf)[::-1], "correct": rng.integers(0, 2, size=6)}


def value(function, v):
    return float(function(np.array(v["conf"]), np.array(v["correct"]), 4))


def answer(v):
    return value(metrics.expected_calibration_error, v)


def mistakes(v):
    keys = ("T2.10/unweighted_bins", "T2.10/each_sample")
    named = {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(metrics.expected_calibration_error, *keys)}
    whole = abs(float(np.mean(v["conf"]) - np.mean(v["correct"])))
    return named | {"T2.10/one_bin": ("Compare accuracy and confidence within each bin.", whole)}


def accept(v):
    return 0.75 not in v["conf"]  # no confidence is on the border of two bins


# %% [markdown]
# A classifier's confidence in its answers, and whether they were right:
#
# | confidence | {{ conf | join(" | ") }} |
# |---|---|---|---|---|---|---|
# | right | {% for c in correct %}{{ "yes" if c else "no" }} | {% endfor %}
#
# What is its expected calibration error with four bins of equal width on [0, 1]?
# %% [raw]
# # END QUESTION
