# %% [raw]
# # BEGIN QUESTION
# name: concept_fields
# type: choice
# points: 1
# title: AI, machine learning, deep learning
# topics: [T0.2]
# %% tags=["variant"]
from reference.lectures.concepts import concepts

ITEMS = {item.id: item for item in concepts() if item.id.startswith("fields/")}
NOTES = {  # for the wrong options of an item, in their order
    "fields/1": [
        "Artificial intelligence is the widest of the four: it also has rules that nobody learned.",
        "Deep learning is a part of machine learning, not an alternative to it.",
        "The list goes from the narrowest to the widest field somewhere.",
    ],
    "fields/2": [
        "Deep networks learn from data: is that not what machine learning means?",
        "A decision tree learns from data and is no deep network.",
        "A decision tree learns from data and is no deep network, so the names differ.",
    ],
    "fields/3": [
        "Finding patterns in data is what machine learning does.",
        "A system of rules has no training, hence no loss.",
        "Learning a representation needs data; the rules were there before any data.",
    ],
    "fields/4": [
        "The labels of the test set are never learned from: they judge the result.",
        "The size of the data set is given to both.",
        "Formal rules belong to hand-coded systems.",
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
