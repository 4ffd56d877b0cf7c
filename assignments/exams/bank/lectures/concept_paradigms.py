# %% [raw]
# # BEGIN QUESTION
# name: concept_paradigms
# type: choice
# points: 1
# title: Kinds of learning
# topics: [T0.2]
# %% tags=["variant"]
from reference.lectures.concepts import concepts

ITEMS = {item.id: item for item in concepts() if item.id.startswith("paradigms/")}
NOTES = {  # for the wrong options of an item, in their order
    "paradigms/1": [
        "Networks of many layers are trained without labels, too.",
        "A validation set can be held out in both.",
        "Both minimise something.",
    ],
    "paradigms/2": [
        "That includes how the inputs are distributed: a generative model's part.",
        "That does not mention the labels that it is to tell apart.",
        "That describes how the inputs of a class are distributed: a generative model's part.",
    ],
    "paradigms/3": [
        "With that alone no new input can be drawn.",
        "A boundary tells classes apart, but no sample can be drawn from it.",
        "New samples have inputs, not only labels.",
    ],
    "paradigms/4": [
        "On the training set, the model of largest capacity always looks best.",
        "A test set that is used for choosing is no longer a test.",
        "The largest model may overfit.",
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
