# %% [raw]
# # BEGIN QUESTION
# name: kept_epoch
# type: number
# points: 1
# title: How long to train?
# topics: [T0.4]
# integer: true
# low: 1
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.practice import reviews


def variant(rng):
    best = int(rng.integers(2, 6))
    away = np.abs(np.arange(1, 8) - best)
    loss = 0.55 * 0.7 ** np.arange(7) + rng.uniform(0, 0.02, size=7)
    val_loss = 0.28 + 0.03 * away + rng.uniform(0, 0.05, size=7)
    return {"loss": np.round(loss, 2), "val_loss": np.round(val_loss, 2)}


def epoch(function, v):
    return function({"loss": v["loss"], "val_loss": v["val_loss"]})


def answer(v):
    return epoch(reviews.best_epoch, v)


def mistakes(v):
    tie = v["val_loss"].count(min(v["val_loss"])) > 1
    keys = ["T0.4/training_loss", "T0.4/largest", "T0.4/counted_from_0"] + ["T0.4/last_of_ties"] * tie
    return {m.key: (m.message, epoch(m.mutant, v)) for m in misconceptions_of(reviews.best_epoch, *keys)}


# %% [markdown]
# A network that tells good reviews from bad ones is trained for seven epochs:
#
# | epoch | 1 | 2 | 3 | 4 | 5 | 6 | 7 |
# |---|---|---|---|---|---|---|---|
# | training loss | {% for x in loss %}{{ x | neat }} | {% endfor %}
# | validation loss | {% for x in val_loss %}{{ x | neat }} | {% endfor %}
#
# For how many epochs should it be trained on all data? Of equally good numbers take the smaller one.
# %% [raw]
# # END QUESTION
