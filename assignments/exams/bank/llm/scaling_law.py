# %% [raw]
# # BEGIN QUESTION
# name: scaling_law
# type: number
# points: 2
# title: A scaling law
# topics: [T8.8]
# digits: 4
# low: 0.1
# high: 10000
# %% tags=["variant"]
from reference.llm import costs
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"ask": str(rng.choice(["loss", "tokens"])), "N": int(rng.choice([1, 3, 7, 13, 30, 70])), "D": int(rng.integers(2, 40)) * 50, "C": int(rng.integers(11, 99)) / 10, "exponent": int(rng.choice([20, 21, 22, 23]))}


def value(v, loss=costs.chinchilla_loss, optimum=costs.compute_optimal):
    if v["ask"] == "loss":
        return loss(v["N"] * 1e9, v["D"] * 1e9)
    return optimum(v["C"] * 10.0 ** v["exponent"]).D / 1e9


def answer(v):
    return value(v)


def mistakes(v):
    if v["ask"] == "loss":
        found = misconceptions_of(costs.chinchilla_loss, "T8.8/no_floor", "T8.8/exponents_swapped")
        return {m.key: (m.message, value(v, loss=m.mutant)) for m in found}
    found = misconceptions_of(costs.compute_optimal, "T8.8/exponents_swapped", "T8.8/even_split")
    return {m.key: (m.message, value(v, optimum=m.mutant)) for m in found}


# %% [markdown]
# The scaling law $L = 1.69 + 406.4 / N^{0.34} + 410.7 / D^{0.28}$ gives the loss of a language model with $N$ parameters after $D$ tokens.
# {% if ask == "loss" %}What is it for {{ N }} billion parameters and {{ D }} billion tokens?{% else %}A budget of ${{ C }} \cdot 10^{ {{ exponent }} }$ operations buys $6ND$. With how many **billion tokens** is the loss smallest?{% endif %} (Four significant digits.)
# %% [raw]
# # END QUESTION
