# %% [raw]
# # BEGIN QUESTION
# name: bpe_merge
# type: choice
# points: 1
# title: The next merge
# topics: [T8.1]
# %% tags=["variant"]
from reference.llm import tokens
from reference.misconceptions import misconceptions_of

WORDS = ["low", "lower", "lowest", "newer", "newest", "wide", "wider", "widest", "slow", "slower", "west", "rest", "new", "test", "loss"]


def variant(rng):
    words = [str(w) for w in rng.choice(WORDS, size=4, replace=False)]
    return {"words": words, "counts": rng.integers(1, 8, size=4), "n": int(rng.integers(2, 4))}


def merge(function, v):
    """The n-th merge, or None."""
    found = function(dict(zip(v["words"], v["counts"], strict=True)), v["n"])
    return found[v["n"] - 1] if len(found) >= v["n"] else None


def spelled(pair):
    return " + ".join(f"`{part}`" for part in pair)


def options(v):
    right = merge(tokens.bpe_train, v)
    notes = {}
    for m in misconceptions_of(tokens.bpe_train):
        pair = merge(m.mutant, v)
        if pair and pair != right:
            notes.setdefault(spelled(pair), m.message)
    return {"right": [spelled(right)], "wrong": notes}


def accept(v):
    return merge(tokens.bpe_train, v) is not None and len(options(v)["wrong"]) >= 3


# %% [markdown]
# Byte-pair encoding is trained on a corpus with these words:
#
# | {{ words | join(" | ") }} |
# |---|---|---|---|
# | {{ counts | join(" × | ") }} × |
#
# Ties take the pair that comes first in the alphabet; there is no end-of-word mark. Which pair is the **{{ ["first", "second", "third"][n - 1] }}** to be merged?
# %% [raw]
# # END QUESTION
