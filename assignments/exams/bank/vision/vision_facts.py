# %% [raw]
# # BEGIN QUESTION
# name: vision_facts
# type: multiple
# points: 2
# title: Vision transformers
# topics: [T9.1, T9.2, T9.3, T9.4]
# %% tags=["variant"]
RIGHT = [
    "The patch projection of a vision transformer is a convolution whose stride is its kernel size.",
    "In Swin, shifted windows let neighbouring windows exchange information.",
    "The cost of attention in windows of a fixed size grows linearly with the number of tokens.",
    "A convolution and the batch norm after it can be one convolution at inference.",
    "In FasterViT, windows exchange information through their carrier tokens.",
    "The encoder of a masked autoencoder sees the kept patches only.",
    "A linear probe trains a linear classifier on frozen features.",
    "Distillation compares the tempered probabilities of student and teacher.",
]
WRONG = {
    "Without position embeddings a vision transformer still knows where a patch was.": "Attention without positions does not know the order of its tokens.",
    "The class token is the average of all patches.": "The class token is learned, and comes before the patches.",
    "Swin shifts its windows in every layer.": "Layers with regular and with shifted windows take turns.",
    "Patch merging averages four neighbours.": "Patch merging concatenates four neighbours, then a linear map follows.",
    "A convolution is fused with a batch norm by the statistics of the current batch.": "Fuse with running statistics.",
    "In FasterViT, all tokens of the image attend to each other.": "Only carrier tokens attend globally.",
    "A masked autoencoder's loss compares all patches with the image.": "Only removed patches enter the loss.",
    "A masked autoencoder keeps three quarters of the patches.": "About 75 % are removed.",
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
