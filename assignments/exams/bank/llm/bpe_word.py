# %% [raw]
# # BEGIN QUESTION
# name: bpe_word
# type: choice
# points: 1
# title: A word in sub-words
# topics: [T8.1]
# %% tags=["variant"]
from reference.llm import tokens
from reference.misconceptions import misconceptions_of


def variant(rng):
    corpus = {"".join(str(c) for c in rng.choice(list("anb"), size=int(rng.integers(5, 8)))): int(rng.integers(1, 5)) for _ in range(4)}
    word = "".join(str(c) for c in rng.choice(list("anb"), size=int(rng.integers(6, 9))))
    return {"merges": [list(pair) for pair in tokens.bpe_train(corpus, 4)], "word": word}


def split(function, v):
    return " · ".join(f"`{part}`" for part in function(v["word"], [tuple(pair) for pair in v["merges"]]))


def options(v):
    right = split(tokens.bpe_encode, v)
    notes = {}
    for m in misconceptions_of(tokens.bpe_encode, "T8.1/longest_first", "T8.1/first_only"):
        notes.setdefault(split(m.mutant, v), m.message)
    notes.setdefault(split(tokens.bpe_encode, v | {"merges": v["merges"][:-1]}), "All merges are applied, the last one, too.")
    notes.setdefault(split(tokens.bpe_encode, v | {"merges": v["merges"][1:]}), "The merges are applied from the first one on.")
    notes.pop(right, None)
    return {"right": [right], "wrong": notes}


def accept(v):
    return len(v["merges"]) == 4 and len(options(v)["wrong"]) >= 3


# %% [markdown]
# Byte-pair encoding has learned these merges, in this order:
#
# {% for a, b in merges %}`{{ a }}` + `{{ b }}`{{ ", " if not loop.last }}{% endfor %}.
#
# Into which sub-words does it cut `{{ word }}`?
# %% [raw]
# # END QUESTION
