# %% [raw]
# # BEGIN QUESTION
# name: attention_facts
# type: multiple
# points: 2
# title: Attention and transformers
# topics: [T7.1, T7.2, T7.3, T7.4, T7.5, T7.6, T7.7]
# %% tags=["variant"]
RIGHT = [
    "Without positions, permuting the tokens of self-attention permutes its outputs in the same way.",
    "The weights of a query sum to 1 over the keys.",
    "Scores of independent entries with variance 1 have variance d: hence the factor 1/√d.",
    "More heads of a smaller size do not change the number of parameters.",
    "The inner product of two sinusoidal encodings depends on their distance alone.",
    "Layer norm uses mean and variance of the features of one token.",
    "In a decoder only self-attention is causal; all of the encoder's memory is seen.",
    "RMS norm does not subtract the mean.",
    "Rotary positions turn queries and keys, not values.",
    "Grouped queries make the cache of keys and values smaller.",
    "Attention in tiles gives the same result as attention at once.",
]
WRONG = {
    "The cost of full self-attention grows linearly with the length.": "There is a score for each pair of tokens.",
    "Masked scores are set to 0 before the softmax.": "e⁰ is 1: set them to −∞.",
    "The scale of multi-head attention is the root of the whole width.": "It is the root of the head's size.",
    "Layer norm uses the statistics of the batch.": "Each token is normalised by itself.",
    "Cross-attention takes its queries from the encoder.": "Queries come from the decoder.",
    "Encoder-only models such as BERT mask what comes later.": "BERT attends in both directions.",
    "GPT's decoder layers have cross-attention.": "Without an encoder there is nothing to attend to.",
    "The heads of multi-head attention are averaged.": "They stand side by side, and are projected.",
    "Positional encodings multiply the embeddings.": "They are added.",
    "Rotary positions make scores depend on both positions separately.": "Only the distance counts.",
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
