# %% [raw]
# # BEGIN QUESTION
# name: similarity_slopes
# type: matrix
# points: 3
# title: Slopes of the multi-similarity loss
# topics: [T12.2]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import multi_similarity


def variant(rng):
    a, b, c = (float(s) for s in rng.choice([-0.2, 0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9], size=3, replace=False))
    return {"S": [[1, a, b], [a, 1, c], [b, c, 1]], "alpha": float(rng.choice([1, 2, 4])), "beta": float(rng.choice([5, 10, 20])), "lam": float(rng.choice([0.4, 0.5, 0.6]))}


def slopes(function, v):
    """Of the first row: by S₁₂ and S₁₃."""
    return function(np.array(v["S"]), np.array([0, 0, 1]), v["alpha"], v["beta"], v["lam"])[0, 1:]


def answer(v):
    return slopes(multi_similarity.multi_similarity_grad, v)


def mistakes(v):
    return {m.key: (m.message, slopes(m.mutant, v)) for m in misconceptions_of(multi_similarity.multi_similarity_grad)}


# %% [markdown]
# In a batch of three images, the first two are of one class, the third of another. Their similarities are
#
# $$S = {{ S | tex }}.$$
#
# The multi-similarity loss is the mean over the anchors $i$ of $\frac1\alpha \ln\big[1 + \sum_p e^{-\alpha(S_{ip} - \lambda)}\big] + \frac1\beta \ln\big[1 + \sum_n e^{\beta(S_{in} - \lambda)}\big]$, here with $\alpha = {{ alpha | neat }}$, $\beta = {{ beta | neat }}$,
# $\lambda = {{ lam | neat }}$. Give its derivatives with respect to the entries $S_{12}$ and $S_{13}$, every entry of $S$ taken for a variable of its own.
# %% [raw]
# # END QUESTION
