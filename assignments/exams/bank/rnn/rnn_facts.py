# %% [raw]
# # BEGIN QUESTION
# name: rnn_facts
# type: multiple
# points: 2
# title: Recurrent networks
# topics: [T6.1, T6.3, T6.4, T6.5, T6.6, T6.7]
# %% tags=["variant"]
RIGHT = [
    "A recurrent network uses the same weights in each step.",
    "In backpropagation through time a weight's gradient is a sum over the steps.",
    "Truncated backpropagation does not pass gradients across a cut.",
    "If all recurrent Jacobians have norms below 1, gradients vanish over many steps.",
    "Clipping by norm keeps the direction of the gradient.",
    "In an LSTM the gradient reaches the old cell state through a factor, the forget gate.",
    "An LSTM mitigates vanishing gradients; it does not rule them out.",
    "Each direction of a bidirectional network has weights of its own.",
    "With teacher forcing the decoder reads the right tokens, shifted by one.",
    "CTC needs no alignment of labels and steps.",
    "BLEU counts an n-gram at most as often as the reference has it.",
]
WRONG = {
    "A recurrent network has other weights in each step.": "Weights are shared over time.",
    "A bidirectional network is a good choice for predicting the next token.": "It has seen the token already.",
    "Clipping by norm cuts each entry by itself.": "It scales all gradients by one factor.",
    "Clipping cures vanishing gradients.": "It bounds gradients that explode; small ones stay small.",
    "The first LSTM, of 1997, had a forget gate.": "Forget gates came in 2000.",
    "The candidate of an LSTM is squashed by a sigmoid.": "Gates use the sigmoid, the candidate tanh.",
    "A GRU has more parameters than an LSTM of the same size.": "A GRU has three blocks, an LSTM four.",
    "Padding takes part in the mean of the loss.": "Only real tokens have a loss.",
    "CTC removes blanks first, then it merges repeats.": "Merge first: else no letter could come twice.",
    "BLEU is an arithmetic mean of precisions.": "It is a geometric mean, times a brevity penalty.",
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
