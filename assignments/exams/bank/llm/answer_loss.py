# %% [raw]
# # BEGIN QUESTION
# name: answer_loss
# type: number
# points: 2
# title: Loss of supervised finetuning
# topics: [T8.4]
# %% tags=["variant"]
import numpy as np

from reference.llm import alignment
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"losses": rng.integers(1, 21, size=5) / 4, "prompt": int(rng.choice([2, 3]))}


def loss(function, v):
    p = np.exp(-np.array([*v["losses"], 1.0]))  # position t predicts token t + 1, the first of two
    logits = np.stack([np.log(p), np.log1p(-p)], axis=1)[None]
    return float(function(logits, np.zeros((1, 6), dtype=int), (np.arange(6) < v["prompt"])[None]))


def answer(v):
    return loss(alignment.sft_loss, v)


def mistakes(v):
    keys = ("T8.4/prompt_loss", "T8.4/mask_inverted", "T8.4/mask_not_shifted")
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(alignment.sft_loss, *keys)}


# %% [markdown]
# A text of six tokens consists of a prompt, its first {{ prompt }} tokens, and the answer. The model predicts each token from those before it; its losses are
#
# | predicted token | 2 | 3 | 4 | 5 | 6 |
# |---|---|---|---|---|---|
# | $-\log p$ | {{ losses | join(" | ") }} |
#
# What is the loss of supervised finetuning on this text?
# %% [raw]
# # END QUESTION
