# %% [raw]
# # BEGIN QUESTION
# name: transformer_kinds
# type: choice
# points: 1
# title: Parts of a transformer
# topics: [T7.1, T7.3, T7.4, T7.5, T7.6, T8.2, T8.3]
# %% tags=["variant"]
KINDS = {  # what it says → what it is
    r"$\mathrm{LN}(x + f(x))$": "a sub-layer with post-norm",
    r"$x + f(\mathrm{LN}(x))$": "a sub-layer with pre-norm",
    "Queries come from the decoder, keys and values from the encoder.": "cross-attention",
    "A token attends to itself and to what came before.": "causal self-attention",
    "All tokens of the input attend to each other.": "the self-attention of an encoder",
    "It acts on each token by itself, with the same weights.": "the feed-forward part",
    "It tells positions apart and is added to the embeddings.": "the positional encoding",
    "It joins the outputs of all heads.": "the output projection",
    "Groups of query heads share one key and one value head.": "grouped-query attention",
}


def variant(rng):
    told = [str(t) for t in rng.choice(list(KINDS), size=4, replace=False)]
    return {"name": KINDS[told[0]], "told": told}


def options(v):
    right, *others = v["told"]
    return {"right": [right], "wrong": {t: f"That is {KINDS[t]}." for t in others}}


# %% [markdown]
# Which of these belongs to **{{ name }}**?
# %% [raw]
# # END QUESTION
