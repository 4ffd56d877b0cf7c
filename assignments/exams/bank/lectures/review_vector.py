# %% [raw]
# # BEGIN QUESTION
# name: review_vector
# type: matrix
# points: 1
# title: A review as a vector
# topics: [T0.4]
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.practice import reviews


def variant(rng):
    return {"ids": [[1, *(int(i) for i in rng.integers(2, 8, size=4))] for _ in range(2)], "n": 8}


def vectors(function, v):
    return function(v["ids"], v["n"])


def answer(v):
    return vectors(reviews.multi_hot, v)


def mistakes(v):
    found = misconceptions_of(reviews.multi_hot, "T0.4/counts", "T0.4/first_only")
    shifted = [[i - 1 for i in ids] for ids in v["ids"]]
    return {m.key: (m.message, vectors(m.mutant, v)) for m in found} | {
        "T0.4/places_from_1": ("Index i has place i, and places count from 0.", vectors(reviews.multi_hot, v | {"ids": shifted}))
    }


# %% [markdown]
# Two reviews are lists of indices below {{ n }}: {% for one in ids %}[{{ one | join(", ") }}]{{ " and " if not loop.last }}{% endfor %}. For a dense network they become
# multi-hot vectors with {{ n }} entries, numbered from 0. Give the two vectors, a row a review.
# %% [raw]
# # END QUESTION
