# %% [raw]
# # BEGIN QUESTION
# name: pool_signal
# type: code
# points: 3
# title: Pooling in code
# topics: [T5.4]
# misconceptions: [T5.4/stride_default, T5.4/average_instead, T5.4/max_abs, T5.4/sum_window, T5.4/max_instead]
# %% tags=["variant"]
def variant(rng):
    size = int(rng.integers(2, 5))
    return {"size": size, "stride": int(rng.choice([s for s in (1, 2, 3) if s != size])), "kind": str(rng.choice(["max", "average"]))}


# %% [markdown]
# Write `pool_signal(x)`: one-dimensional {{ kind }}-pooling of a float array `x` of shape (n,), with windows of {{ size }} entries and
# stride {{ stride }}, without padding. Windows that do not fit whole are left out. Return an array.
# %% [raw]
# # BEGIN SOLUTION
# %%
import numpy as np


def pool_signal(x):
    """An entry for each window that fits."""
    # BEGIN SOLUTION
    windows = [x[i : i + {{ size }}] for i in range(0, len(x) - {{ size }} + 1, {{ stride }})]
    return np.array([w.{{ "max" if kind == "max" else "mean" }}() for w in windows])
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: one dimension
points: 1
""" # END TEST CONFIG
def test_public_one_dimension(pool_signal):
    import numpy as np

    got = pool_signal(np.full(12, 7.0))
    assert np.ndim(got) == 1, f"expected an array of one dimension, got {np.ndim(got)}"
    assert 0 < np.size(got) < 12, f"fewer windows than entries fit into 12 entries, got {np.size(got)}"
    assert np.allclose(got, 7), "every window of a signal that is 7 everywhere has the value 7"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
