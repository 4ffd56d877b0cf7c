# %% [raw]
# # BEGIN QUESTION
# name: balanced
# type: code
# points: 6
# title: Balanced assignments in code
# topics: [T12.8]
# misconceptions: [T12.8/plain_softmax, T12.8/columns_last, T12.8/one_round, T12.8/eps_times]
# %% tags=["variant"]
def variant(rng):
    return {"eps": float(rng.choice([0.25, 0.4, 0.5, 1.5, 2])), "rounds": int(rng.integers(2, 6))}


# %% [markdown]
# SwAV compares B images with K prototypes and hands out soft assignments, so that each prototype gets the same share. Write `balanced(scores)`: `scores` is a
# float array of shape (B, K). Begin with $e^{S/\varepsilon}$ for $\varepsilon = {{ eps | neat }}$; then make {{ rounds }} rounds, in each of which
#
# - first every column is scaled to the sum B/K,
# - then every row to the sum 1.
#
# Return the assignments, an array of shape (B, K). All scores may be large, about 1000, say: $e^{1000}$ is too large for a float, so take care.
# %% [raw]
# # BEGIN SOLUTION
# %%
import numpy as np


def balanced(scores):
    """Soft assignments in which all prototypes are used alike."""
    # BEGIN SOLUTION
    B, K = scores.shape
    Q = np.exp((scores - scores.max()) / {{ eps | neat }})
    for _ in range({{ rounds }}):
        Q = Q / Q.sum(axis=0) * B / K
        Q = Q / Q.sum(axis=1, keepdims=True)
    return Q
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: rows with sum 1
points: 1
""" # END TEST CONFIG
def test_public_rows(balanced):
    import numpy as np

    Q = np.asarray(balanced(np.array([[2.0, 0.0, 1.0], [1.0, 3.0, 0.0], [0.0, 1.0, 1.0], [1.0, 1.0, 2.0]])))
    assert Q.shape == (4, 3), f"expected the shape of the scores, (4, 3), got {Q.shape}"
    assert np.allclose(Q.sum(axis=1), 1), f"expected rows with sum 1, got {Q.sum(axis=1)}"
    even = np.asarray(balanced(np.zeros((4, 2))))
    assert np.allclose(even, 0.5), "equal scores: each of the two prototypes gets half of every image"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
