# %% [raw]
# # BEGIN QUESTION
# name: hebb_step
# type: matrix
# points: 4
# title: Learning without a target
# topics: [T1.8]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.neurons import hebb


def variant(rng):
    v = {"rule": str(rng.choice(["hebb", "oja"])), "eta": float(rng.choice([0.1, 0.2, 0.5]))}
    if v["rule"] == "hebb":
        return v | {"X": rng.integers(-2, 3, size=(3, 2)), "y": [int(s) for s in rng.choice([-1, 1, 2], size=3)]}
    w = rng.choice([[0.6, 0.8], [0.8, -0.6], [-0.6, 0.8], [0.5, 1.0], [1.0, -0.5]])
    return v | {"w": w, "x": [int(i) for i in rng.choice([-2, -1, 1, 2, 3], size=2)]}


def learned(function, v):
    if v["rule"] == "hebb":
        return function(np.array(v["X"], dtype=float), np.array(v["y"], dtype=float), v["eta"])
    return function(np.array(v["w"]), np.array(v["x"], dtype=float), v["eta"])


def answer(v):
    return learned(hebb.hebb_fit if v["rule"] == "hebb" else hebb.oja_update, v)


def mistakes(v):
    function = hebb.hebb_fit if v["rule"] == "hebb" else hebb.oja_update
    keys = ("T1.8/minus", "T1.8/overwrite") if v["rule"] == "hebb" else ("T1.8/oja_decay", "T1.8/minus")
    return {m.key: (m.message, learned(m.mutant, v)) for m in misconceptions_of(function, *keys)}


def difficulty(v):
    return 1.0 if v["rule"] == "hebb" else 1.2


# %% [markdown]
# {% if rule == "hebb" %}A neuron with two inputs starts with $w = (0, 0)$ and learns by **Hebb's rule** with
# $\eta = {{ eta | neat }}$, once for each of these pairs of input and activity:
#
# | $x$ | {% for x in X %}$({{ x[0] }}, {{ x[1] }})$ | {% endfor %}
# |---|---|---|---|
# | $y$ | {% for t in y %}{{ t }} | {% endfor %}
#
# Give its weights after all three.{% else %}A linear neuron ($y = w\cdot x$) has the weights $w = {{ w | tex }}$ and learns by
# **Oja's rule** with $\eta = {{ eta | neat }}$. Give its weights after the input $x = {{ x | tex }}$.{% endif %}
# %% [raw]
# # END QUESTION
