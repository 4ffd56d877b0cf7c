# %% [raw]
# # BEGIN QUESTION
# name: guided_step
# type: code
# points: 6
# title: A guided sampler in code
# topics: [T11.7]
# misconceptions: [T11.7/cfg_form, T11.7/cfg_swapped, T11.7/cfg_added, T11.7/t_shift, T11.7/alpha_for_abar]
# %% tags=["variant"]
def variant(rng):
    return {"w": float(rng.integers(3, 19) / 2)}


# %% [markdown]
# Write `guided_step(x, t, s, eps_c, eps_u, betas)`, a step of DDIM ($\eta = 0$) with classifier-free guidance, from step $t$ straight to the earlier step $s$:
#
# - `x`, `eps_c`, `eps_u` are float arrays of one shape (B, d): the noisy images, and the noise that the network predicts with and without the text;
# - `betas` is a float array of shape (T,): the noise of each step. Steps are counted from 0: after step $t$, the images have met `betas[0]` to
#   `betas[t]`. `s` is −1 where the clean images are asked for.
#
# Guidance has the weight {{ w | neat }}, where 1 would be the prediction with the text and 0 the one without. Return an array of the shape of `x`.
# %% [raw]
# # BEGIN SOLUTION
# %%
import numpy as np


def guided_step(x, t, s, eps_c, eps_u, betas):
    """A step of DDIM with guidance."""
    # BEGIN SOLUTION
    eps = eps_u + {{ w | neat }} * (eps_c - eps_u)
    now, then = np.prod(1 - betas[: t + 1]), np.prod(1 - betas[: s + 1])
    clean = (x - np.sqrt(1 - now) * eps) / np.sqrt(now)
    return np.sqrt(then) * clean + np.sqrt(1 - then) * eps
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: shape, and no noise at all
points: 1
""" # END TEST CONFIG
def test_public_shape(guided_step):
    import numpy as np

    x, betas = np.ones((3, 2)), np.array([0.19, 0.2, 0.3])
    got = guided_step(x, 0, -1, 0 * x, 0 * x, betas)
    assert np.shape(got) == (3, 2), f"expected the shape of x, (3, 2), got {np.shape(got)}"
    assert np.allclose(got, x / 0.9), "where no noise is predicted, the clean image is x over the root of 1 − 0.19, that is x / 0.9"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
