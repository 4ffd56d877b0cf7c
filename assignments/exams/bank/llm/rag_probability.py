# %% [raw]
# # BEGIN QUESTION
# name: rag_probability
# type: number
# points: 2
# title: An answer from two documents
# topics: [T8.6]
# low: 0.001
# high: 1
# %% tags=["variant"]
import numpy as np

from reference.llm import retrieval
from reference.misconceptions import misconceptions_of


def variant(rng):
    p = float(rng.choice([0.2, 0.3, 0.4, 0.6, 0.7, 0.8]))
    return {"p_z": [p, round(1 - p, 1)], "p_y": rng.integers(1, 10, size=(2, 2)) / 10, "kind": str(rng.choice(["sequence", "token"]))}


def probability(function, v):
    return float(function(np.array(v["p_z"]), np.array(v["p_y"])))


def right(v):
    return retrieval.rag_sequence_prob if v["kind"] == "sequence" else retrieval.rag_token_prob


def answer(v):
    return probability(right(v), v)


def mistakes(v):
    keys = ["T8.6/seq_token_swap", "T8.6/uniform_docs"] + ["T8.6/best_document"] * (v["kind"] == "sequence")
    return {m.key: (m.message, probability(m.mutant, v)) for m in misconceptions_of(right(v), *keys)}


# %% [markdown]
# Two documents are retrieved, with $p(z_1) = {{ p_z[0] | neat }}$ and $p(z_2) = {{ p_z[1] | neat }}$. An answer has two tokens; given the first document the generator predicts them with the
# probabilities {{ p_y[0] | join(" and ") }}, given the second with {{ p_y[1] | join(" and ") }}. Which probability has the answer according to **RAG-{{ kind }}**?
# %% [raw]
# # END QUESTION
