# %% [raw]
# # BEGIN QUESTION
# name: concept_applications
# type: choice
# points: 1
# title: Applications
# topics: [T0.2]
# %% tags=["variant"]
from reference.lectures.concepts import concepts

ITEMS = {item.id: item for item in concepts() if item.id.startswith("applications/")}
NOTES = {  # for the wrong options of an item, in their order
    "applications/1": [
        "Go was played by AlphaGo.",
        "Speech is what the assistants' networks transcribe.",
        "Proteins came eight years later.",
    ],
    "applications/2": [
        "Moves in a game are AlphaGo's business.",
        "Replies to mails are Smart Reply's business.",
        "Landmarks of a face are a task of vision.",
    ],
    "applications/3": [
        "That describes a captioning system.",
        "That describes a speech recogniser.",
        "That describes a speech synthesiser.",
    ],
    "applications/4": [
        "Its input is a picture of a face.",
        "It finds objects in pictures.",
        "It plays a game.",
    ],
    "applications/5": [
        "AlphaFold is science and AlexNet is vision.",
        "StackGAN v2 draws images.",
        "Faster R-CNN is vision.",
    ],
    "applications/6": [
        "The words stayed as they were.",
        "The words stayed as they were; nothing was shortened.",
        "A score is a number, and the network made something to look at.",
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
