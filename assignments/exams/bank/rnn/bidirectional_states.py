# %% [raw]
# # BEGIN QUESTION
# name: bidirectional_states
# type: matrix
# points: 3
# title: Two directions
# topics: [T6.3]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rnn import bidirectional


def variant(rng):
    length = int(rng.choice([2, 3]))
    return {
        "x": [int(x) for x in rng.choice([-2, -1, 1, 2], size=3)],
        "length": length,
        "w": float(rng.choice([-1, -0.5, 0.5, 1])),
        "w_back": float(rng.choice([-2, 0.25, 0.75, 2])),
    }


def states(function, v):
    nets = [
        {"W_ih": np.ones((1, 1)), "W_hh": np.array([[v[w]]]), "b_ih": np.zeros(1), "b_hh": np.zeros(1)}
        for w in ("w", "w_back")
    ]
    return function(np.array(v["x"], dtype=float).reshape(1, 3, 1), *nets, np.array([v["length"]])).H[0]


def answer(v):
    return states(bidirectional.bidirectional_rnn, v)


def mistakes(v):
    keys = ["T6.3/not_flipped_back", "T6.3/both_ahead"] + ["T6.3/reverse_padding"] * (v["length"] < 3)
    return {m.key: (m.message, states(m.mutant, v)) for m in misconceptions_of(bidirectional.bidirectional_rnn, *keys)}


# %% [markdown]
# In a bidirectional network both directions have one unit with tanh, the input weight 1, no bias, and start in the state 0. The recurrent
# weight of the forward net is {{ w | neat }}, that of the backward net {{ w_back | neat }}. The input is {{ x | join(", ") }}{% if length < 3 %}, but only its
# first two steps are valid: the third is padding, where both outputs are 0{% endif %}.
#
# Give the outputs, a row for each of the three steps: the state of the forward net, and that of the backward net **after it has read this step**.
# %% [raw]
# # END QUESTION
