# %% [raw]
# # BEGIN QUESTION
# name: v_values
# type: number
# points: 2
# title: Predicting v
# topics: [T11.8]
# %% tags=["variant"]
import numpy as np

from reference.energy import v_prediction
from reference.misconceptions import misconceptions_of

FUNCTIONS = {"v": v_prediction.v_target, "x0": v_prediction.x0_from_v, "eps": v_prediction.eps_from_v}


def variant(rng):
    first, second = rng.choice([-3, -2, -1, -0.5, 0.5, 1, 2, 3], size=2, replace=False)
    return {"ask": str(rng.choice(list(FUNCTIONS))), "first": first, "second": second, "bar": float(rng.choice([0.1, 0.2, 0.36, 0.64, 0.8, 0.9]))}


def value(function, v):
    return float(function(np.array([v["first"]]), np.array([v["second"]]), 0, np.array([1 - v["bar"]]))[0])


def answer(v):
    return value(FUNCTIONS[v["ask"]], v)


def mistakes(v):
    return {m.key: (m.message, value(m.mutant, v)) for m in misconceptions_of(FUNCTIONS[v["ask"]])}


# %% [markdown]
# A diffusion network predicts $v = \sqrt{\bar\alpha}\,\varepsilon - \sqrt{1 - \bar\alpha}\,x_0$, here with $\bar\alpha = {{ bar | neat }}$.
#
# {% if ask == "v" %}What should it say where $x_0 = {{ first | neat }}$ and $\varepsilon = {{ second | neat }}$?{% else %}At $x_t = {{ first | neat }}$ it says $v = {{ second | neat }}$. Which {{ "$x_0$" if ask == "x0" else "noise $\\varepsilon$" }} does that mean?{% endif %}
# %% [raw]
# # END QUESTION
