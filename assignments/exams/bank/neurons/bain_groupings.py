# %% [raw]
# # BEGIN QUESTION
# name: bain_groupings
# type: matrix
# points: 1
# title: Bain's groupings of 1873
# topics: [T1.2]
# %% tags=["variant"]
import numpy as np

from reference.lectures import history
from reference.misconceptions import misconceptions_of

PATTERNS = [[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)]


def variant(rng):
    return {"x": [PATTERNS[i] for i in rng.choice(8, size=3, replace=False)]}


def fired(function, v):
    return function(np.array(v["x"], dtype=float))


def answer(v):
    return fired(history.bain_network, v)


def mistakes(v):
    return {m.key: (m.message, fired(m.mutant, v)) for m in misconceptions_of(history.bain_network)}


# %% [markdown]
# In Bain's diagram the fibres a, b and c meet in pairs: the cell X is reached by a and b, Y by b and c, Z by a and c. A cell is active
# when **both** of its fibres are.
#
# | moment | a | b | c |
# |---|---|---|---|
# {% for row in x %}| {{ loop.index }} | {{ row | join(" | ") }} |
# {% endfor %}
#
# Give a row (X, Y, Z) for each moment, 1 for an active cell, else 0.
# %% [raw]
# # END QUESTION
