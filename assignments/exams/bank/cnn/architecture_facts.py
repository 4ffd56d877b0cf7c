# %% [raw]
# # BEGIN QUESTION
# name: architecture_facts
# type: choice
# points: 1
# title: Architectures
# topics: [T5.6, T5.7]
# %% tags=["variant"]
ITEMS = {  # stem → right option, and wrong ones with what they show
    "How does a residual block join its input $x$ and its branch $F(x)$?": (
        "It adds them.",
        {
            "It concatenates their channels.": "That is the way of DenseNet and Inception.",
            "It multiplies them.": "A product of small numbers vanishes; the shortcut is there to prevent that.",
            "It takes the larger one.": "A maximum passes the gradient to one of the two only.",
        },
    ),
    "When does a residual block need a 1×1 convolution in its shortcut?": (
        "When its branch changes the shape.",
        {
            "Always.": "Where the shapes agree, the shortcut is the identity.",
            "When it is the last block of the network.": "The place in the network does not matter.",
            "When its branch has batch normalisation.": "Normalisation leaves the shape as it is.",
        },
    ),
    "How does a dense block (DenseNet) use the outputs of earlier layers?": (
        "It concatenates their channels.",
        {
            "It adds them.": "That is ResNet's way.",
            "It uses the output of the layer before only.": "Then it would be a plain chain of layers.",
            "It averages them.": "Averaging would lose what a single layer found.",
        },
    ),
    "How many learnable parameters has a batch normalisation of $C$ channels?": (
        "$2C$",
        {
            "$4C$": "Running statistics are not parameters.",
            "$C$": "There is a scale and a shift.",
            "2": "Each channel has its own.",
        },
    ),
    "Over which axes does batch normalisation of an image batch (N, C, H, W) compute a mean?": (
        "N, H and W",
        {
            "N": "All positions of a channel share their statistics.",
            "C, H and W": "Each channel has statistics of its own.",
            "H and W": "The samples of a batch share their statistics.",
        },
    ),
    "How do the branches of an Inception block come together?": (
        "Their channels are concatenated.",
        {
            "Their outputs are added.": "That is ResNet's way.",
            "The branch with the largest activation is chosen.": "All branches are used.",
            "They vote on the class.": "The block is in the middle of the network and knows no classes.",
        },
    ),
    "What makes MobileNet small?": (
        "Depthwise separable convolutions.",
        {
            "Dense layers instead of convolutions.": "Dense layers are the large ones.",
            "Larger kernels.": "Larger kernels have more weights.",
            "A fully connected shortcut.": "Shortcuts are ResNet's idea.",
        },
    ),
    "What do C-cells of the Neocognitron do?": (
        "They pool over positions.",
        {
            "They detect features.": "That is the part of the S-cells.",
            "They learn by backpropagation.": "The Neocognitron learned without backpropagation.",
            "They subtract the mean.": "Nothing is subtracted in a C-cell.",
        },
    ),
    "Why has a convolution in front of batch normalisation no bias?": (
        "The normalisation subtracts it again.",
        {
            "A bias would make the network slower to run on images.": "A bias costs hardly anything.",
            "Batch normalisation has a bias per pixel.": "Its shift is one per channel.",
            "Convolutions never have a bias.": "Without normalisation they have one per output channel.",
        },
    ),
}


def variant(rng):
    return {"stem": list(ITEMS)[int(rng.integers(len(ITEMS)))]}


def options(v):
    right, wrong = ITEMS[v["stem"]]
    return {"right": [right], "wrong": wrong}


# %% [markdown]
# {{ stem }}
# %% [raw]
# # END QUESTION
