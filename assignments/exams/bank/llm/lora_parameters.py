# %% [raw]
# # BEGIN QUESTION
# name: lora_parameters
# type: number
# points: 2
# title: What LoRA trains
# topics: [T8.7]
# integer: true
# low: 1
# %% tags=["variant"]
from reference.llm import finetuning
from reference.misconceptions import misconceptions_of


def variant(rng):
    d = int(rng.choice([256, 512, 768, 1024, 2048, 4096]))
    return {"d": d, "k": d * int(rng.choice([1, 2, 3, 4])), "r": int(rng.choice([2, 4, 8, 16, 32])), "layers": int(rng.choice([6, 12, 24, 32]))}


def count(function, v):
    return v["layers"] * function(v["d"], v["k"], v["r"])


def answer(v):
    return count(finetuning.lora_param_count, v)


def mistakes(v):
    return {m.key: (m.message, count(m.mutant, v)) for m in misconceptions_of(finetuning.lora_param_count)}


# %% [markdown]
# In each of the {{ layers }} layers of a model, one weight matrix with {{ d }} rows and {{ k }} columns gets a LoRA update of rank {{ r }}; all else is frozen. How many parameters are trained?
# %% [raw]
# # END QUESTION
