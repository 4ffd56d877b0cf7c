# %% [raw]
# # BEGIN QUESTION
# name: concept_frameworks
# type: choice
# points: 1
# title: Frameworks
# topics: [T0.2]
# %% tags=["variant"]
from reference.lectures.concepts import concepts

ITEMS = {item.id: item for item in concepts() if item.id.startswith("frameworks/")}
NOTES = {  # for the wrong options of an item, in their order
    "frameworks/1": [
        "OpenAI is known for the GPT models.",
        "Caffe2 was merged with PyTorch.",
        "DeepMind is known for AlphaGo; it used the framework.",
    ],
    "frameworks/2": [
        "The year of PyTorch in the course notes is a later one.",
        "The year of TensorFlow in the course notes is an earlier one.",
        "In 2012 neither of the two existed.",
    ],
    "frameworks/3": [
        "The one with the higher-level building blocks lies on top.",
        "Both names are in use, for two packages.",
        "They are used together.",
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
