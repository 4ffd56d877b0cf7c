# %% [raw]
# # BEGIN QUESTION
# name: concept_brain
# type: choice
# points: 1
# title: Brains
# topics: [T0.2]
# %% tags=["variant"]
from reference.lectures.concepts import concepts

ITEMS = {item.id: item for item in concepts() if item.id.startswith("brain/")}
NOTES = {  # for the wrong options of an item, in their order
    "brain/1": [
        "Edges are what cells of the early visual areas respond to.",
        "A cell that answers to any spot is not selective.",
        "Speech belongs to the auditory system.",
    ],
    "brain/2": [
        "It is the name of a part of the brain, not of a quantity.",
        "It is the name of a part of the brain, not of a training signal.",
        "It is the name of a part of the brain, not of a science.",
    ],
    "brain/3": [
        "Brains learn for life, and networks learn in training.",
        "Many areas take part in vision.",
        "Early neurons see a small part of the image.",
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
