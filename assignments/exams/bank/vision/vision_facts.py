# %% [raw]
# # BEGIN QUESTION
# name: vision_facts
# type: multiple
# points: 2
# title: Vision and vision-language models
# topics: [T9.1, T9.2, T9.3, T9.4, T9.5, T9.6, T9.7]
# %% tags=["variant"]
RIGHT = [
    "The patch projection of a vision transformer is a convolution whose stride is its kernel size.",
    "In Swin, shifted windows let neighbouring windows exchange information.",
    "The cost of attention in windows of a fixed size grows linearly with the number of tokens.",
    "A convolution and the batch norm after it can be one convolution at inference.",
    "In FasterViT, windows exchange information through their carrier tokens.",
    "The encoder of a masked autoencoder sees the kept patches only.",
    "A linear probe trains a linear classifier on frozen features.",
    "In CLIP, the other texts of a batch are the negatives of an image.",
    "CLIP can classify images of classes for which it was given no labelled image.",
    "In BLIP's bootstrapping, a filter also removes texts that came from the web.",
    "Soft targets allow that an image of the batch also fits another image's text.",
    "Flamingo's gates start at 0, so that at first it answers as its language model does.",
    "The perceiver resampler hands on the same number of tokens for every resolution of the image.",
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
    "CLIP's loss asks for the right text of each image, but not for the right image of each text.": "Average both directions.",
    "CLIP learns its temperature as it is, without a logarithm.": "The parameter is log(1/τ).",
    "In BLIP's bootstrapping, the captioner removes texts that do not fit.": "The captioner generates, the filter removes.",
    "The momentum encoders of BLIP receive the gradient of the soft targets.": "Momentum targets are constants.",
    "Flamingo trains the weights of its language model further.": "The language model stays frozen.",
    "In Flamingo, a word attends to all images that came before it.": "Only the most recent image is attended.",
    "In the perceiver resampler, the image's features are the queries.": "Latents are the queries.",
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
