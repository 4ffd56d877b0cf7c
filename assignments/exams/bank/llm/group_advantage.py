# %% [raw]
# # BEGIN QUESTION
# name: group_advantage
# type: matrix
# points: 2
# title: Advantages of a group
# topics: [T8.9]
# %% tags=["variant"]
import numpy as np

from reference.llm import alignment
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"r": rng.integers(0, 5, size=int(rng.choice([4, 5])))}


def advantages(function, v):
    return function(np.array([v["r"]], dtype=float), 0.0)[0]


def answer(v):
    return advantages(alignment.group_advantages, v)


def mistakes(v):
    keys = ("T8.9/population_std", "T8.9/not_centred")
    named = {m.key: (m.message, advantages(m.mutant, v)) for m in misconceptions_of(alignment.group_advantages, *keys)}
    alone = alignment.group_advantages(np.array([v["r"]], dtype=float), 0.0, "none")[0]
    return named | {"T8.9/not_scaled": ("Divide by the standard deviation of the group.", alone)}


def accept(v):
    return len(set(v["r"])) > 1


# %% [markdown]
# GRPO draws {{ r | length }} answers to one prompt; their rewards are {{ r | join(", ") }}. Give their advantages (standard deviation with $G - 1$, $\epsilon = 0$).
# %% [raw]
# # END QUESTION
