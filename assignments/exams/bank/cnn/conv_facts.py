# %% [raw]
# # BEGIN QUESTION
# name: conv_facts
# type: multiple
# points: 2
# title: Convolutions and pooling
# topics: [T5.1, T5.2, T5.3, T5.4]
# %% tags=["variant"]
RIGHT = [
    "A 1×1 convolution is the same dense layer over the channels at every pixel.",
    "A depthwise convolution does not mix channels.",
    "Shifting the input of a convolution (stride 1) shifts its output by the same amount.",
    "A causal convolution pads on the left only.",
    "A transposed convolution is the adjoint of the convolution with the same weights.",
    "In max-pooling, one position of each window receives the gradient.",
    "With two groups a convolution has half as many weights as without groups.",
    "A convolution layer has the same weights at all positions.",
    "Dilation widens the receptive field without more weights.",
]
WRONG = {
    "A transposed convolution undoes a convolution exactly.": "Transposed convolution is the adjoint, not the inverse.",
    "A convolution layer in deep learning flips its kernel.": "Deep-learning convolution does not flip.",
    "A filter is applied to one input channel only.": "Sum over input channels.",
    "A depthwise separable convolution consists of a depthwise convolution alone.": "Depthwise alone does not mix channels.",
    "Max-pooling has learnable weights.": "A maximum has nothing to learn.",
    "A dilation of 2 doubles the number of weights of a kernel.": "Dilation leaves gaps between the same weights.",
    "A locally connected layer has the same weights at all positions.": "Local connection and shared weights are two things.",
    "With stride 2 the output of a convolution is twice as wide as its input.": "A stride skips positions.",
    "In average pooling, the largest entry of a window receives the whole gradient.": "A mean depends on all entries equally.",
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
