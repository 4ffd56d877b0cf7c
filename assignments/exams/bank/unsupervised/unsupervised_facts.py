# %% [raw]
# # BEGIN QUESTION
# name: unsupervised_facts
# type: multiple
# points: 2
# title: Components, codes and maps
# topics: [T14.1, T14.2, T14.3]
# %% tags=["variant"]
RIGHT = [
    "ICA finds sources up to their order, sign and scale.",
    "Two Gaussian sources cannot be told apart by ICA.",
    "White data stay white when they are rotated.",
    "FastICA keeps its directions orthogonal on whitened data.",
    "Soft thresholding brings every value nearer to 0.",
    "A larger λ makes a sparse code have fewer entries.",
    "Orthogonal matching pursuit fits all chosen atoms again in every step.",
    "In a self-organising map, neighbours of the winner move as well.",
    "The neighbourhood of a self-organising map is measured on its grid.",
    "With a very narrow neighbourhood, a self-organising map learns as online k-means does.",
]
WRONG = {
    "Uncorrelated signals are independent.": "Correlation sees second moments only.",
    "PCA separates mixed speakers as well as ICA.": "It finds uncorrelated directions, not independent ones.",
    "ICA needs to know how the sources were mixed.": "It learns the unmixing from the mixtures.",
    "Hard thresholding shrinks the values that it keeps.": "Soft thresholding does.",
    "A sparse code needs fewer atoms in the dictionary than the data have dimensions.": "Often it has more.",
    "The winner of a self-organising map is the unit with the largest scalar product.": "The nearest unit wins.",
    "The units of a self-organising map move away from the sample.": "They move towards it.",
    "ISTA takes its threshold as λ, whatever the dictionary.": "It divides by the step's constant L.",
    "A self-organising map needs labels.": "It sees samples only.",
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
