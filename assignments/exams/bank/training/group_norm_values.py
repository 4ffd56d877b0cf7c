# %% [raw]
# # BEGIN QUESTION
# name: group_norm_values
# type: matrix
# points: 2
# title: Group norm
# topics: [T4.10]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import norms


def variant(rng):
    return {"x": rng.choice(np.arange(-3, 10), size=6, replace=False), "groups": int(rng.choice([2, 3]))}


def output(function, v):
    x = np.array(v["x"], dtype=float).reshape(1, 6, 1, 1)
    return function(x, v["groups"], np.ones(6), np.zeros(6), 0.0).ravel()


def answer(v):
    return output(norms.group_norm, v)


def mistakes(v):
    keys = ("T4.10/all_channels", "T4.10/group_size", "T4.10/every_other")
    return {m.key: (m.message, output(m.mutant, v)) for m in misconceptions_of(norms.group_norm, *keys)}


# %% [markdown]
# At the only pixel of an image six channels have the values {{ x | join(", ") }}. Give what group norm with **{{ groups }} groups** makes of them ($\gamma = 1$, $\beta = 0$, $\epsilon = 0$).
# %% [raw]
# # END QUESTION
