# %% [raw]
# # BEGIN QUESTION
# name: neighbour_share
# type: number
# points: 2
# title: Neighbours judge a representation
# topics: [T12.9]
# low: 0
# high: 1
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import representations


def variant(rng):
    z = [int(n) for n in rng.choice(np.arange(1, 40), size=9, replace=False)]
    y = [int(c) for c in rng.integers(0, 2, size=9)]
    return {"z": z[:5], "y": y[:5], "z_test": z[5:], "y_test": y[5:]}


def share(function, v):
    z, z_test = (np.array(v[name], dtype=float)[:, None] for name in ("z", "z_test"))
    return float(function(z, np.array(v["y"]), z_test, np.array(v["y_test"]), 3))


def answer(v):
    return share(representations.knn_accuracy, v)


def mistakes(v):
    return {m.key: (m.message, share(m.mutant, v)) for m in misconceptions_of(representations.knn_accuracy)}


def accept(v):
    """No training image is as far away as the next one."""
    far = np.sort(np.abs(np.array(v["z_test"])[:, None] - v["z"]), axis=1)
    return (np.diff(far, axis=1) > 0).all()


# %% [markdown]
# A representation gives every image one number.
#
# | training | {{ z | join(" | ") }} |
# |---|---|---|---|---|---|
# | class | {{ y | join(" | ") }} |
#
# | test | {{ z_test | join(" | ") }} |
# |---|---|---|---|---|
# | class | {{ y_test | join(" | ") }} |
#
# What is the accuracy of a classifier by the **three** nearest neighbours?
# %% [raw]
# # END QUESTION
