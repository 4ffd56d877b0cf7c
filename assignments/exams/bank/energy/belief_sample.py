# %% [raw]
# # BEGIN QUESTION
# name: belief_sample
# type: matrix
# points: 3
# title: Dreaming
# topics: [T11.5]
# %% tags=["variant"]
import numpy as np

from reference.energy import dbn
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "W1": rng.choice([-3, -2, -1, 1, 2, 3], size=(3, 2)), "b1": rng.integers(-2, 3, size=3) / 2,
        "W2": rng.choice([-3, -2, 2, 3], size=2), "b2": rng.integers(-2, 3, size=2) / 2, "c2": float(rng.integers(-2, 3) / 2),
        "start": rng.integers(0, 2, size=2), "u_h": float(np.round(rng.uniform(0.1, 0.9), 2)),
        "u_v": np.round(rng.uniform(0.1, 0.9, size=2), 2), "down": np.round(rng.uniform(0.1, 0.9, size=3), 2),
    }  # fmt: skip


def sample(function, v):
    low = np.array(v["W1"], dtype=float), np.array(v["b1"]), np.zeros(2)
    high = np.array(v["W2"], dtype=float)[:, None], np.array(v["b2"]), np.array([v["c2"]])
    start, u_v, down = (np.array([v[name]], dtype=float) for name in ("start", "u_v", "down"))
    return function([low, high], 1, dbn.DbnDraws(start, [np.array([[v["u_h"]]])], [u_v], [down]))[0]


def answer(v):
    return sample(dbn.dbn_generate, v)


def mistakes(v):
    found = misconceptions_of(dbn.dbn_generate, "T11.5/no_gibbs", "T11.5/probabilities_out")
    return {m.key: (m.message, sample(m.mutant, v)) for m in found}


def accept(v):
    """Rounding decides nothing."""
    moved = [{name: np.array(v[name]) + d for name in ("u_v", "down")} | {"u_h": v["u_h"] + d} for d in (-0.02, 0.02)]
    return (sample(dbn.dbn_generate, v | moved[0]) == sample(dbn.dbn_generate, v | moved[1])).all()


# %% [markdown]
# A deep belief network has three visible units, two units in $h^1$ and one in $h^2$:
#
# $$W^1 = {{ W1 | tex }} \;(\text{visible} \times h^1), \quad b = {{ b1 | tex }}, \quad w^2 = {{ W2 | tex }} \;(h^1 \times h^2),$$
#
# the top machine's biases are ${{ b2 | tex }}$ of $h^1$ and {{ c2 | neat }} of $h^2$. It makes a sample: from $h^1 = {{ start | tex }}$ **one** Gibbs step of the top machine, with the uniform number {{ u_h | neat }} for $h^2$ and ${{ u_v | tex }}$ for $h^1$, then one
# pass down with ${{ down | tex }}$ for $v$. A unit is on when its number is below its probability. Give $v$.
# %% [raw]
# # END QUESTION
