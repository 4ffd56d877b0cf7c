# %% [raw]
# # BEGIN QUESTION
# name: selfsup_facts
# type: multiple
# points: 2
# title: Learning without labels
# topics: [T12.4, T12.5, T12.6, T12.7, T12.8, T12.9]
# %% tags=["variant"]
RIGHT = [
    "MoCo's queue gives many negatives without a large batch.",
    "The keys of MoCo carry no gradient.",
    "BYOL has no negatives.",
    "BYOL's target network is a moving average of the online network.",
    "Without its stop-gradient, SimSiam collapses to a constant.",
    "VICReg's variance term keeps features from becoming constant.",
    "Barlow Twins wants each feature of one view to correlate with the same feature of the other view only.",
    "DINO's centring alone would favour even scores; the low temperature of the teacher works against that.",
    "Balanced assignments keep one prototype from taking all images.",
    "A representation with all images at one point has a perfect invariance loss.",
    "Linear CKA stays as it is when one of the representations is rotated.",
]
WRONG = {
    "MoCo trains its key encoder by gradient descent.": "It follows the query encoder slowly.",
    "In MoCo's queue, the newest keys leave first.": "The oldest ones do.",
    "SimSiam has a momentum encoder.": "It has a stop-gradient and a predictor.",
    "BYOL's target network moves faster towards the end.": "Its τ rises to 1: it slows down.",
    "VICReg compares each image with the negatives of the batch.": "It has no negatives.",
    "VICReg's covariance term includes the variances.": "Only entries beside the diagonal.",
    "Barlow Twins wants all correlations to be 0.": "Those on the diagonal shall be 1.",
    "In DINO, the student's scores are centred.": "The teacher's are.",
    "The effective rank of a collapsed representation is as large as its number of features.": "It is about 1.",
    "A linear probe fine-tunes the encoder.": "The features stay frozen.",
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
