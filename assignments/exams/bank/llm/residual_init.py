# %% [raw]
# # BEGIN QUESTION
# name: residual_init
# type: number
# points: 1
# title: First weights of a deep GPT
# topics: [T8.2]
# digits: 3
# low: 0.0001
# high: 1
# %% tags=["variant"]
from reference.llm import causal
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"n": int(rng.integers(6, 97)), "base": float(rng.choice([0.01, 0.02, 0.05]))}


def answer(v):
    return causal.gpt2_residual_init_std(v["n"], v["base"])


def mistakes(v):
    return {m.key: (m.message, m.mutant(v["n"], v["base"])) for m in misconceptions_of(causal.gpt2_residual_init_std)}


# %% [markdown]
# A GPT-2 of {{ n }} blocks starts with weights from a normal law of standard deviation {{ base | neat }}; only those of the layers that
# add to the residual stream are scaled down by the root of their number, two in each block. With which standard deviation do these start?
# %% [raw]
# # END QUESTION
