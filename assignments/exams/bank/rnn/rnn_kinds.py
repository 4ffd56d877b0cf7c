# %% [raw]
# # BEGIN QUESTION
# name: rnn_kinds
# type: choice
# points: 1
# title: Which recurrent network
# topics: [T6.1, T6.2, T6.3, T6.4, T6.6, T6.7]
# %% tags=["variant"]
KINDS = {  # what a network does → its name
    "Its hidden state is an input of its next step; it has no gates.": "the Elman network",
    "Its last output, and not its hidden state, is an input of its next step.": "the Jordan network",
    "Each of its outputs depends on the whole sequence, also on what comes later.": "the bidirectional network",
    "Its cell state is passed on by a gate that may stay near 1 for many steps.": "the LSTM",
    "It has a reset and an update gate, and no cell state beside its hidden state.": "the GRU",
    "It turns a sequence into another of any length: one part reads, the other writes.": "the encoder–decoder",
    "It sums over all ways in which labels and blanks can be spread over the steps.": "a network trained with CTC",
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
