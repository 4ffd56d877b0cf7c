# %% [raw]
# # BEGIN QUESTION
# name: quantised
# type: code
# points: 5
# title: A quantiser in code
# topics: [T10.5]
# misconceptions: [T10.5/dot_product, T10.5/last_tie, T10.5/farthest, T10.5/sum_not_mean, T10.5/beta_forgotten]
# %% tags=["variant"]
def variant(rng):
    return {"beta": float(rng.choice([0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.75, 0.8, 1.5, 2]))}


# %% [markdown]
# Write `quantised(z, E)`, the middle of a VQ-VAE: `z` is a float array of shape (N, d), what the encoder gave; `E` one of shape (K, d), the codes.
# Each row of `z` is replaced by the code of the least Euclidean distance, the **first** of equally near ones. The loss is that of the codebook plus
# {{ beta | neat }} times that of the commitment, each a mean over all N·d entries; gradients do not matter here, only the value.
#
# Return a tuple of the codes, an array of shape (N, d), and the loss, a number.
# %% [raw]
# # BEGIN SOLUTION
# %%
import numpy as np


def quantised(z, E):
    """The nearest codes and what they cost."""
    # BEGIN SOLUTION
    far = ((z[:, None, :] - E[None, :, :]) ** 2).sum(axis=2)
    codes = E[far.argmin(axis=1)]
    loss = (1 + {{ beta | neat }}) * np.mean((z - codes) ** 2)
    return codes, loss
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: shapes, and vectors that are codes
points: 1
""" # END TEST CONFIG
def test_public_codes(quantised):
    import numpy as np

    E = np.array([[1.0, 2.0], [-1.0, 0.0], [3.0, 0.0]])
    found = quantised(E[[2, 0, 0, 1]], E)
    assert isinstance(found, tuple) and len(found) == 2, f"expected a tuple of two, got {type(found).__name__}"
    codes, loss = found
    assert np.shape(codes) == (4, 2), f"codes: expected shape (N, d) = (4, 2), got {np.shape(codes)}"
    assert np.allclose(codes, E[[2, 0, 0, 1]]), "a vector that is a code stays as it is"
    assert np.shape(loss) == () and abs(loss) < 1e-9, f"loss: codes in their own places cost nothing, got {loss}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
