# %% [raw]
# # BEGIN QUESTION
# name: coupling_values
# type: matrix
# points: 3
# title: An affine coupling layer
# topics: [T10.3]
# %% tags=["variant"]
import numpy as np

from reference.generative import flows
from reference.misconceptions import misconceptions_of

FUNCTIONS = {"forward": flows.affine_coupling_forward, "inverse": flows.affine_coupling_inverse}


def variant(rng):
    return {
        "way": str(rng.choice(list(FUNCTIONS))),
        "p": float(rng.choice([-1.5, -0.5, 0.5, 1.5])),
        "q": int(rng.choice([-3, -2, 2, 3])),
        "r": int(rng.integers(-2, 3)),
        "x": [int(n) for n in rng.choice([-2, -1, 1, 2, 3], size=2)],
    }


def layer(function, v):
    def s(x):
        return v["p"] * x.sum(axis=1, keepdims=True) + 0 * x

    def t(x):
        return v["q"] * x.sum(axis=1, keepdims=True) + v["r"] + 0 * x

    y, logdet = function(np.array([v["x"]], dtype=float), np.array([True, False]), s, t)
    return [*y[0], logdet[0]]


def answer(v):
    return layer(FUNCTIONS[v["way"]], v)


def mistakes(v):
    return {m.key: (m.message, layer(m.mutant, v)) for m in misconceptions_of(FUNCTIONS[v["way"]])}


# %% [markdown]
# An affine coupling layer keeps $x_1$ and makes $y_2 = x_2\, e^{s(x_1)} + t(x_1)$ with $s(u) = {{ p | neat }}\,u$ and $t(u) = {{ q }}\,u{{ " %+d" | format(r) if r }}$.
#
# {% if way == "forward" %}What does it make of $(x_1, x_2) = {{ x | tex }}$? Give $(y_1,\; y_2,\; \log|\det \partial y/\partial x|)$.{% else %}Which $x$ gives $(y_1, y_2) = {{ x | tex }}$? Give
# $(x_1,\; x_2,\; \log|\det \partial x/\partial y|)$, the log-determinant of the way **back**.{% endif %}
# %% [raw]
# # END QUESTION
