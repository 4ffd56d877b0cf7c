# %% [raw]
# # BEGIN QUESTION
# name: kl_estimates
# type: number
# points: 1
# title: An estimate of the divergence
# topics: [T8.9]
# %% tags=["variant"]
import numpy as np

from reference.llm import alignment
from reference.misconceptions import misconceptions_of

FORMULAS = {"k2": r"k_2 = \tfrac12 \delta^2", "k3": r"k_3 = e^\delta - \delta - 1"}


def variant(rng):
    p, ref = (float(x) for x in rng.choice([0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8], size=2, replace=False))
    return {"p": p, "ref": ref, "kind": str(rng.choice(["k2", "k3"]))}


def estimate(function, v):
    return function(np.log([v["p"]]), np.log([v["ref"]]), v["kind"]).item()


def answer(v):
    return estimate(alignment.kl_estimate, v)


def mistakes(v):
    keys = ["T8.9/other_kind"] + (["T8.9/wrong_way"] if v["kind"] == "k3" else ["T8.9/no_half"])
    return {m.key: (m.message, estimate(m.mutant, v)) for m in misconceptions_of(alignment.kl_estimate, *keys)}


# %% [markdown]
# A token was drawn from the model that is trained, where it has the probability {{ p | neat }}; the frozen reference gives it {{ ref | neat }}. What is Schulman's estimate
# ${{ kind[0] }}_{{ kind[1] }}$ of the Kullback–Leibler divergence of this token (natural logarithm)?
# %% [raw]
# # END QUESTION
