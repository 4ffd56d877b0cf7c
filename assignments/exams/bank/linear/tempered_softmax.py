# %% [raw]
# # BEGIN QUESTION
# name: tempered_softmax
# type: code
# points: 8
# title: A softmax that survives large scores
# topics: [T2.6]
# misconceptions: [T2.6/overflow, T2.6/axis, T2.6/not_normalised]
# %% tags=["variant"]
def variant(rng):
    return {"axis": int(rng.integers(2)), "temperature": float(rng.choice([0.5, 2, 4, 5, 10]))}


# %% [markdown]
# Write `tempered_softmax(scores)`: it divides the scores by the temperature ${{ temperature | neat }}$ and applies the softmax.
#
# `scores` is a float array of shape {{ "(samples, classes)" if axis else "(classes, samples)" }}; return an array of the same shape in which
# the probabilities of each **sample** sum to 1. The scores may be as large as ±10 000. The array that is given must not
# be changed.
# %% [raw]
# # BEGIN SOLUTION
# %%
import numpy as np


def tempered_softmax(scores):
    """Probabilities of the classes, of the same shape as the scores."""
    # BEGIN SOLUTION
    z = scores / {{ temperature | neat }}
    e = np.exp(z - z.max(axis={{ axis }}, keepdims=True))
    return e / e.sum(axis={{ axis }}, keepdims=True)
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: shape
points: 1
""" # END TEST CONFIG
def test_public_shape(tempered_softmax):
    import numpy as np

    got = tempered_softmax(np.array([[1.0, 2.0, 0.0], [0.0, 0.0, 4.0]]))
    assert np.shape(got) == (2, 3), f"expected the shape of the scores, (2, 3), got {np.shape(got)}"
    assert np.all(np.asarray(got) > 0), "probabilities of scores like these are positive"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
