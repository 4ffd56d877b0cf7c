# %% [raw]
# # BEGIN QUESTION
# name: concept_hardware
# type: choice
# points: 1
# title: CPU and GPU
# topics: [T0.2]
# %% tags=["variant"]
from reference.lectures.concepts import concepts

ITEMS = {item.id: item for item in concepts() if item.id.startswith("hardware/")}
NOTES = {  # for the wrong options of an item, in their order
    "hardware/1": [
        "A single core of a GPU is the weaker one.",
        "A dense product multiplies zeros as well.",
        "Both need memory, and moving data often limits the speed.",
    ],
    "hardware/2": [
        "Count again: which of the two chips packs more cores?",
        "The two are built for different kinds of work.",
        "A core of a CPU has many more instructions than that.",
    ],
    "hardware/3": [
        "The samples of a batch do not wait for each other.",
        "Positions, images and filters do not wait for each other.",
        "The entries of the product do not wait for each other.",
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
