# %% [raw]
# # BEGIN QUESTION
# name: selfsup_kinds
# type: choice
# points: 1
# title: Which self-supervised method
# topics: [T12.3, T12.4, T12.5, T12.6, T12.7, T12.8]
# %% tags=["variant"]
KINDS = {  # what it does → its name
    "All other views of a large batch are the negatives.": "SimCLR",
    "Negatives come from a queue of keys that a slow encoder gave.": "MoCo",
    "A predictor learns to hit what a moving average of the network says of the other view; there are no negatives.": "BYOL",
    "Both views go through the same network; a predictor and a stop-gradient are all that keeps it from collapsing.": "SimSiam",
    "Three terms: views agree, features vary, features do not covary.": "VICReg",
    "The correlations between the features of both views shall be the identity matrix.": "Barlow Twins",
    "A student learns a teacher's centred and sharpened probabilities.": "DINO",
    "Views predict each other's balanced assignments to prototypes.": "SwAV",
}


def variant(rng):
    told = [str(t) for t in rng.choice(list(KINDS), size=4, replace=False)]
    return {"name": KINDS[told[0]], "told": told}


def options(v):
    right, *others = v["told"]
    return {"right": [right], "wrong": {t: f"That describes {KINDS[t]}." for t in others}}


# %% [markdown]
# Which sentence describes **{{ name }}**?
# %% [raw]
# # END QUESTION
