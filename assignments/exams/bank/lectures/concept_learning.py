# %% [raw]
# # BEGIN QUESTION
# name: concept_learning
# type: choice
# points: 1
# title: Learned representations
# topics: [T0.2]
# %% tags=["variant"]
from reference.lectures.concepts import concepts

ITEMS = {item.id: item for item in concepts() if item.id.startswith("learning/")}
NOTES = {  # for the wrong options of an item, in their order
    "learning/1": [
        "Tuning each stage by hand is the opposite.",
        "End to end says what is trained, not how long.",
        "Then the stages before the last one have no part in it.",
    ],
    "learning/2": [
        "One-hot codes are local; distributed codes share units between concepts.",
        "Count with n = 3: each of the features may be on or off.",
        "Count with n = 3: each of the features may be on or off; all of them may be off, too.",
    ],
    "learning/3": [
        "That counts patterns with any number of units on; here exactly one is on.",
        "Each unit is on in one pattern only.",
        "No unit is needed to mark the empty pattern.",
    ],
    "learning/4": [
        "One-hot codes are local; distributed codes share units between concepts.",
        "A number in a list says nothing about what animals share.",
        "Separate networks share nothing between the animals.",
    ],
    "learning/5": [
        "Many parameters want many samples.",
        "The features of a deep network are hard to read.",
        "Depth, width and learning rate are hyper-parameters.",
    ],
    "learning/6": [
        "Deep means many layers.",
        "That is a limit of a single threshold unit.",
        "Gradient descent is how deep networks are trained.",
    ],
}


def variant(rng):
    name = list(ITEMS)[int(rng.integers(len(ITEMS)))]
    return {"item": name, "stem": ITEMS[name].stem}


def options(v):
    item = ITEMS[v["item"]]
    wrong = [option for i, option in enumerate(item.options) if i != item.answer]
    return {"right": [item.options[item.answer]], "wrong": dict(zip(wrong, NOTES[v["item"]], strict=True))}


def solution(v):
    item = ITEMS[v["item"]]
    return f"{item.options[item.answer]} {item.why} ({item.source})"


# %% [markdown]
# {{ stem }}
# %% [raw]
# # END QUESTION
