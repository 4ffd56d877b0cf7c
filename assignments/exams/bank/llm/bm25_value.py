# %% [raw]
# # BEGIN QUESTION
# name: bm25_value
# type: number
# points: 3
# title: A score for a document
# topics: [T8.6]
# low: 0.01
# high: 20
# %% tags=["variant"]
from reference.llm import retrieval
from reference.misconceptions import misconceptions_of

WORDS = ["deep", "learning", "cats", "dogs", "rank", "graph", "speech", "image", "model", "token"]


def variant(rng):
    words = [str(w) for w in rng.choice(WORDS, size=5, replace=False)]
    docs = [" ".join(str(w) for w in rng.choice(words, size=int(n))) for n in rng.integers(3, 7, size=3)]
    return {"docs": docs, "query": " ".join(words[:2]), "ask": int(rng.integers(3))}


def score(function, v):
    return float(function(v["query"], v["docs"])[v["ask"]])


def answer(v):
    return score(retrieval.bm25_scores, v)


def mistakes(v):
    return {m.key: (m.message, score(m.mutant, v)) for m in misconceptions_of(retrieval.bm25_scores)}


# %% [markdown]
# Three documents:
#
# | document | text |
# |---|---|
# | 1 | {{ docs[0] }} |
# | 2 | {{ docs[1] }} |
# | 3 | {{ docs[2] }} |
#
# What is the BM25 score of document {{ ask + 1 }} for the query "{{ query }}"? Use $k_1 = 1.5$, $b = 0.75$ and
#
# $$\sum_w \ln\Bigl(\frac{N - n_w + \frac12}{n_w + \frac12} + 1\Bigr) \cdot \frac{f_w\,(k_1 + 1)}{f_w + k_1 (1 - b + b\,\ell / \bar\ell)}.$$
# %% [raw]
# # END QUESTION
