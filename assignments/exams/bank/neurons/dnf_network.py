# %% [raw]
# # BEGIN QUESTION
# name: dnf_network
# type: code
# points: 8
# title: A network for a truth table
# topics: [T1.6]
# misconceptions: [T1.6/neg_literal, T1.6/bias_counts_all, T1.6/or_bias, T1.6/bit_order, T1.6/false_rows]
# %% tags=["variant"]
import itertools

import numpy

from reference.misconceptions import misconceptions_of
from reference.neurons import boolean


def variant(rng):
    rows = sorted(int(i) for i in rng.choice(8, size=int(rng.integers(2, 7)), replace=False))
    return {"table": [int(i in rows) for i in range(8)]}


def accept(v):
    """Every mistake gives a table of its own."""
    x = numpy.array(list(itertools.product((0.0, 1.0), repeat=3)))
    networks = [m.mutant(numpy.array(v["table"])) for m in misconceptions_of(boolean.dnf_network)]
    tables = [boolean.eval_threshold_network(x, network, "gt").ravel().astype(int).tolist() for network in networks]
    return len({tuple(table) for table in [v["table"], *tables]}) == len(tables) + 1


def difficulty(v):
    return 1 + 0.1 * sum(v["table"])


# %% [markdown]
# Build a two-layer network of threshold units (they fire when the net input is **greater than 0**) for this Boolean function
# of three inputs:
#
# | $x_1 x_2 x_3$ | {% for i in range(8) %}{{ "{:03b}".format(i) }} | {% endfor %}
# |---|{% for i in range(8) %}---|{% endfor %}
# | $f$ | {% for t in table %}{{ t }} | {% endfor %}
#
# Write `dnf_network()` that returns `(W1, b1, W2, b2)`: `W1` of shape (H, 3), `b1` of shape (H,), `W2` of shape (1, H), `b2`
# of shape (1,). Any network that computes $f$ is right.
# %% [raw]
# # BEGIN SOLUTION
# %%
import numpy as np


def dnf_network():
    """Weights and biases of the two layers."""
    # BEGIN SOLUTION
    table = {{ table }}
    ones = [i for i, t in enumerate(table) if t]
    signs = np.array([[1.0 if i >> (2 - j) & 1 else -1.0 for j in range(3)] for i in ones])
    return signs, 0.5 - (signs > 0).sum(axis=1), np.ones((1, len(ones))), np.array([-0.5])
    # END SOLUTION
# %% [raw]
# # END SOLUTION
# %% [raw]
# # BEGIN TESTS
# %%
""" # BEGIN TEST CONFIG
name: shapes
points: 1
""" # END TEST CONFIG
def test_public_shapes(dnf_network):
    import numpy as np

    W1, b1, W2, b2 = dnf_network()
    H = np.shape(W1)[0]
    assert np.shape(W1) == (H, 3), f"W1: expected shape (H, 3), got {np.shape(W1)}"
    assert np.shape(b1) == (H,), f"b1: expected shape ({H},), got {np.shape(b1)}"
    assert np.shape(W2) == (1, H), f"W2: expected shape (1, {H}), got {np.shape(W2)}"
    assert np.shape(b2) == (1,), f"b2: expected shape (1,), got {np.shape(b2)}"
# %% [raw]
# # END TESTS
# %% [raw]
# # END QUESTION
