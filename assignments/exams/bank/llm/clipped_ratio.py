# %% [raw]
# # BEGIN QUESTION
# name: clipped_ratio
# type: number
# points: 3
# title: The loss of GRPO
# topics: [T8.9]
# low: -20
# high: 20
# %% tags=["variant"]
import numpy as np

from reference.llm import alignment
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "new": [int(n) for n in rng.choice(np.arange(10, 80, 5), size=4)],  # hundredths, as below
        "old": [int(n) for n in rng.choice(np.arange(20, 65, 5), size=4)],
        "adv": rng.choice([[1, -1], [-1, 1]]),
        "first": int(rng.choice([1, 3])),
        "average": str(rng.choice(["sequence", "token"])),
    }


def loss(function, v):
    """The first answer has `first` tokens, the second the others."""
    lengths = (v["first"], 4 - v["first"])
    mask = np.arange(3) < np.array(lengths)[:, None]
    tables = []
    for name in ("new", "old"):
        table = np.ones((2, 3))
        table[mask] = np.array(v[name]) / 100
        tables.append(np.log(table))
    return float(function(*tables, np.array(v["adv"], dtype=float), mask, 0.2, v["average"]))


def answer(v):
    return loss(alignment.grpo_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(alignment.grpo_loss)}


# %% [markdown]
# GRPO has drawn a group of two answers, with the advantages {{ adv[0] }} (answer 1) and {{ adv[1] }} (answer 2). Probabilities of their tokens
# under the policy that is trained and under the one that drew them:
#
# | token | new policy | old policy |
# |---|---|---|
# {% for p in new %}| answer {{ 1 if loop.index0 < first else 2 }}, token {{ loop.index if loop.index0 < first else loop.index - first }} | {{ (p / 100) | neat }} | {{ (old[loop.index0] / 100) | neat }} |
# {% endfor %}
#
# A token with the ratio $\rho$ of the two has the loss $-\min(\rho A, \mathrm{clip}(\rho, 0.8, 1.2)\, A)$. What is the loss of the group, if
# {{ "each answer is averaged over its tokens first, then the answers" if average == "sequence" else "all tokens weigh the same" }} (no KL term)?
# %% [raw]
# # END QUESTION
