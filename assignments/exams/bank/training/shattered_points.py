# %% [raw]
# # BEGIN QUESTION
# name: shattered_points
# type: number
# points: 1
# title: Capacity of a neuron
# topics: [T4.5]
# integer: true
# low: 1
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.training import initialisation


def variant(rng):
    return {"d": int(rng.integers(3, 41))}


def answer(v):
    return initialisation.vc_dim_linear(v["d"])


def mistakes(v):
    return {m.key: (m.message, m.mutant(v["d"])) for m in misconceptions_of(initialisation.vc_dim_linear)}


# %% [markdown]
# A threshold neuron with {{ d }} inputs has a weight for each of them **and a bias**. What is its VC dimension: how many points at
# most, well placed, can it separate in every way they may be labelled?
# %% [raw]
# # END QUESTION
