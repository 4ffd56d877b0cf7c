# %% [raw]
# # BEGIN QUESTION
# name: policy_values
# type: matrix
# points: 3
# title: What a policy is worth
# topics: [T13.1]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import bellman


def variant(rng):
    stay = rng.choice([0, 0.2, 0.25, 0.5, 0.75, 0.8, 1], size=(2, 2))  # p(first state | state, action)
    return {"P": np.stack([stay, 1 - stay], axis=2), "R": rng.integers(-2, 5, size=(2, 2)), "pi": rng.choice([0, 0.25, 0.75, 1], size=2), "gamma": float(rng.choice([0.5, 0.8]))}


def arrays(v, *names):
    return [np.array(v[name], dtype=float) for name in names]


def values(function, v):
    pi = np.array(v["pi"], dtype=float)
    return function(*arrays(v, "P", "R"), np.stack([pi, 1 - pi], axis=1), v["gamma"])


def answer(v):
    return values(bellman.policy_evaluation, v)


def mistakes(v):
    return {m.key: (m.message, values(m.mutant, v)) for m in misconceptions_of(bellman.policy_evaluation)}


# %% [markdown]
# | state | action | reward | probability of going to A | to B |
# |---|---|---|---|---|
# {% for s in [0, 1] %}{% for a in [0, 1] %}| {{ "AB"[s] }} | {{ a + 1 }} | {{ R[s][a] }} | {{ P[s][a][0] | neat }} | {{ P[s][a][1] | neat }} |
# {% endfor %}{% endfor %}
#
# A policy takes action 1 with probability {{ pi[0] | neat }} in state A and with probability {{ pi[1] | neat }} in state B. Give the values of A and B under this policy, with $\gamma = {{ gamma | neat }}$.
# %% [raw]
# # END QUESTION
