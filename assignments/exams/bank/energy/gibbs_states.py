# %% [raw]
# # BEGIN QUESTION
# name: gibbs_states
# type: matrix
# points: 3
# title: A sweep of Gibbs sampling
# topics: [T11.3]
# %% tags=["variant"]
import numpy as np

from reference.energy import boltzmann
from reference.misconceptions import misconceptions_of


def variant(rng):
    W = np.triu(rng.choice([-3, -2, -1, 1, 2, 3], size=(4, 4)), 1)
    return {
        "W": W + W.T, "b": rng.integers(-2, 3, size=4) / 2, "s": rng.integers(0, 2, size=4),
        "u": np.round(rng.uniform(0.05, 0.95, size=4), 2),
    }  # fmt: skip


def sweep(function, v):
    return function(*(np.array(v[name], dtype=float) for name in ("s", "W", "b", "u")))


def answer(v):
    return sweep(boltzmann.bm_gibbs_sweep, v)


def mistakes(v):
    return {m.key: (m.message, sweep(m.mutant, v)) for m in misconceptions_of(boltzmann.bm_gibbs_sweep)}


def accept(v):
    """Rounding decides nothing."""
    near = [sweep(boltzmann.bm_gibbs_sweep, v | {"u": np.array(v["u"]) + d}) for d in (-0.02, 0.02)]
    return (near[0] == near[1]).all()


# %% [markdown]
# A Boltzmann machine of four units (0 or 1, $T = 1$) has the weights, biases and state
#
# $$W = {{ W | tex }}, \qquad b = {{ b | tex }}, \qquad s = {{ s | tex }}.$$
#
# One sweep of Gibbs sampling draws the units 1 to 4 in this order with the uniform numbers ${{ u | tex }}$: a unit is on when its number is below its probability. Give the state after the sweep.
# %% [raw]
# # END QUESTION
