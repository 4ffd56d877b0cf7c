# %% [raw]
# # BEGIN QUESTION
# name: optimal_backup
# type: matrix
# points: 2
# title: One sweep of value iteration
# topics: [T13.1]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import bellman


def variant(rng):
    stay = rng.choice([0, 0.2, 0.25, 0.5, 0.75, 0.8, 1], size=(2, 2))  # p(first state | state, action)
    return {"P": np.stack([stay, 1 - stay], axis=2), "R": rng.integers(-2, 5, size=(2, 2)), "V": rng.integers(-5, 11, size=2), "gamma": float(rng.choice([0.5, 0.8, 0.9]))}


def arrays(v, *names):
    return [np.array(v[name], dtype=float) for name in names]


def sweep(function, v):
    V, P, R = arrays(v, "V", "P", "R")
    return function(V, P, R, v["gamma"])


def answer(v):
    return sweep(bellman.bellman_optimality_operator, v)


def mistakes(v):
    found = misconceptions_of(bellman.bellman_optimality_operator, "T13.1/expect_max", "T13.1/inplace_sweep", "T13.1/mean_over_actions")
    return {m.key: (m.message, sweep(m.mutant, v)) for m in found}


# %% [markdown]
# | state | action | reward | probability of going to A | to B |
# |---|---|---|---|---|
# {% for s in [0, 1] %}{% for a in [0, 1] %}| {{ "AB"[s] }} | {{ a + 1 }} | {{ R[s][a] }} | {{ P[s][a][0] | neat }} | {{ P[s][a][1] | neat }} |
# {% endfor %}{% endfor %}
#
# The values are now $V(A) = {{ V[0] }}$ and $V(B) = {{ V[1] }}$. Give both after one (synchronous) sweep of value iteration, with $\gamma = {{ gamma | neat }}$.
# %% [raw]
# # END QUESTION
