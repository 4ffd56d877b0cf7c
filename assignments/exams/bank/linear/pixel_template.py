# %% [raw]
# # BEGIN QUESTION
# name: pixel_template
# type: matrix
# points: 1
# title: A class as a picture
# topics: [T2.1]
# %% tags=["variant"]
import numpy as np

from reference.linear import hinge
from reference.misconceptions import misconceptions_of


def variant(rng):
    shape = [2, 3] if rng.integers(2) else [3, 2]
    return {"W": rng.integers(-4, 10, size=(3, 6)), "shape": shape, "ask": int(rng.integers(3))}


def template(function, v):
    return function(np.array(v["W"], dtype=float), tuple(v["shape"]))[v["ask"]]


def answer(v):
    return template(hinge.class_templates, v)


def mistakes(v):
    found = misconceptions_of(hinge.class_templates, "T2.1/template_columns", "T2.1/template_order")
    return {m.key: (m.message, template(m.mutant, v)) for m in found}


# %% [markdown]
# A linear classifier $s = W x + b$ looks at grey images of {{ shape[0] }} × {{ shape[1] }} pixels (rows × columns), which are laid out row
# by row in $x$. For the classes 0, 1, 2 (rows of $W$) it has learned
#
# $$W = {{ W | tex }}.$$
#
# Give the **template** of class {{ ask }}: its weights as a picture of {{ shape[0] }} × {{ shape[1] }} pixels.
# %% [raw]
# # END QUESTION
