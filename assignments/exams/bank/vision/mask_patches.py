# %% [raw]
# # BEGIN QUESTION
# name: mask_patches
# type: code
# points: 5
# title: Random masks in code
# topics: [T9.4]
# misconceptions: [T9.4/mask_meaning, T9.4/keep_ratio, T9.4/no_restore, T9.4/largest_kept]
# %% tags=["variant"]
def variant(rng):
    return {"ratio": float(rng.choice([0.25, 0.4, 0.6, 0.7, 0.75])), "kept": str(rng.choice(["smallest", "largest"]))}


# %% [markdown]
# A masked autoencoder removes {{ (100 * ratio) | round | int }} % of an image's patches. Write `mask_patches(noise)`: `noise` is a float array
# of shape (images, patches) without equal entries in a row. Of each image the ⌊{{ (1 - ratio) | round(2) | neat }} · patches⌋ patches
# with the **{{ kept }}** noise are kept. Return a tuple of two arrays of the shape of `noise`:
#
# - `mask`, booleans: True where a patch is removed;
# - `restore`, whole numbers: sort the patches of an image by their noise, {{ "smallest" if kept == "smallest" else "largest" }} first, so that the kept ones
#   come first; patch $i$ of the image is then at place `restore[:, i]`.
# %% [raw]
# # BEGIN SOLUTION
# %%
import numpy as np


def mask_patches(noise):
    """Which patches are removed, and where each patch is after sorting."""
    # BEGIN SOLUTION
    order = np.argsort({{ "noise" if kept == "smallest" else "-noise" }}, axis=1)
    restore = np.argsort(order, axis=1)
    kept = int(np.floor(noise.shape[1] * (1 - {{ ratio | neat }}) + 1e-9))
    return restore >= kept, restore
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: shapes
points: 1
""" # END TEST CONFIG
def test_public_shapes(mask_patches):
    import numpy as np

    mask, restore = mask_patches(np.array([[0.3, 0.1, 0.2, 0.5, 0.4], [0.1, 0.2, 0.3, 0.4, 0.5]]))
    assert np.shape(mask) == (2, 5), f"mask: expected the shape of the noise, (2, 5), got {np.shape(mask)}"
    assert np.shape(restore) == (2, 5), f"restore: expected the shape of the noise, (2, 5), got {np.shape(restore)}"
    for places in np.asarray(restore).tolist():
        assert sorted(places) == [0, 1, 2, 3, 4], f"restore: each row has every place from 0 to 4 once, got {places}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
