# %% [raw]
# # BEGIN QUESTION
# name: vicreg_terms
# type: matrix
# points: 3
# title: Three terms of VICReg
# topics: [T12.7]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import vicreg

TERMS = (vicreg.invariance_term, vicreg.variance_term, vicreg.covariance_term)


def variant(rng):
    z = rng.integers(-2, 4, size=(3, 2)) / 2
    return {"z": z, "z2": z + rng.integers(-2, 3, size=(3, 2)) / 2, "gamma": int(rng.integers(1, 3))}


def terms(v, invariance=TERMS[0], variance=TERMS[1], covariance=TERMS[2]):
    z, z2 = np.array(v["z"]), np.array(v["z2"])
    return [invariance(z, z2), variance(z, v["gamma"], 0.0), covariance(z)]


def answer(v):
    return terms(v)


def mistakes(v):
    named = {}
    for name, function in zip(("invariance", "variance", "covariance"), TERMS, strict=True):
        named |= {m.key: (m.message, terms(v, **{name: m.mutant})) for m in misconceptions_of(function)}
    return named


def accept(v):
    return answer(v)[1] > 0.01


# %% [markdown]
# The two views of three images have the embeddings (an image a row)
#
# $$z = {{ z | tex }}, \qquad z' = {{ z2 | tex }}.$$
#
# Give VICReg's invariance term of both, then the variance term of $z$ with $\gamma = {{ gamma }}$ and $\epsilon = 0$, then the covariance term of $z$, all in the paper's form.
# %% [raw]
# # END QUESTION
