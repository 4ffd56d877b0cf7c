# %% [raw]
# # BEGIN QUESTION
# name: best_policy
# type: matrix
# points: 3
# title: The best that can be done
# topics: [T13.1]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import bellman


def variant(rng):
    stay = rng.integers(0, 2, size=(2, 2))  # whether an action leads to the first state
    return {"P": np.stack([stay, 1 - stay], axis=2), "R": rng.integers(-2, 5, size=(2, 2)), "gamma": float(rng.choice([0.25, 0.5]))}


def arrays(v, *names):
    return [np.array(v[name], dtype=float) for name in names]


def best(function, v):
    """The values of A and B and the number of the best action in each, from 1."""
    V, _, policy = function(*arrays(v, "P", "R"), v["gamma"])
    return [*V, *(policy + 1)]


def answer(v):
    return best(bellman.value_iteration, v)


def mistakes(v):
    found = misconceptions_of(bellman.value_iteration, "T13.1/one_sweep", "T13.1/policy_of_rewards")
    return {m.key: (m.message, best(m.mutant, v)) for m in found}


def accept(v):
    """No two actions are equally good."""
    Q = bellman.value_iteration(*arrays(v, "P", "R"), v["gamma"]).Q
    return np.abs(Q[:, 0] - Q[:, 1]).min() > 0.05


# %% [markdown]
# | state | action | reward | probability of going to A | to B |
# |---|---|---|---|---|
# {% for s in [0, 1] %}{% for a in [0, 1] %}| {{ "AB"[s] }} | {{ a + 1 }} | {{ R[s][a] }} | {{ P[s][a][0] | neat }} | {{ P[s][a][1] | neat }} |
# {% endfor %}{% endfor %}
#
# Give $(V^*(A),\; V^*(B))$ with $\gamma = {{ gamma | neat }}$, then the number of the best action in A and in B.
# %% [raw]
# # END QUESTION
