# %% [raw]
# # BEGIN QUESTION
# name: accepted_moves
# type: matrix
# points: 2
# title: Metropolis' rule
# topics: [T11.1]
# %% tags=["variant"]
import numpy as np

from reference.energy import models
from reference.misconceptions import misconceptions_of


def variant(rng):
    dE = rng.choice([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2, 3], size=5)
    return {"dE": dE, "u": np.round(rng.uniform(0.02, 0.98, size=5), 2), "T": float(rng.choice([0.5, 2, 4]))}


def accepted(function, v):
    return function(np.array(v["dE"]), np.array(v["u"]), v["T"]).astype(int)


def answer(v):
    return accepted(models.metropolis_accept, v)


def mistakes(v):
    return {m.key: (m.message, accepted(m.mutant, v)) for m in misconceptions_of(models.metropolis_accept)}


def accept(v):
    """Rounding decides nothing."""
    return np.abs(np.exp(-np.array(v["dE"]) / v["T"]) - v["u"]).min() > 0.02


# %% [markdown]
# A sampler at the temperature $T = {{ T | neat }}$ proposes five moves. Which does Metropolis' rule accept? Write 1 for yes, 0 for no.
#
# | move | 1 | 2 | 3 | 4 | 5 |
# |---|---|---|---|---|---|
# | new energy − old energy | {{ dE | map("neat") | join(" | ") }} |
# | uniform number in [0, 1) | {{ u | map("neat") | join(" | ") }} |
# %% [raw]
# # END QUESTION
