# %% [raw]
# # BEGIN QUESTION
# name: planar_values
# type: matrix
# points: 3
# title: A planar flow
# topics: [T10.3]
# %% tags=["variant"]
import numpy as np

from reference.generative import flows
from reference.misconceptions import misconceptions_of


def variant(rng):
    w, u, z = rng.choice([-2, -1, -0.5, 0.5, 1, 2], size=(3, 2))
    return {"w": w, "u": u, "z": z, "b": float(rng.integers(-2, 3) / 2)}


def flow(function, v):
    z, w, u = (np.array(v[name], dtype=float) for name in ("z", "w", "u"))
    y, logdet = function(z[None, :], w, u, v["b"])
    return [*y[0], logdet[0]]


def answer(v):
    return flow(flows.planar_flow, v)


def mistakes(v):
    return {m.key: (m.message, flow(m.mutant, v)) for m in misconceptions_of(flows.planar_flow)}


def accept(v):
    h = np.dot(v["w"], v["z"]) + v["b"]
    return np.dot(v["w"], v["u"]) > -1 and 0.1 < abs(h) < 3


# %% [markdown]
# A planar flow is $z' = z + u \tanh(w^\top z + b)$ with $u = {{ u | tex }}$, $w = {{ w | tex }}$, $b = {{ b | neat }}$. What does it make of $z = {{ z | tex }}$? Give
# $(z'_1,\; z'_2,\; \log|\det \partial z'/\partial z|)$.
# %% [raw]
# # END QUESTION
