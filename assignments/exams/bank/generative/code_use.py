# %% [raw]
# # BEGIN QUESTION
# name: code_use
# type: number
# points: 2
# title: How many codes are used
# topics: [T10.5]
# low: 1
# high: 6
# %% tags=["variant"]
import numpy as np

from reference.generative import vq
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"idx": rng.choice(6, size=8, p=rng.dirichlet([0.6] * 6))}


def answer(v):
    return float(vq.codebook_perplexity(np.array(v["idx"]), 6))


def mistakes(v):
    found = misconceptions_of(vq.codebook_perplexity)
    return {m.key: (m.message, float(m.mutant(np.array(v["idx"]), 6))) for m in found}


# %% [markdown]
# A VQ-VAE with six codes gives the eight patches of an image the codes {{ idx | join(", ") }}. What is the perplexity of its codebook on this image?
# %% [raw]
# # END QUESTION
