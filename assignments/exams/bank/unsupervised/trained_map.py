# %% [raw]
# # BEGIN QUESTION
# name: trained_map
# type: code
# points: 6
# title: A self-organising map in code
# topics: [T14.3]
# misconceptions: [T14.3/weight_distance, T14.3/winner_only, T14.3/away, T14.3/sigma_not_squared, T14.3/all_at_once]
# %% tags=["variant"]
def variant(rng):
    return {"lr": float(rng.choice([0.1, 0.2, 0.3, 0.5])), "sigma": float(rng.choice([0.5, 0.75, 1.5, 2])), "back": bool(rng.integers(2))}


# %% [markdown]
# Write `trained_map(X, W, grid)`, one pass of a self-organising map over its samples: `X` is a float array of shape (N, D), a sample a row; `W` one of shape (K, D), the weights
# of the units; `grid` one of shape (K, 2), where the units stand. Take the samples from the {{ "last to the first" if back else "first to the last" }}. For each, the nearest unit wins (the first of equally near ones), and all
# units move with the learning rate {{ lr | neat }} and a Gaussian neighbourhood of width $\sigma = {{ sigma | neat }}$ on the grid.
#
# Return the new weights, an array of shape (K, D), and leave `W` as it is.
# %% [raw]
# # BEGIN SOLUTION
# %%
import numpy as np


def trained_map(X, W, grid):
    """The weights after one pass."""
    # BEGIN SOLUTION
    W = W.copy()
    for x in {{ "X[::-1]" if back else "X" }}:
        winner = ((W - x) ** 2).sum(axis=1).argmin()
        far = ((grid - grid[winner]) ** 2).sum(axis=1)
        W += {{ lr | neat }} * np.exp(-far / (2 * {{ sigma | neat }} ** 2))[:, None] * (x - W)
    return W
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: shape, no sample, and one that is there already
points: 1
""" # END TEST CONFIG
def test_public_map(trained_map):
    import numpy as np

    W, grid = np.array([[0.0, 1.0, 2.0], [3.0, 1.0, 0.0]]), np.array([[0.0, 0.0], [0.0, 1.0]])
    got = trained_map(np.array([[1.0, 1.0, 1.0]]), W, grid)
    assert np.shape(got) == (2, 3), f"expected shape (K, D) = (2, 3), got {np.shape(got)}"
    assert W[0, 0] == 0 and W[1, 0] == 3, "W was changed: return new weights"
    assert np.allclose(trained_map(np.zeros((0, 3)), W, grid), W), "without samples, nothing moves"
    alone = np.array([[0.0, 1.0, 2.0]])
    assert np.allclose(trained_map(alone, alone, grid[:1]), alone), "a unit that is where the sample is stays there"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
