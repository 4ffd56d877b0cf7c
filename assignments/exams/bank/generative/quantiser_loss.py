# %% [raw]
# # BEGIN QUESTION
# name: quantiser_loss
# type: number
# points: 3
# title: Loss of a quantiser
# topics: [T10.5]
# low: 0
# high: 1000
# %% tags=["variant"]
import numpy as np

from reference.generative import vq
from reference.misconceptions import misconceptions_of


def variant(rng):
    E = rng.permutation([[i, j] for i in range(-2, 3) for j in range(-2, 3)])[:3]
    return {"E": E, "z": rng.integers(-9, 10, size=(2, 2)) / 4, "beta": float(rng.choice([0.1, 0.25, 0.5, 2]))}


def loss(v, losses=vq.vq_losses, quantize=vq.vector_quantize):
    z = np.array(v["z"])
    return float(sum(losses(z, quantize(z, np.array(v["E"], dtype=float)).z_q, v["beta"])))


def answer(v):
    return loss(v)


def mistakes(v):
    named = {m.key: (m.message, loss(v, m.mutant)) for m in misconceptions_of(vq.vq_losses, "T10.5/sum_not_mean", "T10.5/beta_forgotten")}
    wrong_codes = misconceptions_of(vq.vector_quantize, "T10.5/dot_product", "T10.5/farthest")
    return named | {m.key: (m.message, loss(v, quantize=m.mutant)) for m in wrong_codes}


# %% [markdown]
# A VQ-VAE has three codes, the rows of $E$; its encoder gives two vectors, the rows of $z$:
#
# $$E = {{ E | tex }}, \qquad z = {{ z | tex }}.$$
#
# What is the loss of the codebook plus that of the commitment, with $\beta = {{ beta | neat }}$ and means over all entries?
# %% [raw]
# # END QUESTION
