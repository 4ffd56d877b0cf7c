# %% [raw]
# # BEGIN QUESTION
# name: tree_search
# type: code
# points: 6
# title: A node of a tree search in code
# topics: [T13.7]
# misconceptions: [T13.7/child_root, T13.7/no_root, T13.7/ucb1, T13.7/without_prior, T13.7/temperature_times, T13.7/softmax_of_visits]
# %% tags=["variant"]
def variant(rng):
    return {"c": float(rng.choice([0.5, 1.25, 1.5, 2, 2.5])), "T": float(rng.choice([0.25, 0.5, 2, 4]))}


# %% [markdown]
# Write `tree_search(N, W, P)` for a node of AlphaGo Zero's search with A moves: `N` holds the visits of each (whole numbers, at least one of them above 0), `W` the sums of
# the values that came back, `P` the network's probabilities, all arrays of shape (A,). Return a tuple of two float arrays of shape (A,):
#
# - the scores by PUCT with $c = {{ c | neat }}$; the mean value of a move that was never visited is 0;
# - the probabilities with which the moves are played at the temperature $T = {{ T | neat }}$, by their visits.
# %% [raw]
# # BEGIN SOLUTION
# %%
import numpy as np


def tree_search(N, W, P):
    """PUCT scores, and the policy of the visits."""
    # BEGIN SOLUTION
    Q = np.where(N > 0, W / np.maximum(N, 1), 0.0)
    scores = Q + {{ c | neat }} * P * np.sqrt(N.sum()) / (1 + N)
    played = (N / N.max()) ** (1 / {{ T | neat }})
    return scores, played / played.sum()
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: two arrays, and equal moves
points: 1
""" # END TEST CONFIG
def test_public_arrays(tree_search):
    import numpy as np

    found = tree_search(np.array([3, 0, 1]), np.array([1.5, 0.0, -1.0]), np.array([0.5, 0.3, 0.2]))
    assert isinstance(found, tuple) and len(found) == 2, f"expected a tuple of two arrays, got {type(found).__name__}"
    for name, got in zip(("scores", "probabilities"), found):
        assert np.shape(got) == (3,), f"{name}: expected shape (A,) = (3,), got {np.shape(got)}"
        assert np.all(np.isfinite(got)), f"{name}: expected finite numbers (one move was never visited), got {got}"
    assert abs(np.sum(found[1]) - 1) < 1e-9, f"probabilities: expected the sum 1, got {np.sum(found[1])}"
    scores, played = tree_search(np.array([2, 2]), np.array([1.0, 1.0]), np.array([0.5, 0.5]))
    assert np.allclose(played, 0.5), f"equal moves are equally likely, got {played}"
    assert abs(scores[0] - scores[1]) < 1e-9, f"equal moves have equal scores, got {scores}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
