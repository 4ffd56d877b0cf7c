# %% [raw]
# # BEGIN QUESTION
# name: metric_facts
# type: multiple
# points: 3
# title: Metric learning and SimCLR
# topics: [T12.1, T12.2, T12.3]
# %% tags=["variant"]
RIGHT = [
    "A triplet whose negative is far enough away has no gradient.",
    "A hard triplet takes the farthest positive and the nearest negative.",
    "A semi-hard negative is farther away than the positive, but within the margin.",
    "In the contrastive loss, pairs of different classes cost nothing beyond the margin.",
    "In the multi-similarity loss, pairs of one anchor share one logarithm.",
    "The λ of the multi-similarity loss shifts similarities.",
    "In SimCLR, an image of a batch of N has 2N − 2 negatives.",
    "SimCLR needs no labels: the positive is another view of the same image.",
    "A lower temperature makes SimCLR's loss look more at the nearest negatives.",
]
WRONG = {
    "In SimCLR, an image is its own positive.": "The pair of a view with itself is left out.",
    "SimCLR compares the vectors by their Euclidean distance.": "By cosines, divided by the temperature.",
    "In SimCLR, only first views are anchors.": "Both views are.",
    "A batch of SimCLR may have one image only and still teach something.": "Without negatives the loss is 0.",
    "The triplet loss pulls the anchor to its negative.": "To the positive, and away from the negative.",
    "In the multi-similarity loss, every anchor needs a positive.": "An empty set contributes 0.",
    "Hard triplets are those of random images.": "They are chosen by their distances.",
    "The margin of the triplet loss is subtracted inside the bracket.": "It is added.",
    "The binomial deviance takes one logarithm of the sum over all pairs.": "One logarithm a pair; that is the multi-similarity loss.",
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
