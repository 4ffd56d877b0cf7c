# %% [raw]
# # BEGIN QUESTION
# name: concept_gpt3
# type: choice
# points: 1
# title: Large language models
# topics: [T0.2]
# %% tags=["variant"]
from reference.lectures.concepts import concepts

ITEMS = {item.id: item for item in concepts() if item.id.startswith("gpt3/")}
NOTES = {  # for the wrong options of an item, in their order
    "gpt3/1": [
        "BERT fills gaps; it is not made for writing on.",
        "AlexNet classifies images.",
        "StackGAN v2 turns text into images.",
    ],
    "gpt3/2": [
        "Nothing is looked up: the text comes from the weights.",
        "Independent tokens would not make a sentence.",
        "A causal model conditions on what stands before.",
    ],
    "gpt3/3": [
        "The model has its weights only; it looks nothing up.",
        "The training text was written by people, who may be wrong or joking.",
        "It did write about what does not exist.",
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
