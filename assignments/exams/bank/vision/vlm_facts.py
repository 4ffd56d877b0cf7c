# %% [raw]
# # BEGIN QUESTION
# name: vlm_facts
# type: multiple
# points: 2
# title: Vision and language
# topics: [T9.5, T9.6, T9.7]
# %% tags=["variant"]
RIGHT = [
    "In CLIP, the other texts of a batch are the negatives of an image.",
    "CLIP can classify images of classes for which it was given no labelled image.",
    "In BLIP's bootstrapping, a filter also removes texts that came from the web.",
    "Soft targets allow that an image of the batch also fits another image's text.",
    "Flamingo's gates start at 0, so that at first it answers as its language model does.",
    "The perceiver resampler hands on the same number of tokens for every resolution of the image.",
    "CLIP's two encoders map images and texts into one space, where a pair is near.",
    "BLIP has a loss of contrast, one of matching and one of captioning.",
]
WRONG = {
    "CLIP's loss asks for the right text of each image, but not for the right image of each text.": "Average both directions.",
    "CLIP learns its temperature as it is, without a logarithm.": "The parameter is log(1/τ).",
    "In BLIP's bootstrapping, the captioner removes texts that do not fit.": "The captioner generates, the filter removes.",
    "The momentum encoders of BLIP receive the gradient of the soft targets.": "Momentum targets are constants.",
    "Flamingo trains the weights of its language model further.": "The language model stays frozen.",
    "In Flamingo, a word attends to all images that came before it.": "Only the most recent image is attended.",
    "In the perceiver resampler, the image's features are the queries.": "Latents are the queries.",
}


def variant(rng):
    return {"statements": [str(s) for s in rng.choice([*RIGHT, *WRONG], size=5, replace=False)]}


def options(v):
    right = [s for s in v["statements"] if s in RIGHT]
    return {"right": right, "wrong": {s: WRONG[s] for s in v["statements"] if s in WRONG}}


def accept(v):
    return 2 <= len(options(v)["right"]) <= 3


# %% [markdown]
# Which of these statements are right?
# %% [raw]
# # END QUESTION
