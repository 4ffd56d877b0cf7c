# %% [raw]
# # BEGIN QUESTION
# name: model_parameters
# type: number
# points: 2
# title: Parameters of a language model
# topics: [T8.2, T8.3]
# integer: true
# low: 1000
# %% tags=["variant"]
from reference.llm import bert, causal
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "name": str(rng.choice(["GPT-1", "GPT-2", "BERT"])), "n_layer": int(rng.choice([2, 4, 6, 8, 12])),
        "d": int(rng.choice([64, 128, 256, 512])), "vocab": 1000 * int(rng.integers(5, 51)), "ctx": int(rng.choice([128, 256, 512, 1024])),
    }  # fmt: skip


def count(v, gpt=causal.gpt_param_count, other=bert.bert_param_count):
    sizes = v["n_layer"], v["d"], v["vocab"], v["ctx"]
    return other(*sizes) if v["name"] == "BERT" else gpt(*sizes, v["name"] != "GPT-1")


def answer(v):
    return count(v)


def mistakes(v):
    if v["name"] == "BERT":
        return {m.key: (m.message, count(v, other=m.mutant)) for m in misconceptions_of(bert.bert_param_count)}
    keys = ["T8.2/untied", "T8.2/no_positions"] + ["T8.2/final_ln_always"] * (v["name"] == "GPT-1")
    return {m.key: (m.message, count(v, gpt=m.mutant)) for m in misconceptions_of(causal.gpt_param_count, *keys)}


# %% [markdown]
# A small {{ name }} has {{ n_layer }} layers of width $d = {{ d }}$, a vocabulary of {{ vocab }} tokens and {{ ctx }} positions. Each layer has $12d^2 + 13d$ parameters.
# {% if name == "BERT" %}Count the token, position and (two) segment embeddings, the layer norm after them, the layers, and the pooler, a dense layer from $d$ to $d$ with a bias; no output heads.{% else %}Positions are learned; input and output embeddings are the same matrix{{ "; like the original it normalises after each residual, and has no further norm at its end" if name == "GPT-1" else ", and a last layer norm with scale and shift comes before the output" }}.{% endif %}
#
# How many parameters has it?
# %% [raw]
# # END QUESTION
