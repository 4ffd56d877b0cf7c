# %% [raw]
# # BEGIN QUESTION
# name: vision_kinds
# type: choice
# points: 1
# title: Which vision network
# topics: [T9.1, T9.2, T9.3, T9.4]
# %% tags=["variant"]
KINDS = {  # what it does → its name
    "It cuts the image into patches, and all patches attend to each other in every layer.": "the vision transformer (ViT)",
    "Its tokens attend within windows, which are shifted in every second layer.": "Swin",
    "It is trained with convolutions, batch norms and skip connections that become one convolution for inference.": "FastViT",
    "Its windows exchange what they know through a few extra tokens, one or more for each window.": "FasterViT",
    "It sees a quarter of the patches and is trained to paint the others.": "the masked autoencoder (MAE)",
    "It is trained to answer as a larger network does, also in the classes that are wrong.": "a distilled network",
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
