# %% [raw]
# # BEGIN QUESTION
# name: concept_why_now
# type: choice
# points: 1
# title: Why deep learning works now
# topics: [T0.2]
# %% tags=["variant"]
from reference.lectures.concepts import concepts

ITEMS = {item.id: item for item in concepts() if item.id.startswith("why_now/")}
NOTES = {  # for the wrong options of an item, in their order
    "why_now/1": [
        "Networks became larger, and formal languages belong to hand-coded rules.",
        "Hand-made features and expert rules are what deep learning replaced.",
        "Data sets became larger.",
    ],
    "why_now/2": [
        "A GPU has no disk.",
        "Few and strong cores describe a CPU.",
        "Both compute with rounded floating-point numbers.",
    ],
    "why_now/3": [
        "That is the reason called data.",
        "That is the reason called hardware.",
        "An online encyclopedia is a source of data.",
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
