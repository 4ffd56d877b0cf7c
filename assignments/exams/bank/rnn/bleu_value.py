# %% [raw]
# # BEGIN QUESTION
# name: bleu_value
# type: number
# points: 3
# title: Marking a translation
# topics: [T6.7]
# low: 0.05
# high: 0.99
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.rnn import seq2seq

WORDS = ["the", "cat", "sat", "on", "a", "mat", "and", "saw", "dog", "red", "birds", "it"]


def variant(rng):
    reference = [str(w) for w in rng.choice(WORDS[1:], size=int(rng.integers(6, 8)), replace=False)]
    candidate = list(reference)
    del candidate[int(rng.integers(len(candidate)))]
    at = int(rng.integers(1, len(candidate)))
    candidate[at] = candidate[at - 1] if rng.integers(2) else "the"
    if rng.integers(2):
        del candidate[-1]
    return {"candidate": candidate, "reference": reference}


def value(function, v):
    return function(v["candidate"], v["reference"], 2)


def answer(v):
    return value(seq2seq.bleu, v)


def mistakes(v):
    keys = ["T6.7/no_brevity", "T6.7/arithmetic_mean", "T6.7/longest_only", "T6.7/recall"]
    keys += ["T6.7/no_clipping"] * (len(set(v["candidate"])) < len(v["candidate"]))
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(seq2seq.bleu, *keys)}


# %% [markdown]
# A system translates a sentence as "{{ candidate | join(" ") }}"; the reference is "{{ reference | join(" ") }}". What is its BLEU score with
# $n = 1, 2$ (one reference, no smoothing, natural exponentials and logarithms)?
# %% [raw]
# # END QUESTION
