# %% [raw]
# # BEGIN QUESTION
# name: resized_positions
# type: number
# points: 1
# title: A larger image for a ViT
# topics: [T9.1]
# integer: true
# low: 1
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import vit


def variant(rng):
    g, rows, columns = (int(n) for n in rng.integers(4, 13, size=3))
    return {"p": int(rng.choice([8, 14, 16])), "g": g, "rows": rows, "columns": columns}


def vectors(function, v):
    return len(function(np.zeros((1 + v["g"] ** 2, 1)), (v["rows"], v["columns"])))


def answer(v):
    return vectors(vit.interpolate_pos_embed, v)


def mistakes(v):
    named = {m.key: (m.message, vectors(m.mutant, v)) for m in misconceptions_of(vit.interpolate_pos_embed, "T9.1/cls_lost")}
    return named | {
        "T9.1/old_grid": ("That is how many it has now; each patch of the new image needs one.", 1 + v["g"] ** 2),
        "T9.1/square_grid": ("The new image is not square.", 1 + v["rows"] ** 2),
    }


# %% [markdown]
# A vision transformer with patches of {{ p }}×{{ p }} pixels and a class token was trained on images of {{ g * p }}×{{ g * p }} pixels. Its
# learned positions are interpolated, so that it can be used on images of {{ rows * p }} rows and {{ columns * p }} columns of pixels. How
# many position vectors does it have afterwards?
# %% [raw]
# # END QUESTION
