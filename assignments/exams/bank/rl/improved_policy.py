# %% [raw]
# # BEGIN QUESTION
# name: improved_policy
# type: matrix
# points: 3
# title: Evaluate, improve, evaluate
# topics: [T13.1]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import bellman


def variant(rng):
    stay = rng.integers(0, 2, size=(2, 2))  # whether an action leads to the first state
    return {"P": np.stack([stay, 1 - stay], axis=2), "R": rng.integers(-2, 5, size=(2, 2)), "gamma": float(rng.choice([0.25, 0.5]))}


def result(function, v):
    """The values of A and B and the number of the action in each, from 1."""
    V, _, policy = function(np.array(v["P"], dtype=float), np.array(v["R"], dtype=float), v["gamma"])
    return [*V, *(policy + 1)]


def answer(v):
    return result(bellman.policy_iteration, v)


def mistakes(v):
    found = misconceptions_of(bellman.policy_iteration, "T13.1/one_improvement", "T13.1/policy_of_rewards")
    return {m.key: (m.message, result(m.mutant, v)) for m in found}


def accept(v):
    """No two actions are equally good, and the first policy is not the best one."""
    Q, policy = bellman.policy_iteration(np.array(v["P"], dtype=float), np.array(v["R"], dtype=float), v["gamma"])[1:]
    return np.abs(Q[:, 0] - Q[:, 1]).min() > 0.05 and policy.max() > 0


# %% [markdown]
# | state | action | reward | next state |
# |---|---|---|---|
# {% for s in [0, 1] %}{% for a in [0, 1] %}| {{ "AB"[s] }} | {{ a + 1 }} | {{ R[s][a] }} | {{ "A" if P[s][a][0] else "B" }} |
# {% endfor %}{% endfor %}
#
# Policy iteration begins with action 1 in both states: evaluate the policy exactly, then take the better action in
# every state, and again until no action changes. Give the values $(V(A),\; V(B))$ of the last policy with
# $\gamma = {{ gamma | neat }}$, then the number of its action in A and in B.
# %% [raw]
# # END QUESTION
