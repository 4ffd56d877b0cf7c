# %% [raw]
# # BEGIN QUESTION
# name: nice_values
# type: matrix
# points: 2
# title: An additive coupling layer
# topics: [T10.3]
# %% tags=["variant"]
import numpy as np

from reference.generative import flows
from reference.misconceptions import misconceptions_of


def variant(rng):
    mask = [bool(b) for b in rng.permutation([True, True, False])]
    return {"x": rng.integers(-3, 5, size=3), "mask": mask, "q": int(rng.choice([-3, -2, 2, 3])), "r": int(rng.integers(-3, 4))}


def layer(function, v):
    def t(x):
        return v["q"] * x.sum(axis=1, keepdims=True) + v["r"] + 0 * x

    y, logdet = function(np.array([v["x"]], dtype=float), np.array(v["mask"]), t)
    return [*y[0], logdet[0] + 0.0]  # no −0


def answer(v):
    return layer(flows.additive_coupling, v)


def mistakes(v):
    return {m.key: (m.message, layer(m.mutant, v)) for m in misconceptions_of(flows.additive_coupling)}


# %% [markdown]
# A layer of NICE keeps {% for stays in mask %}{% if stays %}$x_{{ loop.index }}$ {{ "and " if loop.first or not mask[0] and loop.index == 2 }}{% endif %}{% endfor %}of $x = {{ x | tex }}$ as they are. To the other entry it adds $t = {{ q }}\,u{{ " %+d" | format(r) if r }}$, where $u$ is the
# **sum of the entries that stay**.
#
# Give $(y_1,\; y_2,\; y_3,\; \log|\det \partial y/\partial x|)$.
# %% [raw]
# # END QUESTION
