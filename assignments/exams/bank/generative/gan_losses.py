# %% [raw]
# # BEGIN QUESTION
# name: gan_losses
# type: number
# points: 3
# title: Losses of a GAN
# topics: [T10.4]
# low: -100
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.generative import gan
from reference.misconceptions import misconceptions_of

PLAYERS = {
    "discriminator": "the discriminator's loss",
    "non_saturating": "the generator's **non-saturating** loss",
    "minimax": "the generator's **minimax** loss",
}


def variant(rng):
    player = str(rng.choice(list(PLAYERS)))
    return {
        "player": player, "words": PLAYERS[player],
        "real": rng.integers(-4, 7, size=2) / 2, "fake": rng.integers(-6, 5, size=3) / 2,
    }  # fmt: skip


def loss(v, function):
    real, fake = np.array(v["real"]), np.array(v["fake"])
    return float(function(real, fake) if v["player"] == "discriminator" else function(fake, v["player"]))


FUNCTIONS = {"discriminator": gan.gan_discriminator_loss} | dict.fromkeys(("non_saturating", "minimax"), gan.gan_generator_loss)
KEYS = {
    "discriminator": (),
    "non_saturating": ("T10.4/saturating", "T10.4/labels_swapped"),
    "minimax": ("T10.4/always_non_saturating", "T10.4/labels_swapped"),
}


def answer(v):
    return loss(v, FUNCTIONS[v["player"]])


def mistakes(v):
    found = misconceptions_of(FUNCTIONS[v["player"]], *KEYS[v["player"]])
    return {m.key: (m.message, loss(v, m.mutant)) for m in found}


# %% [markdown]
# A discriminator gives two real images the logits ${{ real | tex }}$ and three images of the generator the logits ${{ fake | tex }}$ (above 0 means: real). What is {{ words }}, with means over
# the images of each kind?
# %% [raw]
# # END QUESTION
