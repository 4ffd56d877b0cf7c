# %% [raw]
# # BEGIN QUESTION
# name: nucleus
# type: code
# points: 2
# title: Nucleus sampling in code
# topics: [T8.5]
# misconceptions: [T8.5/nucleus_short, T8.5/threshold, T8.5/not_sorted, T8.5/times_T]
# %% tags=["variant"]
def variant(rng):
    return {"T": float(rng.choice([0.5, 0.8, 1.25, 2])), "p": float(rng.choice([0.5, 0.7, 0.8, 0.9]))}


# %% [markdown]
# Write `nucleus(logits)`: `logits` is a float array of shape (V,); return the probabilities, an array of the same shape, with which the next token is drawn at the temperature
# $T = {{ T | neat }}$ with nucleus (top-p) sampling, $p = {{ p | neat }}$: **after** the temperature, only the smallest set of likeliest tokens is kept whose probabilities reach $p$.
# %% [raw]
# # BEGIN SOLUTION
# %%
import numpy as np


def nucleus(logits):
    """Probabilities of the next token."""
    # BEGIN SOLUTION
    e = np.exp((logits - np.max(logits)) / {{ T | neat }})
    law = e / e.sum()
    order = np.argsort(-law, kind="stable")
    kept = order[np.cumsum(law[order]) - law[order] < {{ p | neat }}]
    out = np.zeros_like(law)
    out[kept] = law[kept] / law[kept].sum()
    return out
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: probabilities
points: 0.5
""" # END TEST CONFIG
def test_public_probabilities(nucleus):
    import numpy as np

    law = np.asarray(nucleus(np.array([0.0, 3.0, -1.0, 1.0])))
    assert law.shape == (4,), f"expected the shape of the logits, (4,), got {law.shape}"
    assert abs(law.sum() - 1) < 1e-6, f"expected probabilities with sum 1, got {law.sum():g}"
    assert law.argmax() == 1, "the largest logit has the largest probability"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
