# %% [raw]
# # BEGIN QUESTION
# name: jordan_outputs
# type: matrix
# points: 3
# title: A Jordan network
# topics: [T6.2]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import jordan

NAMES = ("w_xh", "w_yh", "b_h", "w_hy", "b_y")


def variant(rng):
    return {
        "x": rng.choice([-2, -1, 0, 1, 2], size=3),
        "y0": float(rng.choice([-1, 0.5, 1])),
        "w_xh": float(rng.choice([-1, -0.5, 0.5, 1])),
        "w_yh": float(rng.choice([-1, -0.5, 0.5, 1])),
        "b_h": float(rng.choice([-0.5, 0, 0.5])),
        "w_hy": int(rng.choice([-2, 2, 3])),
        "b_y": float(rng.choice([-0.5, 0, 0.5])),
        "mu": float(rng.choice([0, 0.5, 0.8])),
    }


def outputs(function, v):
    x, y0 = np.array(v["x"], dtype=float).reshape(1, 3, 1), np.array([[v["y0"]]])
    w = {n: np.array([[v[n]]] if n[0] == "w" else [v[n]], dtype=float) for n in NAMES}
    return function(x, y0, *(w[n] for n in NAMES), v["mu"]).Y.ravel()


def answer(v):
    return outputs(jordan.jordan_rnn_forward, v)


def mistakes(v):
    keys = ["T6.2/elman", "T6.2/no_init"] + ["T6.2/mu_on_y", "T6.2/no_mu"] * (v["mu"] > 0)
    return {m.key: (m.message, outputs(m.mutant, v)) for m in misconceptions_of(jordan.jordan_rnn_forward, *keys)}


# %% [markdown]
# A Jordan network has one input, one hidden unit and one linear output; before the first step its output was $y_0 = {{ y0 | neat }}$:
#
# $$h_t = \tanh(W_{xh} x_t + W_{yh} s_t + b_h), \qquad y_t = W_{hy} h_t + b_y,$$
#
# where the context is {% if mu %}$s_t = y_{t-1} + \mu\, s_{t-1}$ with $\mu = {{ mu | neat }}$ and $s_0 = 0${% else %}$s_t = y_{t-1}${% endif %}. With
# $W_{xh} = {{ w_xh | neat }}$, $W_{yh} = {{ w_yh | neat }}$, $b_h = {{ b_h | neat }}$, $W_{hy} = {{ w_hy }}$, $b_y = {{ b_y | neat }}$ it reads
# $x_1, x_2, x_3 = {{ x | join(", ") }}$. Give $y_1, y_2, y_3$.
# %% [raw]
# # END QUESTION
