# %% [raw]
# # BEGIN QUESTION
# name: ridge_fit
# type: matrix
# points: 2
# title: A fit with basis functions
# topics: [T2.9]
# %% tags=["variant"]
import numpy as np

from reference.linear import basis
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"x": rng.choice(np.arange(-2, 4), size=3, replace=False), "y": rng.integers(-3, 6, size=3), "lam": float(rng.choice([0.5, 1, 2]))}


def fit(function, v):
    x, y = (np.array(v[n], dtype=float) for n in "xy")
    return function(basis.polynomial_features(x, 1), y, v["lam"])


def answer(v):
    return fit(basis.fit_linear_basis, v)


def mistakes(v):
    keys = ("T2.9/ridge_n", "T2.9/no_ridge", "T2.9/ridge_everywhere")
    return {m.key: (m.message, fit(m.mutant, v)) for m in misconceptions_of(basis.fit_linear_basis, *keys)}


# %% [markdown]
# A line $w_0 + w_1 x$ is fitted to the points {% for a in x %}({{ a }}, {{ y[loop.index0] }}){{ ", " if not loop.last }}{% endfor %}. It minimises the **sum** of the squared errors plus $\lambda \lVert w \rVert^2$ with $\lambda = {{ lam | neat }}$
# (both weights are penalised). Give $(w_0, w_1)$.
# %% [raw]
# # END QUESTION
