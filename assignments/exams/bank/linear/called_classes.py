# %% [raw]
# # BEGIN QUESTION
# name: called_classes
# type: matrix
# points: 1
# title: From scores to classes
# topics: [T2.1]
# %% tags=["variant"]
import numpy as np

from reference.linear import hinge
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"scores": rng.integers(-3, 6, size=(4, 4))}


def called(function, v):
    return function(np.array(v["scores"], dtype=float))


def answer(v):
    return called(hinge.predict_class, v)


def mistakes(v):
    return {m.key: (m.message, called(m.mutant, v)) for m in misconceptions_of(hinge.predict_class)}


# %% [markdown]
# A linear classifier with the classes 0, 1, 2, 3 gives four samples these scores, a row a sample and a column a class:
#
# $${{ scores | tex }}.$$
#
# Which class does it predict for each sample? Of tied classes the first one counts.
# %% [raw]
# # END QUESTION
