# %% [raw]
# # BEGIN QUESTION
# name: explore_probs
# type: matrix
# points: 2
# title: Greedy, now and then not
# topics: [T13.2]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import value


def variant(rng):
    q = [int(n) for n in rng.integers(-3, 5, size=4)]
    best = max(q) + int(rng.integers(1, 3))
    for i in rng.choice(4, size=2, replace=False):
        q[i] = best  # two actions are equally good
    return {"q": q, "eps": float(rng.choice([0.1, 0.2, 0.3, 0.4]))}


def answer(v):
    return value.epsilon_greedy_probs(np.array(v["q"], dtype=float), v["eps"])


def mistakes(v):
    found = misconceptions_of(value.epsilon_greedy_probs)
    return {m.key: (m.message, m.mutant(np.array(v["q"], dtype=float), v["eps"])) for m in found}


# %% [markdown]
# An agent values its four actions at ${{ q | tex }}$. With which probability does it take each by ε-greedy choice with $\varepsilon = {{ eps | neat }}$, if of equally good actions the **first** is the greedy one?
# %% [raw]
# # END QUESTION
