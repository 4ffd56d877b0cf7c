# %% [raw]
# # BEGIN QUESTION
# name: resampled_features
# type: matrix
# points: 3
# title: The resampler of Flamingo
# topics: [T9.7]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import flamingo


def variant(rng):
    return {
        "feats": rng.integers(-4, 9, size=3),
        "latents": rng.choice(np.arange(-4, 6), size=2, replace=False),
        "c": float(rng.choice([-0.5, 0.5, 1, 2])),
    }


def uniform(q, kv, mask):
    """Attention with equal scores: each query gets the mean of the values."""
    return np.broadcast_to(kv.mean(axis=1, keepdims=True), q.shape)


def latents(function, v):
    feats, rows = (np.array(v[name], dtype=float)[:, None] for name in ("feats", "latents"))
    return function(feats[None], rows, [(uniform, lambda x: v["c"] * x)])[0, :, 0]


def answer(v):
    return latents(flamingo.perceiver_resampler, v)


def mistakes(v):
    keys = ("T9.7/features_only", "T9.7/no_residual")
    found = misconceptions_of(flamingo.perceiver_resampler, *keys)
    return {m.key: (m.message, latents(m.mutant, v)) for m in found}


# %% [markdown]
# The perceiver resampler of Flamingo has one layer and two latents, ${{ latents | tex }}$; an image has the three features
# ${{ feats | tex }}$ (all of them numbers). Let all its attention weights be equal and its values be the keys themselves, without
# projections; its feed-forward network is $f(l) = {{ c | neat }}\, l$. Both parts of the layer are residual.
#
# Which two latents does it give?
# %% [raw]
# # END QUESTION
