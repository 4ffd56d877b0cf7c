# %% [raw]
# # BEGIN QUESTION
# name: retrieval_quality
# type: number
# points: 2
# title: How good a ranking is
# topics: [T8.6]
# low: 0.01
# high: 0.99
# %% tags=["variant"]
from reference.llm import retrieval
from reference.misconceptions import misconceptions_of


def variant(rng):
    ids = [int(n) for n in rng.permutation(9) + 1]
    relevant = sorted(int(n) for n in rng.choice(9, size=int(rng.integers(2, 5)), replace=False) + 1)
    return {"ranking": ids[:6], "relevant": relevant, "k": int(rng.integers(3, 6)), "ask": str(rng.choice(["recall", "ndcg", "ndcg", "mrr"]))}


def value(v, function):
    if v["ask"] == "mrr":
        return function([v["ranking"]], [set(v["relevant"])])
    return function(v["ranking"], set(v["relevant"]), v["k"])


FUNCTIONS = {"recall": retrieval.recall_at_k, "mrr": retrieval.mrr, "ndcg": retrieval.ndcg_at_k}
KEYS = {
    "recall": ("T8.6/recall_denominator", "T8.6/any_hit"), "mrr": ("T8.6/all_hits",), "ndcg": ("T8.6/rank0", "T8.6/not_ideal"),
}  # fmt: skip


def answer(v):
    return value(v, FUNCTIONS[v["ask"]])


def mistakes(v):
    named = {m.key: (m.message, value(v, m.mutant)) for m in misconceptions_of(FUNCTIONS[v["ask"]], *KEYS[v["ask"]])}
    found = [r for r, i in enumerate(v["ranking"]) if i in v["relevant"]]
    if v["ask"] == "mrr" and found[0]:
        named["T8.6/rank0"] = ("Ranks start at 1.", 1 / found[0])
    return named


def accept(v):
    return any(i in v["relevant"] for i in v["ranking"][: v["k"]])


# %% [markdown]
# A search returns the documents {{ ranking | join(", ") }}, the best first. Relevant are {{ relevant | join(", ") }}. What is its
# {% if ask == "mrr" %}reciprocal rank (the contribution of this query to the MRR){% else %}**{{ "recall" if ask == "recall" else "nDCG" }}** at $k = {{ k }}${{ " (gains 0 and 1, discount $1/\\log_2(r + 1)$)" if ask == "ndcg" }}{% endif %}?
# %% [raw]
# # END QUESTION
