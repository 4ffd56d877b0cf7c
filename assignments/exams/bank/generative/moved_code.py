# %% [raw]
# # BEGIN QUESTION
# name: moved_code
# type: matrix
# points: 3
# title: A code that follows
# topics: [T10.5]
# %% tags=["variant"]
import numpy as np

from reference.generative import vq
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "N": int(rng.integers(2, 9)), "m": int(rng.integers(-9, 10)), "z": rng.integers(-6, 7, size=int(rng.integers(2, 5))) / 2,
        "decay": float(rng.choice([0.5, 0.8, 0.9])),
    }  # fmt: skip


def code(function, v):
    z = np.array(v["z"])[:, None]
    N, m, E = function(np.array([float(v["N"])]), np.array([[float(v["m"])]]), np.zeros(len(z), dtype=int), z, v["decay"])
    return [N[0], m[0, 0], E[0, 0]]


def answer(v):
    return code(vq.ema_codebook, v)


def mistakes(v):
    return {m.key: (m.message, code(m.mutant, v)) for m in misconceptions_of(vq.ema_codebook)}


# %% [markdown]
# The codes of a VQ-VAE follow moving averages with $\gamma = {{ decay | neat }}$. For one code (a number) they are now $N = {{ N }}$ and $m = {{ m }}$. In the next batch the numbers
# {{ z | map("neat") | join(", ") }} have this code as their nearest.
#
# Give the new $N$, the new $m$ and the new code.
# %% [raw]
# # END QUESTION
