# %% [raw]
# # BEGIN QUESTION
# name: soft_prompt
# type: matrix
# points: 1
# title: Prompt tuning
# topics: [T8.7]
# %% tags=["variant"]
import numpy as np

from reference.llm import finetuning
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "p": int(rng.integers(3, 31)),
        "B": int(rng.choice([4, 8, 16])),
        "T": int(rng.integers(20, 129)),
        "E": int(rng.choice([32, 64, 128])),
    }


def sizes(v, function=finetuning.prompt_tuning_concat, prompts=1):
    """Shape of what goes into the model, and how many numbers are trained."""
    prompt, x = np.zeros((v["p"], v["E"])), np.zeros((v["B"], v["T"], v["E"]))
    return [*function(prompt, x).shape, prompts * prompt.size]


def answer(v):
    return sizes(v)


def mistakes(v):
    added = misconceptions_of(finetuning.prompt_tuning_concat, "T8.7/added")[0]
    return {
        added.key: (added.message, sizes(v, added.mutant)),
        "T8.7/prompt_each": ("All sequences have the same prompt.", sizes(v, prompts=v["B"])),
        "T8.7/numbers_not_vectors": ("Each of the prompt's vectors has E numbers.", [*sizes(v)[:3], v["p"]]),
    }


# %% [markdown]
# A frozen language model with embeddings of {{ E }} dimensions gets a trained prompt of {{ p }} vectors (prompt tuning). A batch has {{ B }} sequences of
# {{ T }} tokens each. Give four numbers: the shape (sequences, positions, dimensions) of what goes into its first block, and how many
# numbers are trained.
# %% [raw]
# # END QUESTION
