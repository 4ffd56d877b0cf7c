# %% [raw]
# # BEGIN QUESTION
# name: generative_kinds
# type: choice
# points: 1
# title: Which generative model
# topics: [T10.1, T10.2, T10.3, T10.4, T10.5]
# %% tags=["variant"]
KINDS = {  # what it does → its name
    "It predicts each entry from those before it; masks hide the others.": "an autoregressive model",
    "It codes a sample as a mean and a variance, and raises a bound of its likelihood.": "a variational autoencoder",
    "It is a chain of invertible maps, whose determinants give the exact likelihood.": "a normalising flow",
    "It is paid for samples that a second network takes for real ones.": "a generative adversarial network",
    "It replaces what its encoder gives by the nearest of a few learned vectors.": "a VQ-VAE",
    "It projects the data onto the directions of their largest variance and back.": "the best linear autoencoder",
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
