# %% [raw]
# # BEGIN QUESTION
# name: straight_gradients
# type: matrix
# points: 3
# title: Gradients around a quantiser
# topics: [T10.5]
# %% tags=["variant"]
from reference.generative import vq
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "z": float(rng.integers(-8, 9) / 4), "e": int(rng.integers(-2, 3)), "t": int(rng.integers(-4, 5)),
        "beta": float(rng.choice([0.25, 0.5, 2])),
    }  # fmt: skip


def gradients(v, decoder_to="z", encoder=None, codebook=1.0, both=False):
    """By z and by e; the two terms of the quantiser have these weights."""
    encoder = v["beta"] if encoder is None else encoder
    away, outer = 2 * (v["z"] - v["e"]), 2 * (v["e"] - v["t"])
    if both:
        encoder = codebook = encoder + codebook
    return [outer * (decoder_to == "z") + encoder * away, outer * (decoder_to == "e") - codebook * away]


def answer(v):
    return gradients(v)


def mistakes(v):
    (straight,) = misconceptions_of(vq.straight_through, "T10.5/no_straight_through")
    swapped, both = misconceptions_of(vq.vq_losses, "T10.5/stop_swapped", "T10.5/gradient_to_both")
    return {
        straight.key: (straight.message, gradients(v, decoder_to="e")),
        swapped.key: (swapped.message, gradients(v, encoder=1.0, codebook=v["beta"])),
        both.key: (both.message, gradients(v, both=True)),
    }


def accept(v):
    return v["z"] != v["e"] != v["t"]


# %% [markdown]
# The encoder of a VQ-VAE with numbers for vectors gives $z = {{ z | neat }}$; the nearest code is $e = {{ e }}$. The decoder hands on what it gets, so that the loss is
#
# $$L = (\hat z - t)^2 + (\mathrm{sg}[z] - e)^2 + \beta\,(z - \mathrm{sg}[e])^2, \qquad t = {{ t }},\quad \beta = {{ beta | neat }},$$
#
# where $\hat z$ has the value of $e$ and the straight-through gradient, and sg stops gradients. Give $(\partial L/\partial z,\; \partial L/\partial e)$.
# %% [raw]
# # END QUESTION
