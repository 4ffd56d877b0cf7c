# %% [raw]
# # BEGIN QUESTION
# name: training_cost
# type: number
# points: 2
# title: What training costs
# topics: [T8.8]
# digits: 3
# low: 1
# %% tags=["variant"]
from reference.llm import costs
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "ask": str(rng.choice(["days", "memory"])), "N": float(rng.choice([0.3, 0.5, 0.7, 1.5, 3, 7, 8, 13])), "D": int(rng.integers(2, 31)) * 10,
        "gpus": int(rng.choice([8, 16, 32, 64])), "speed": int(rng.choice([100, 150, 200, 250, 300])),
    }  # fmt: skip


def days(v, function=costs.training_flops):
    return function(v["N"] * 1e9, v["D"] * 1e9) / (v["gpus"] * v["speed"] * 1e12 * 86400)


def memory(v, function=costs.training_bytes):
    return function(v["N"] * 1e9) / 1e9


def answer(v):
    return days(v) if v["ask"] == "days" else memory(v)


def mistakes(v):
    if v["ask"] == "days":
        return {m.key: (m.message, days(v, m.mutant)) for m in misconceptions_of(costs.training_flops, "T8.8/forward_only", "T8.8/backward_once")}
    keys = ("T8.8/weights_only", "T8.8/no_master")
    return {m.key: (m.message, memory(v, m.mutant)) for m in misconceptions_of(costs.training_bytes, *keys)}


# %% [markdown]
# A language model with {{ N | neat }} billion parameters is trained {% if ask == "days" %}on {{ D }} billion tokens. How many **days** does it take on {{ gpus }} accelerators that reach {{ speed }} · 10¹² operations a second each,
# if a step costs what the rule of thumb says?{% else %}in mixed precision with AdamW: weights and gradients in 16 bits, a copy of the weights and two moments in 32 bits. How many **gigabytes** (10⁹ bytes)
# do these take, without activations?{% endif %} (Three significant digits.)
# %% [raw]
# # END QUESTION
