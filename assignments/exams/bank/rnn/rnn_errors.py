# %% [raw]
# # BEGIN QUESTION
# name: rnn_errors
# type: text
# points: 6
# title: Find the error (recurrent networks)
# topics: [T6.1, T6.3, T6.4, T6.5, T6.7]
# lines: 6
# %% tags=["variant"]
CASES = {
    "explode": (
        "They train an Elman network with {H} units on sequences of {T} steps by full backpropagation through time and SGD. They clip nothing.",
        "The loss falls for {n} epochs; then it is NaN from one step to the next.",
        "The recurrent Jacobians' product explodes over {T} steps, and one step throws the weights away. Clip the global norm of the "
        "gradients before each step (or use gates, shorter truncation).",
    ),
    "vanish": (
        "Their Elman network with {H} units reads {T} steps and predicts a label that the first word decides.",
        "It learns nothing ({low} % accuracy). With sequences of 5 steps it reaches {high} %.",
        "Gradients vanish: a product of {T} Jacobians with norms below 1. Use an LSTM or a GRU (or attention, skip connections).",
    ),
    "bidirectional": (
        "They train a bidirectional LSTM with {H} units to predict each next word of a text of {T} words.",
        "Its perplexity on held-out text is {low_ppl}; the sentences it writes word by word make no sense.",
        "The backward direction has read the word that is to be predicted. A language model must be causal: use the forward "
        "direction alone.",
    ),
    "padding": (
        "Their translation model is trained on batches padded to {T} tokens, with the mean of the cross-entropy over **all** positions. "
        "Most sentences have fewer than 10 words.",
        "The loss is near 0 after {n} epochs; the translations stop after one or two words.",
        "Padding is easy and dominates the mean. Mask it: average over the real tokens alone.",
    ),
    "overwrite": (
        "In their own backward pass through {T} steps they write `dW_hh = outer(da, h_prev)` in the loop over time.",
        "The gradient check fails; with sequences of one step it passes.",
        "Weights are shared over time, so their gradient is a sum over the steps: `+=` instead of `=`.",
    ),
    "order": (
        "They load an LSTM with {H} units that was trained in another framework into torch. Its weights are stacked in the order i, f, o, g.",
        "No error is reported; the accuracy is {low} % instead of {high} %.",
        "torch expects i, f, g, o: shapes agree, but output gate and candidate change places. Reorder the blocks.",
    ),
    "state": (
        "They generate text with an LSTM of {H} units, token by token, and carry its hidden state h on; the cell state starts at 0 in each step.",
        "The text is fluent over 3 words and forgets after that what it was about; evaluated on whole texts the perplexity is fine.",
        "The memory of an LSTM is in its cell state. Carry both, h and c, from step to step.",
    ),
}


def variant(rng):
    low = int(rng.integers(12, 45))
    values = {
        "H": int(rng.choice([32, 64, 128, 256])), "T": int(rng.integers(6, 21)) * 10, "n": int(rng.integers(2, 12)), "low": low,
        "high": low + int(rng.integers(25, 45)), "low_ppl": float(rng.choice([1.2, 1.3, 1.5, 1.8])),
    }  # fmt: skip
    case = str(rng.choice(list(CASES)))
    told, seen, _ = (text.format(**values) for text in CASES[case])
    return {"case": case, "told": told, "seen": seen, "T": values["T"]}


def solution(v):
    key = CASES[v["case"]][2].format(T=v["T"])
    return f"2 points for the error, 2 for why it shows as it does, 2 for the repair. {key}"


# %% [markdown]
# Fellow students describe what they did: {{ told }}
#
# And what they saw: {{ seen }}
#
# **What** is the error, **why** does it show in this way, and **how** is it repaired?
# %% [raw]
# # END QUESTION
