# %% [raw]
# # BEGIN QUESTION
# name: skip_gram_count
# type: number
# points: 1
# title: Pairs of a window
# topics: [T6.8]
# integer: true
# low: 1
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.rnn import word_vectors

WORDS = ["we", "saw", "a", "big", "red", "bird", "in", "the", "old", "tree", "today", "again"]


def variant(rng):
    words = [str(w) for w in rng.choice(WORDS, size=int(rng.integers(6, 12)), replace=False)]
    return {"words": words, "window": int(rng.integers(2, 5))}


def count(function, v):
    return len(function(list(range(len(v["words"]))), v["window"]))


def answer(v):
    return count(word_vectors.skip_gram_pairs, v)


def mistakes(v):
    keys = ("T6.8/itself", "T6.8/one_side", "T6.8/edge_only")
    named = {m.key: (m.message, count(m.mutant, v)) for m in misconceptions_of(word_vectors.skip_gram_pairs, *keys)}
    return named | {"T6.8/no_edges": ("At the ends of the sentence a window is cut off.", 2 * v["window"] * len(v["words"]))}


# %% [markdown]
# The skip-gram model learns from pairs (centre, context). How many pairs does the sentence "{{ words | join(" ") }}" ({{ words | length }} words)
# give, with a window of {{ window }} words to either side?
# %% [raw]
# # END QUESTION
