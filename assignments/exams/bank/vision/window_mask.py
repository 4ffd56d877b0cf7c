# %% [raw]
# # BEGIN QUESTION
# name: window_mask
# type: matrix
# points: 3
# title: Shifted windows
# topics: [T9.2]
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.vision import swin


def variant(rng):
    M = int(rng.integers(2, 6))
    rows, columns = (int(n) for n in rng.choice([[2, 2], [2, 3], [3, 2], [1, 3], [3, 1]]))
    return {"H": rows * M, "W": columns * M, "M": M, "s": int(rng.integers(1, M))}


def blocked(mask):
    return (~mask).sum(axis=(1, 2))


def answer(v):
    return blocked(swin.shifted_window_mask(**v))


def mistakes(v):
    return {m.key: (m.message, blocked(m.mutant(**v))) for m in misconceptions_of(swin.shifted_window_mask)}


def difficulty(v):
    return 0.8 + 0.2 * min(v["H"], v["W"]) / v["M"]


# %% [markdown]
# A Swin layer shifts an image of {{ H }} rows and {{ W }} columns of tokens cyclically by −{{ s }} along both axes and then cuts it into
# windows of {{ M }}×{{ M }} tokens. Two tokens of a window may attend to each other only if neither or both of them were carried
# across the image's edge, along each axis.
#
# For each window, row by row: **how many pairs** (query, key) does the mask block? A pair counts once for each order of its
# tokens.
# %% [raw]
# # END QUESTION
