# %% [raw]
# # BEGIN QUESTION
# name: ctc_paths
# type: multiple
# points: 2
# title: Paths and labellings
# topics: [T6.6]
# %% tags=["variant"]
import itertools

from reference.misconceptions import misconceptions_of
from reference.rnn import ctc

LETTERS = "-ab"
TARGETS = ["a", "ab", "aa", "ba", "bb", "aba", "aab", "abb"]
NAMED = misconceptions_of(ctc.ctc_collapse, "T6.6/blanks_first", "T6.6/each_once", "T6.6/not_merged")


def spelled(ids):
    return "".join(LETTERS[i] for i in ids)


PATHS = list(itertools.product(range(3), repeat=5))
BY_LABEL = {t: [spelled(p) for p in PATHS if spelled(ctc.ctc_collapse(p)) == t] for t in TARGETS}


def trap(target, function):
    return [spelled(p) for p in PATHS if spelled(function(p)) == target and spelled(ctc.ctc_collapse(p)) != target]


TRAPS = {t: [trap(t, m.mutant) for m in NAMED] for t in TARGETS}


def note(path, target):
    told = next(m.message for m in NAMED if spelled(m.mutant([LETTERS.index(c) for c in path])) == target)
    return f"It gives {spelled(ctc.ctc_collapse([LETTERS.index(c) for c in path]))}. {told}"


def variant(rng):
    target = str(rng.choice(TARGETS))
    right = [str(p) for p in rng.choice(BY_LABEL[target], size=2, replace=False)]
    wrong = sorted({str(rng.choice(paths)) for paths in TRAPS[target] if paths})
    return {"target": target, "right": right, "wrong": wrong}


def options(v):
    return {"right": [f"`{p}`" for p in v["right"]], "wrong": {f"`{p}`": note(p, v["target"]) for p in v["wrong"]}}


def accept(v):
    return len(v["wrong"]) >= 2


# %% [markdown]
# Which of these paths of five steps ("-" is the blank) does CTC read as the labelling **{{ target }}**?
# %% [raw]
# # END QUESTION
