# %% [raw]
# # BEGIN QUESTION
# name: bias_variance_facts
# type: multiple
# points: 2
# title: Fitting and choosing models
# topics: [T2.8, T0.2]
# %% tags=["variant"]
RIGHT = [
    "A model of larger capacity usually has a smaller bias and a larger variance.",
    "More training samples reduce the variance of a fitted model.",
    "A stronger L2 penalty usually raises the bias and lowers the variance.",
    "A training loss far below the validation loss is a sign of overfitting.",
    "In k-fold cross-validation each sample is in a validation fold exactly once.",
    "No model can have an expected squared error below the variance of the noise.",
    "A training loss that stays high is a sign of underfitting.",
    "A large network can fit labels that were drawn at random: it memorises them.",
]
WRONG = {
    "Hyper-parameters are chosen by their result on the test set.": "Choose hyper-parameters on validation data, never on the test set.",
    "The model with the smallest training loss generalises best.": "The training loss keeps falling while a model overfits.",
    "Collecting more samples removes the bias of a model that is too simple.": "A straight line does not bend, whatever the number of points.",
    "Bias is the error that random noise in the labels causes.": "Noise in the labels is a term of its own; bias is about the mean of the fits.",
    "Overfitting is cured by a model of larger capacity.": "More capacity fits the noise even better.",
    "In k-fold cross-validation the validation folds overlap.": "Validation folds must be disjoint and cover everything.",
    "A model that has memorised its training data does well on new data.": "What is known by heart helps with nothing else.",
    "A penalty on the weights serves to lower the training loss.": "On the training data the penalty can only cost something.",
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
