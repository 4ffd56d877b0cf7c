# %% [raw]
# # BEGIN QUESTION
# name: training_facts
# type: multiple
# points: 2
# title: Training networks
# topics: [T4.1, T4.2, T4.3, T4.4, T4.5, T4.6, T4.7]
# %% tags=["variant"]
RIGHT = [
    "Test data are standardised with the mean and standard deviation of the training data.",
    "At test time, inverted dropout leaves the activations as they are.",
    "Units of a layer whose incoming and outgoing weights start equal stay equal.",
    "Momentum adds a part of the previous step to the present one.",
    "Adam divides by the root of a running mean of squared gradients.",
    "On a quadratic, gradient descent diverges from almost every start when the learning rate exceeds $2/\\lambda_{\\max}$.",
    "A mini-batch gradient is a noisy estimate of the full gradient.",
    "The loss of a deep network has in general no minimum that a formula gives.",
    "A ReLU unit that is off for every sample receives no gradient.",
]
WRONG = {
    "Setting all weights to zero is a good start.": "Equal weights stay equal: break the symmetry.",
    "Dropout with $p$ as drop probability divides the kept activations by $p$.": "Divide by the keep probability.",
    "With exponential decay the sum of all learning rates is infinite.": "A geometric series has a finite sum.",
    "Full gradient descent makes one step for each sample.": "The full gradient needs all samples before it makes a step.",
    "Adam without bias correction makes smaller first steps than with it ($\\beta_1 = 0.9$, $\\beta_2 = 0.999$).": "Both running means start too small; which of them by more, and where does it stand?",
    "A training that stops short of the least training loss has failed.": "The loss on new data counts, and it may be lower before.",
    "Dropout is used at test time, too, so that training and test agree.": "No unit is dropped at test time.",
    "A validation loss that rises calls for a larger network.": "A validation loss that rises calls for less capacity or more regularisation.",
    "Each feature is standardised with the mean over its sample.": "Standardise each feature over samples.",
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
