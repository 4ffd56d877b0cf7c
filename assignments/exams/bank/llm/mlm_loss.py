# %% [raw]
# # BEGIN QUESTION
# name: mlm_loss
# type: number
# points: 2
# title: Loss of a masked language model
# topics: [T8.3]
# %% tags=["variant"]
import numpy as np

from reference.llm import bert
from reference.misconceptions import misconceptions_of


def variant(rng):
    select = np.zeros(6, dtype=bool)
    select[rng.choice(np.arange(1, 5), size=int(rng.integers(2, 4)), replace=False)] = True
    return {"losses": rng.integers(1, 21, size=6) / 4, "select": select}


def loss(function, v):
    p = np.exp(-np.array(v["losses"], dtype=float))  # the probability of the right token, the first of two
    logits = np.stack([np.log(p), np.log1p(-p)], axis=1)[None]
    return function(logits, np.where(v["select"], 0, -100)[None]).item()


def answer(v):
    return loss(bert.masked_lm_loss, v)


def mistakes(v):
    named = {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(bert.masked_lm_loss, "T8.3/all_positions", "T8.3/div_by_T")}
    return named | {"T8.3/summed": ("The loss is a mean.", loss(bert.masked_lm_loss, v) * sum(v["select"]))}


# %% [markdown]
# A masked language model gives these losses $-\log p$ for the original token at each of six positions:
#
# | position | 1 | 2 | 3 | 4 | 5 | 6 |
# |---|---|---|---|---|---|---|
# | selected | {% for s in select %}{{ "yes" if s else "no" }} | {% endfor %}
# | $-\log p$ | {{ losses | join(" | ") }} |
#
# What is its training loss?
# %% [raw]
# # END QUESTION
