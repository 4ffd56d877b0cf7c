# %% [raw]
# # BEGIN QUESTION
# name: generative_facts
# type: multiple
# points: 2
# title: Generative models
# topics: [T10.1, T10.2, T10.3, T10.4, T10.5]
# %% tags=["variant"]
RIGHT = [
    "The first layer of a PixelCNN must not see the pixel that it predicts.",
    "MADE gives the likelihood of a sample with one pass of the network.",
    "An autoregressive model of D entries needs D passes to draw one sample.",
    "The bound of a VAE is never above the log-likelihood.",
    "With the reparameterisation, gradients reach the mean and the variance that the encoder gives.",
    "A coupling layer is inverted without inverting the networks in it.",
    "The log-determinant of an affine coupling layer is a sum of the outputs of one network.",
    "A flow has as many latent numbers as its data have entries.",
    "When a GAN's discriminator is sure of the fakes, the minimax loss hardly moves the generator.",
    "In a VQ-VAE, the encoder's gradient is copied past the choice of the nearest code.",
]
WRONG = {
    "In a flow, the networks of a coupling layer must be invertible.": "They are only evaluated, on the half that stays.",
    "A VAE gives the exact likelihood of an image.": "It gives a bound; the exact likelihood has an integral over z.",
    "The KL term of a VAE may be negative.": "A Kullback–Leibler divergence is never below 0.",
    "A GAN is trained by the likelihood of the images.": "A GAN has no likelihood; it learns from a discriminator.",
    "The discriminator and the generator of a GAN lower the same loss.": "They play against each other.",
    "In MADE, an output may see the input at its own place.": "Then it could copy what it should predict.",
    "The codes of a VQ-VAE receive the gradient of the decoder.": "It goes to the encoder; codes have a term of their own.",
    "A weight β above 1 makes a VAE's images sharper.": "It weighs the prior more than the reconstruction.",
    "In PixelCNN, all layers have mask A.": "Later layers have mask B: they may see their own place.",
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
