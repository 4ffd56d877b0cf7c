# %% [raw]
# # BEGIN QUESTION
# name: momentum_run
# type: code
# points: 4
# title: Momentum in code
# topics: [T4.2]
# misconceptions: [T4.2/ema, T4.2/minus_beta, T4.2/reset, T4.2/lr_twice]
# %% tags=["variant"]
def variant(rng):
    return {"lr": float(rng.choice([0.05, 0.1, 0.2, 0.5])), "beta": float(rng.choice([0.5, 0.8, 0.9]))}


def accept(v):
    """A factor α too many is no factor 1 − β."""
    return abs(v["lr"] + v["beta"] - 1) > 1e-9


# %% [markdown]
# Write `momentum_run(theta, gradients)`: it takes the parameters `theta` (a float array) through one step for each gradient
# in the list `gradients` and returns the parameters after the last step. The rule is that of the lecture,
# $\delta \leftarrow \alpha g + \beta \delta$, $\theta \leftarrow \theta - \delta$, with $\alpha = {{ lr | neat }}$,
# $\beta = {{ beta | neat }}$ and $\delta = 0$ at the start. The arrays that are given must not be changed.
# %% [raw]
# # BEGIN SOLUTION
# %%
import numpy as np


def momentum_run(theta, gradients):
    """The parameters after a step for each gradient."""
    # BEGIN SOLUTION
    delta = np.zeros_like(theta)
    for g in gradients:
        delta = {{ lr | neat }} * g + {{ beta | neat }} * delta
        theta = theta - delta
    return theta
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
def test_public_shape(momentum_run):
    import numpy as np

    got = momentum_run(np.array([10.0, 20.0]), [np.array([1.0, 0.0]), np.array([0.0, 1.0])])
    assert np.shape(got) == (2,), f"expected the shape of theta, (2,), got {np.shape(got)}"
    assert np.all(np.abs(np.subtract(got, [9.0, 19.0])) < 1), "two short steps against the gradients make both parameters a little smaller"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
