# %% [raw]
# # BEGIN QUESTION
# name: local_attention
# type: code
# points: 8
# title: Local attention in code
# topics: [T7.1, T7.2]
# misconceptions: [T7.2/no_scale, T7.2/scale_d, T7.2/axis, T7.2/mask_after, T7.2/mask_inverted, T7.1/weights_on_keys, T7.1/qk_swapped]
# %% tags=["variant"]
def variant(rng):
    back, ahead = int(rng.integers(0, 4)), int(rng.integers(0, 4))
    return {"back": back, "ahead": ahead}


def accept(v):
    return v["back"] != v["ahead"]


# %% [markdown]
# Write `local_attention(q, k, v)`: scaled dot-product attention in which the query at position $i$ attends to the keys at the positions from $i - {{ back }}$ to
# $i + {{ ahead }}$ alone, as far as they exist{{ "; none comes before its own" if back == 0 }}{{ "; none comes after its own" if ahead == 0 }}. `q` and `k` are float arrays of shape (T, d), `v` is one of shape (T, dv); return an array
# of shape (T, dv).
# %% [raw]
# # BEGIN SOLUTION
# %%
import numpy as np


def local_attention(q, k, v):
    """Attention in a band around each position."""
    # BEGIN SOLUTION
    T, d = q.shape
    distance = np.arange(T)[None, :] - np.arange(T)[:, None]
    scores = np.where((distance >= -{{ back }}) & (distance <= {{ ahead }}), q @ k.T / np.sqrt(d), -np.inf)
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True) @ v
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: shape, and one token
points: 1
""" # END TEST CONFIG
def test_public_shape(local_attention):
    import numpy as np

    got = local_attention(np.ones((5, 2)), np.ones((5, 2)), np.ones((5, 3)))
    assert np.shape(got) == (5, 3), f"expected shape (T, dv) = (5, 3), got {np.shape(got)}"
    alone = np.array([[1.0, 2.0, 3.0]])
    got = local_attention(np.ones((1, 2)), np.ones((1, 2)), alone)
    assert np.allclose(got, alone), f"a single token can attend to itself only: expected its value {alone[0]}, got {got[0]}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
