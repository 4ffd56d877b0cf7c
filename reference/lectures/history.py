"""The field's history as data, the firing rate of a neuron, and Bain's network of 1873.

Sources: `001_93c4fdc1f7522504.txt` (table of milestones, Bain's diagram, the neuron), `000_5c6663de3292b89f.txt`
(eras), `002_3f85b5039545d858.txt` (Minsky and Papert). Where the decks disagree on a year, the table wins; names that
the table misspells are corrected.
"""

from collections.abc import Sequence
from typing import NamedTuple

from reference._array import Array, as_float, check_ndim, check_shape, namespace
from reference.neurons.perceptron import heaviside

# -- milestones --------------------------------------------------------------------------------------------------------


class Milestone(NamedTuple):
    """A row of the table; `topic` is the curriculum's entry that implements it ("–" if none) and serves as its id."""

    year: int  # negative before our era
    who: str
    what: str
    topic: str


_MILESTONES = (
    Milestone(-300, "Aristotle", "associationism", "–"),
    Milestone(1873, "A. Bain", "neural groupings, precursor of Hebb", "T1.2"),
    Milestone(1943, "McCulloch, Pitts", "MCP neuron", "T1.3"),
    Milestone(1949, "D. Hebb", "Hebbian rule", "T1.8"),
    Milestone(1958, "F. Rosenblatt", "perceptron", "T1.4"),
    Milestone(1974, "P. Werbos", "backpropagation", "T3.4"),
    Milestone(1980, "T. Kohonen", "self-organising map", "T14.3"),
    Milestone(1980, "K. Fukushima", "Neocognitron, precursor of CNNs", "T5.7"),
    Milestone(1982, "J. Hopfield", "Hopfield network", "T11.2"),
    Milestone(1985, "Hinton, Sejnowski", "Boltzmann machine", "T11.3"),
    Milestone(1986, "P. Smolensky", "Harmonium = RBM", "T11.4"),
    Milestone(1986, "M. I. Jordan", "recurrent network", "T6.2"),
    Milestone(1990, "Y. LeCun", "LeNet", "T5.6"),
    Milestone(1997, "Schuster, Paliwal", "bidirectional RNN", "T6.3"),
    Milestone(1997, "Hochreiter, Schmidhuber", "LSTM", "T6.4"),
    Milestone(2006, "G. Hinton", "deep belief net, layer-wise pretraining", "T11.5"),
    Milestone(2009, "Salakhutdinov, Hinton", "deep Boltzmann machine", "T11.6"),
    Milestone(2012, "G. Hinton", "dropout", "T4.6"),
)

OTHER_YEARS = {"T1.4": (1957,)}  # accepted beside the table's: a slide dates the perceptron so

ERAS = {"cybernetics": (1940, 1960), "connectionism": (1980, 1990), "deep learning": (2006, None)}

XOR_CRITIQUE = Milestone(1969, "Minsky, Papert", "XOR critique of the perceptron; an AI winter follows", "T1.5")


def milestones() -> list[Milestone]:
    """The 18 milestones, oldest first; rows of one year in the table's order.

    Source: `001_93c4fdc1f7522504.txt`, major milestones.

    >>> milestones()[2].year, milestones()[2].what
    (1943, 'MCP neuron')
    """
    return list(_MILESTONES)


def order_milestones(ids: Sequence[str]) -> list[str]:
    """The ids (topics of `milestones`, such as "T6.4"), oldest first; those of one year stay in the order given.

    Raises:
        ValueError: an id that is not in the table, or is given twice.

    Source: `001_93c4fdc1f7522504.txt`, major milestones.

    >>> order_milestones(["T11.5", "T6.4", "T1.3"])
    ['T1.3', 'T6.4', 'T11.5']
    """
    return _in_order(ids, _MILESTONES)


def _in_order(ids: Sequence[str], table: Sequence[Milestone]) -> list[str]:
    years = {row.topic: row.year for row in table}
    for topic in ids:
        _check_id(topic)
    if len(set(ids)) != len(ids):
        raise ValueError(f"ids: expected each milestone once, got {list(ids)}")
    return sorted(ids, key=years.__getitem__)


def _check_id(topic: str) -> None:
    known = [row.topic for row in _MILESTONES]
    if topic not in known:
        raise ValueError(f"ids: expected topics of milestones, {', '.join(known)}; got {topic!r}")


def year_accepted(topic: str, year: int) -> bool:
    """Whether `year` dates this milestone: the table's year, or 1957 for the perceptron as well.

    Raises:
        ValueError: a topic that is not in the table.

    Source: `001_93c4fdc1f7522504.txt`, major milestones and perceptron.
    """
    _check_id(topic)
    return year in OTHER_YEARS.get(topic, ()) or any(row[::3] == (year, topic) for row in _MILESTONES)


# -- the biological neuron and Bain's groupings ------------------------------------------------------------------------


def firing_rate(spike_times: Array, t0: float, t1: float) -> Array:
    r"""Spikes per unit of time in the half-open window, $\#\{t_0 \le s < t_1\} / (t_1 - t_0)$.

    Args:
        spike_times: (S,) float, in any order; may be empty. t0 < t1: float, in the same unit.

    Returns:
        A scalar, in 1 / that unit.

    Raises:
        ValueError: more than one axis, t1 not after t0.

    Source: `001_93c4fdc1f7522504.txt`, biological neuron (the rate carries the information).

    >>> import numpy as np
    >>> float(firing_rate(np.array([0.0, 0.5, 1.5, 2.0]), 0.0, 2.0))
    1.5
    """
    s = as_float(spike_times)
    check_ndim("spike_times", s, "(S,)", 1)
    t0, t1 = float(t0), float(t1)
    if not t0 < t1:
        raise ValueError(f"t1: expected a time after t0 = {t0}, got {t1}")
    xp = namespace(s)
    return xp.sum(xp.astype((t0 <= s) & (s < t1), s.dtype)) / (t1 - t0)


def bain_network(x: Array) -> Array:
    r"""Bain's diagram of 1873: fibres a, b, c meet in pairs, $X = a \wedge b$, $Y = b \wedge c$, $Z = a \wedge c$.

    Each cell is a threshold unit with weights 1, 1 and bias −2 that fires at net ≥ 0.

    Args:
        x: (N, 3) of 0 and 1, the columns a, b, c.

    Returns:
        (N, 3) float in {0, 1}, the columns X, Y, Z.

    Raises:
        ValueError: not three columns.

    Source: `001_93c4fdc1f7522504.txt`, Bain on neural networks (figure 2).

    >>> import numpy as np
    >>> bain_network(np.array([[1.0, 1.0, 0.0]])).tolist()
    [[1.0, 0.0, 0.0]]
    """
    x = as_float(x)
    check_ndim("x", x, "(N, 3)", 2)
    check_shape("x", x, "(N, 3)", x.shape[0], 3)
    a, b, c = x[:, 0], x[:, 1], x[:, 2]
    return heaviside(namespace(x).stack([a + b, b + c, a + c], axis=1) - 2)
