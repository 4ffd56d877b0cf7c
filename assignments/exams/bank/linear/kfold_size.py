# %% [raw]
# # BEGIN QUESTION
# name: kfold_size
# type: number
# points: 2
# title: Cross-validation
# topics: [T2.8]
# integer: true
# low: 2
# high: 60
# %% tags=["variant"]
from reference.linear import model_selection
from reference.misconceptions import misconceptions_of


def variant(rng):
    n, k = int(rng.integers(17, 60)), int(rng.integers(3, 9))
    return {"n": n, "k": k, "fold": int(rng.integers(k)), "part": str(rng.choice(["train", "val"]))}


def size(function, v, part=None):
    return len(getattr(function(v["n"], v["k"])[v["fold"]], part or v["part"]))


def answer(v):
    return size(model_selection.kfold_indices, v)


def mistakes(v):
    (last,) = misconceptions_of(model_selection.kfold_indices, "T2.8/remainder_last")
    (swapped,) = misconceptions_of(model_selection.kfold_indices, "T2.8/swapped")
    named = {swapped.key: (swapped.message, size(swapped.mutant, v))}
    if size(last.mutant, v) != answer(v):
        named[last.key] = (last.message, size(last.mutant, v))
    return named


def accept(v):
    return v["n"] % v["k"] != 0


# %% [markdown]
# {{ n }} samples are cut into {{ k }} folds for cross-validation; fold sizes differ by at most one, and the larger folds come
# first. How many samples are used for **{{ "training" if part == "train" else "validation" }}** when fold number {{ fold + 1 }}
# (counted from 1) is held out?
# %% [raw]
# # END QUESTION
