# %% [raw]
# # BEGIN QUESTION
# name: tfidf_row
# type: matrix
# points: 2
# title: Words with weights
# topics: [T8.6]
# %% tags=["variant"]
from reference.llm import retrieval
from reference.misconceptions import misconceptions_of

WORDS = ["cats", "deep", "dogs", "graph", "image", "learning", "model", "rank", "speech", "token"]


def variant(rng):
    words = [str(w) for w in rng.choice(WORDS, size=3, replace=False)]
    docs = [" ".join(str(w) for w in rng.choice(words, size=int(n))) for n in rng.integers(2, 6, size=3)]
    return {"docs": docs, "words": sorted(words), "ask": int(rng.integers(3))}


def row(function, v):
    return function(v["docs"])[v["ask"]]


def answer(v):
    return row(retrieval.tfidf, v)


def mistakes(v):
    return {m.key: (m.message, row(m.mutant, v)) for m in misconceptions_of(retrieval.tfidf)}


def accept(v):
    return {w for text in v["docs"] for w in text.split()} == set(v["words"]) and len(set(v["docs"][v["ask"]].split())) > 1


# %% [markdown]
# Three documents:
#
# | document | text |
# |---|---|
# | 1 | {{ docs[0] }} |
# | 2 | {{ docs[1] }} |
# | 3 | {{ docs[2] }} |
#
# Give the TF-IDF vector of document {{ ask + 1 }} for the words {{ words | join(", ") }}, in this order: counts times
# $\ln\frac{1 + N}{1 + n_w} + 1$ ($N$ documents, $n_w$ with the word), then scaled to length 1.
# %% [raw]
# # END QUESTION
