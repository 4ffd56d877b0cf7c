# %% [raw]
# # BEGIN QUESTION
# name: td_value
# type: number
# points: 2
# title: Learning from one step
# topics: [T13.2]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import value

RULES = {"td": "TD(0)", "q": "Q-learning", "sarsa": "SARSA", "expected": "expected SARSA"}
FUNCTIONS = {"td": value.td0_update, "q": value.q_learning_update, "sarsa": value.sarsa_update, "expected": value.expected_sarsa_update}
KEYS = {"td": ("T13.2/no_old_value",), "q": ("T13.2/same_action", "T13.2/old_state"), "sarsa": ("T13.2/sarsa_max",), "expected": ("T13.2/sarsa_max", "T13.2/uniform")}


def variant(rng):
    rule = str(rng.choice(list(RULES)))
    Q = rng.permutation(np.arange(-2, 9))[:4].reshape(2, 2) / 2
    p = float(rng.choice([0.1, 0.2, 0.3, 0.7, 0.8, 0.9]))
    return {
        "rule": rule, "name": RULES[rule], "Q": Q, "a": int(rng.integers(2)), "a2": int(rng.integers(2)), "p": p, "r": int(rng.integers(-3, 4)),
        "done": bool(rng.random() < 0.2), "alpha": float(rng.choice([0.1, 0.2, 0.5])), "gamma": float(rng.choice([0.5, 0.8, 0.9])),
    }  # fmt: skip


def learned(function, v):
    """The new value of what was done; of TD(0), the first column holds the states' values."""
    Q, end = np.array(v["Q"], dtype=float), (v["done"], v["alpha"], v["gamma"])
    if v["rule"] == "td":
        return float(function(Q[0, 0], v["r"], Q[1, 0], *end))
    action = {"q": (), "sarsa": (v["a2"],), "expected": (np.array([v["p"], 1 - v["p"]]),)}[v["rule"]]
    return float(function(Q, 0, v["a"], v["r"], 1, *action, *end)[0, v["a"]])


def answer(v):
    return learned(FUNCTIONS[v["rule"]], v)


def mistakes(v):
    keys = ("T13.2/no_done",) if v["done"] else KEYS[v["rule"]]
    named = {m.key: (m.message, learned(m.mutant, v)) for m in misconceptions_of(FUNCTIONS[v["rule"]], *keys)}
    if v["rule"] != "expected" and not v["done"]:
        named |= {m.key: (m.message, learned(m.mutant, v)) for m in misconceptions_of(FUNCTIONS[v["rule"]], "T13.2/replace_not_step")}
    return named


# %% [markdown]
# {% if rule == "td" %}An agent in state A, whose value is {{ Q[0][0] | neat }}, acts, gets the reward {{ r }} and comes to state B, whose value is {{ Q[1][0] | neat }}.{% else %}An agent has the values
#
# | | action 1 | action 2 |
# |---|---|---|
# | state A | {{ Q[0][0] | neat }} | {{ Q[0][1] | neat }} |
# | state B | {{ Q[1][0] | neat }} | {{ Q[1][1] | neat }} |
#
# In A it takes action {{ a + 1 }}, gets the reward {{ r }} and comes to B{% if rule == "sarsa" %}, where it takes action {{ a2 + 1 }}{% elif rule == "expected" %}, where its policy takes action 1 with probability {{ p | neat }}{% endif %}.{% endif %}{{ " **The episode ends there.**" if done }} What is the new value of {{ "A" if rule == "td" else "the
# action that it took in A" }} by {{ name }}, with $\alpha = {{ alpha | neat }}$ and $\gamma = {{ gamma | neat }}$?
# %% [raw]
# # END QUESTION
