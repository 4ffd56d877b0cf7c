# %% [raw]
# # BEGIN QUESTION
# name: find_the_error
# type: text
# points: 6
# title: Find the error
# topics: [T3.4, T4.1, T4.5, T4.6, T4.7]
# lines: 6
# %% tags=["variant"]
CASES = {
    "sign": (
        "For a sigmoid output unit with the loss $\\tfrac12(\\hat y - y)^2$ they use $\\delta = (y - \\hat y)\\,\\hat y\\,(1 - \\hat y)$ and the "
        "update $w \\leftarrow w - \\eta\\,\\delta\\,h$ with $\\eta = {lr}$.",
        "The training loss rises from {low} to {high} within {n} epochs.",
        "The delta has the wrong sign for an update with a minus: the step goes along the gradient, uphill. Use ŷ − y in the "
        "delta (or a plus in the update).",
    ),
    "zero": (
        "All weights and biases of a network with one hidden layer of {n} sigmoid units start at 0; the learning rate is {lr}.",
        "After training, all hidden units have the same weights, and the training loss has stopped falling at {high}.",
        "Units of a layer that start equal get equal gradients and stay equal: the layer acts as one unit. Start from small "
        "random weights.",
    ),
    "leak": (
        "They standardise each feature with the mean and standard deviation of all samples, and then split these into training, "
        "validation and test set.",
        "The error on the test set is {low} %, yet on data that were collected {n} weeks later it is {high} %.",
        "Statistics of the test data went into the preprocessing (leakage), so the test error is too optimistic. Split first, and "
        "scale everything with the statistics of the training set.",
    ),
    "rate": (
        "They train a linear model with the squared loss by full gradient descent, $w \\leftarrow w - \\eta \\nabla L$, with $\\eta = {lr}$; "
        "the largest eigenvalue of the Hessian of $L$ is {eig}.",
        "The loss changes from {low} to {high} in the first {n} steps, and then overflows.",
        "The learning rate is above 2/λmax, so each step overshoots the minimum along the steepest direction by more than it "
        "came. Use η < 2/λmax, or scale the features.",
    ),
    "dropout": (
        "They use inverted dropout with drop probability {p}. When they evaluate the network, they leave dropout switched on.",
        "Two evaluations of the same network on the same {n} samples give the losses {low} and {high}.",
        "Units are dropped at random in the test, too: the output is random and worse. At test time inverted dropout is the "
        "identity (evaluation mode).",
    ),
    "relu": (
        "A network with ReLU units in its hidden layer is trained with the learning rate {lr}. In the first step the biases of the hidden layer are pushed to about −{n}.",
        "From then on the training loss stays at {high}, and the gradient of the hidden layer's weights is exactly 0.",
        "The pre-activations are negative for every sample, where the slope of the ReLU is 0: dead units get no gradient. Use a "
        "smaller learning rate (or a leaky ReLU), and start again.",
    ),
}


def variant(rng):
    case, low = str(rng.choice(list(CASES))), int(rng.integers(4, 16))
    eig = int(rng.integers(4, 13)) * 5
    values = {
        "low": f"{low / 10:g}", "high": f"{(low + int(rng.integers(8, 30))) / 10:g}", "n": int(rng.integers(4, 13)),
        "lr": f"{2.1 / eig:.3g}" if case == "rate" else f"{rng.choice([0.1, 0.5, 1]):g}",
        "eig": eig, "p": f"{rng.choice([0.2, 0.25, 0.5]):g}",
    }  # fmt: skip
    told, seen, _ = CASES[case]
    return {"case": case, "told": told.format(**values), "seen": seen.format(**values)}


def solution(v):
    return f"2 points for the error, 2 for why it shows as it does, 2 for the repair. {CASES[v['case']][2]}"


# %% [markdown]
# Fellow students describe what they did: {{ told }}
#
# And what they saw: {{ seen }}
#
# **What** is the error, **why** does it show in this way, and **how** is it repaired?
# %% [raw]
# # END QUESTION
