# %% [raw]
# # BEGIN QUESTION
# name: bptt_gradients
# type: matrix
# points: 3
# title: Backpropagation through time
# topics: [T6.1]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import elman


def variant(rng):
    x, w = rng.choice([-2, -1, -0.5, 0.5, 1, 2], size=3), float(rng.choice([-1.5, -1, -0.5, 0.5, 1, 1.5]))
    net = {"W_ih": np.full((1, 1), 0.5), "W_hh": np.array([[w]]), "b_ih": np.zeros(1), "b_hh": np.zeros(1)}
    h = elman.rnn_forward(x.reshape(1, 3, 1), np.zeros((1, 1)), net).H
    return {
        "x": x, "w": w, "h": np.round(h.ravel(), 3),  # the students start from what they read
        "dh": rng.choice([-2, -1, 1, 2], size=3), "k": int(rng.choice([0, 2])),  # 0: not truncated
    }  # fmt: skip


def slopes(v, backward):
    column = lambda name: np.array(v[name], dtype=float).reshape(1, 3, 1)  # noqa: E731
    cache = elman.Cache(column("x"), np.zeros((1, 1)), column("h"), np.full((1, 1), 0.5), np.array([[v["w"]]]))
    found = backward(cache, column("dh"), *([v["k"]] if v["k"] else []))
    return [found.dW_ih.item(), found.dW_hh.item()]


def answer(v):
    return slopes(v, elman.truncated_bptt if v["k"] else elman.rnn_backward)


def mistakes(v):
    if v["k"]:
        found = misconceptions_of(elman.truncated_bptt, "T6.1/not_cut", "T6.1/last_k_only", "T6.1/cut_early")
    else:
        keys = ("T6.1/no_carry", "T6.1/wrong_prev", "T6.1/deriv_pre", "T6.1/overwrite")
        found = misconceptions_of(elman.rnn_backward, *keys)
    return {m.key: (m.message, slopes(v, m.mutant)) for m in found}


# %% [markdown]
# A recurrent network with one unit, $h_t = \tanh(W_{ih} x_t + W_{hh} h_{t-1})$ with $h_0 = 0$, $W_{ih} = 0.5$ and $W_{hh} = {{ w | neat }}$, has
# read three inputs. Its loss is a sum over the steps; $d_t$ is the derivative of the loss **of step t alone** by $h_t$:
#
# | t | 1 | 2 | 3 |
# |---|---|---|---|
# | $x_t$ | {{ x | join(" | ") }} |
# | $h_t$ | {{ h | join(" | ") }} |
# | $d_t$ | {{ dh | join(" | ") }} |
#
# Give the derivatives of the whole loss by $W_{ih}$ and $W_{hh}$, in this order{% if k %}, as **truncated** backpropagation finds them: after
# every {{ k }} steps, counted from the first, the state is detached{% endif %}.
# %% [raw]
# # END QUESTION
