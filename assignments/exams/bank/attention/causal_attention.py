# %% [raw]
# # BEGIN QUESTION
# name: causal_attention
# type: matrix
# points: 4
# title: Causal self-attention
# topics: [T7.2]
# %% tags=["variant"]
import numpy as np

from reference.attention import scaled
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"X": rng.integers(-1, 3, size=(3, 2))}


def attended(function, v, **options):
    X = np.array(v["X"], dtype=float)
    return function(X, X, X, **(options or {"is_causal": True}))


def answer(v):
    return attended(scaled.scaled_dot_product_attention, v)


def mistakes(v):
    attention, X = scaled.scaled_dot_product_attention, np.array(v["X"], dtype=float)
    keys = ("T7.2/no_scale", "T7.2/scale_d", "T7.2/axis", "T7.2/mask_after", "T7.2/strict_causal")
    named = {m.key: (m.message, attended(m.mutant, v)) for m in misconceptions_of(attention, *keys)}
    later = attended(attention, v, mask=scaled.causal_mask(3).T)
    everything = attention(X, X, X)
    return named | {
        "T7.2/future": ("A token attends to what came before, not to what comes later.", later),
        "T7.2/no_mask": ("Mask the keys that come later.", everything),
    }


def accept(v):
    right = attended(scaled.scaled_dot_product_attention, v)
    return all(np.abs(right - wrong).max() > 0.01 for _, wrong in mistakes(v).values())


# %% [markdown]
# Three tokens are the rows of $X$. They attend to each other with $Q = K = V = X$, scaled dot products and a **causal** mask:
#
# $$X = {{ X | tex }}.$$
#
# Give the outputs, a row for each token.
# %% [raw]
# # END QUESTION
