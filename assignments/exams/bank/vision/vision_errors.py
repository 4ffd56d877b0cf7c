# %% [raw]
# # BEGIN QUESTION
# name: vision_errors
# type: text
# points: 6
# title: Find the error (vision)
# topics: [T9.2, T9.3, T9.4, T9.5, T9.7]
# lines: 6
# %% tags=["variant"]
CASES = {
    "shift": (
        "Their small Swin network has {n} layers with windows of {M}×{M} tokens. All layers cut the image into the same windows; "
        "there is no patch merging.",
        "Objects inside one window are found in {high} % of the images, objects across the border of two windows in {low} %.",
        "Without shifted windows (or merging) tokens of different windows never exchange information. Shift the windows by "
        "half their side in every second layer, with the mask.",
    ),
    "mask": (
        "In their Swin layer the image is shifted cyclically by −{s} and cut into windows of {M}×{M} tokens; attention is computed in each "
        "window and the image shifted back. That is all they do.",
        "With a bright object at the upper edge the features at the lower edge change, too.",
        "After the cyclic shift the last windows hold tokens from opposite edges, which are no neighbours. Mask the scores of "
        "pairs of different regions before the softmax.",
    ),
    "fuse": (
        "They fuse each convolution of a trained network with the batch norm behind it, and take mean and variance from one batch of "
        "{n} images for that.",
        "The fused network has {low} % accuracy, the network before it had {high} % in evaluation mode.",
        "In evaluation mode batch norm uses the running statistics; fusing with those of a small batch gives another network. "
        "Fuse with the running mean and variance.",
    ),
    "everywhere": (
        "Their masked autoencoder removes {ratio} % of the patches, chosen at random. Its encoder sees **all** patches, its decoder predicts all of "
        "them, and the loss is the mean squared error over all patches.",
        "The loss falls to almost 0 within {n} epochs; a linear probe on the features reaches only {low} %.",
        "The encoder sees what it should predict, so copying is enough. Give the encoder the kept patches only, and take the "
        "loss over the removed ones.",
    ),
    "norm": (
        "For zero-shot classification with CLIP they take the scalar product of the image's embedding with the mean of the embeddings of "
        "{n} prompts of each class; nothing is normalised.",
        "{high} % of all images go to the same two classes, whose prompts are the longest ones.",
        "Without unit vectors a class with long embeddings wins whatever the image shows. Normalise each prompt, average, "
        "normalise again (and the image, for cosines).",
    ),
    "frozen": (
        "They put gated cross-attention with α = 0 at the start into a language model, and train **all** weights on {n} thousand pairs of image and "
        "short caption.",
        "The captions are good; in questions without an image the model has fallen from {high} % to {low} %.",
        "The language model was trained on captions and forgot what it knew. Freeze its weights; train the gated layers and "
        "the resampler only.",
    ),
    "gate": (
        "They put cross-attention to images into a frozen language model without a gate: $y = x + a$; its weights start at random. They "
        "measure the loss on text before the first step, {n} times with other random weights.",
        "The language model alone has a perplexity of {low}, the one with the new layers one of {high}.",
        "New layers with random weights disturb what the frozen layers expect. Gate them with tanh(α) and α = 0 at the start: "
        "then the network first computes what the language model does.",
    ),
}


def variant(rng):
    case, M = str(rng.choice(list(CASES))), int(rng.integers(3, 9))
    low = int(rng.integers(12, 45))
    values = {
        "M": M, "s": int(rng.integers(1, M)), "n": int(rng.integers(4, 17)), "low": low,
        "high": low + int(rng.integers(25, 45)), "ratio": int(rng.choice([60, 70, 75, 80])),
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
