# %% [raw]
# # BEGIN QUESTION
# name: vision_training
# type: choice
# points: 1
# title: How it was trained
# topics: [T9.4, T9.5, T9.6, T9.7]
# %% tags=["variant"]
GOALS = {  # goal → model, and what tells it from the others
    "Predict the pixels of patches that the encoder was not given.": ("MAE", "hides patches and predicts their pixels"),
    "Agree with the tempered class probabilities of a larger model.": ("distillation", "copies another model's outputs"),
    "Find, for each image of a batch, its text, and for each text its image.": ("CLIP", "compares all images of a batch with all texts"),
    "Compare image and text, say whether they match, and write a caption.": ("BLIP", "has three losses: contrast, matching, captioning"),
    "Predict the next word of texts with images in between, most weights frozen.": ("Flamingo", "is a frozen language model with gated layers"),
    "Predict the class of labelled images from frozen features.": ("a linear probe", "trains a classifier and leaves the features as they are"),
}


def variant(rng):
    goals = [str(g) for g in rng.choice(list(GOALS), size=4, replace=False)]
    return {"model": GOALS[goals[0]][0], "goals": goals}


def options(v):
    right, *others = v["goals"]
    notes = {g: f"That is {GOALS[g][0]}, which {GOALS[g][1]}." for g in others}
    return {"right": [right], "wrong": notes}


# %% [markdown]
# {% if model == "distillation" %}What is the goal of training by **distillation**?{% elif model == "a linear probe" %}What is the goal of
# training **a linear probe**?{% else %}Which goal is **{{ model }}** trained with?{% endif %}
# %% [raw]
# # END QUESTION
