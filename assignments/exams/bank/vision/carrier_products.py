# %% [raw]
# # BEGIN QUESTION
# name: carrier_products
# type: number
# points: 2
# title: Products of hierarchical attention
# topics: [T9.3]
# integer: true
# low: 1000
# high: 10000000000
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.vision import fast


def variant(rng):
    window = int(rng.choice([4, 6, 7, 8, 12]))
    return {
        "H": window * int(rng.integers(2, 9)),
        "window": window,
        "L": int(rng.choice([1, 2, 4])),
        "d": int(rng.choice([16, 32, 48, 64])),
    }


def answer(v):
    return fast.hat_cost(**v)


def mistakes(v):
    return {m.key: (m.message, m.mutant(**v)) for m in misconceptions_of(fast.hat_cost)}


# %% [markdown]
# FasterViT divides {{ H }}×{{ H }} tokens of width {{ d }} into windows of {{ window }}×{{ window }} and gives each window
# {{ L }} carrier token{{ "s" if L > 1 }}. First all carriers attend to each other, then each window attends together with its own
# carrier{{ "s" if L > 1 }}.
#
# How many multiplications do the scores $QK^\top$ and the weighted sums of values take in all? (One head; the projections do
# not count.)
# %% [raw]
# # END QUESTION
