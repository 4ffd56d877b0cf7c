# %% [raw]
# # BEGIN QUESTION
# name: mlm_tokens
# type: matrix
# points: 2
# title: Masked tokens
# topics: [T8.3]
# %% tags=["variant"]
import numpy as np

from reference.llm import bert
from reference.misconceptions import misconceptions_of

MASK = 3


def variant(rng):
    ids = rng.choice(np.arange(10, 60), size=5, replace=False)
    others = rng.choice(np.arange(60, 99), size=5, replace=False)
    select = np.zeros(5, dtype=bool)
    select[rng.choice(5, size=3, replace=False)] = True
    u = np.round(rng.permutation([rng.uniform(0, 0.79), rng.uniform(0.81, 0.89), rng.uniform(0.91, 0.99)]), 2)
    drawn = np.round(rng.uniform(0, 0.99, size=5), 2)
    drawn[select] = u
    return {"ids": ids, "select": select, "u": drawn, "others": others}


def corrupted(function, v):
    rows = (np.array(v[name])[None] for name in ("ids", "select", "u", "others"))
    return np.concatenate(function(*rows, MASK))


def answer(v):
    return corrupted(bert.mlm_corrupt, v)


def mistakes(v):
    return {m.key: (m.message, corrupted(m.mutant, v)) for m in misconceptions_of(bert.mlm_corrupt)}


# %% [markdown]
# A text for BERT's masked language model has these tokens; some were selected, and for each $u$ was drawn from [0, 1) and another token at random:
#
# | token | {{ ids | join(" | ") }} |
# |---|---|---|---|---|---|
# | selected | {% for s in select %}{{ "yes" if s else "no" }} | {% endfor %}
# | $u$ | {{ u | join(" | ") }} |
# | random token | {{ others | join(" | ") }} |
#
# A selected token becomes the mask (token 3) for $u < 0.8$, the random token for $0.8 \le u < 0.9$, and stays else. Give two rows: what the model reads, and the
# labels, with −100 where there is none.
# %% [raw]
# # END QUESTION
