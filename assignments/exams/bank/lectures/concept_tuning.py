# %% [raw]
# # BEGIN QUESTION
# name: concept_tuning
# type: choice
# points: 1
# title: Tuning by people
# topics: [T0.2]
# %% tags=["variant"]
from reference.lectures.concepts import concepts

ITEMS = {item.id: item for item in concepts() if item.id.startswith("tuning/")}
NOTES = {  # for the wrong options of an item, in their order
    "tuning/1": [
        "The study reports a clear relation.",
        "The relation had the other sign.",
        "It was a relation over all levels of experience.",
    ],
    "tuning/2": [
        "Hyper-parameters such as the number of layers have no gradient here.",
        "They did change the settings.",
        "A full grid needs a plan, and many runs.",
    ],
    "tuning/3": [
        "Results differed because hyper-parameters matter.",
        "Many hyper-parameters were tuned in the study.",
        "No factor makes up for missing runs.",
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
