"""Wrong versions of the functions in `reference.lectures.history`, with the message that names each mistake."""

from reference._array import as_float, namespace
from reference.lectures.history import _in_order as in_order
from reference.lectures.history import bain_network, firing_rate, milestones, order_milestones
from reference.misconceptions import misconception
from reference.neurons.perceptron import heaviside

# A changed cell or two of the table, by topic.
TABLES = {
    "T1.1/mp_trained": {"T1.3": {"what": "MCP neuron with a learning rule"}},
    "T1.1/dbn_before_lstm": {"T6.4": {"year": 2006}, "T11.5": {"year": 1997}},
    "T1.1/rbm_hinton": {"T11.4": {"who": "G. Hinton"}},
    "T1.1/backprop_1986": {"T3.4": {"year": 1986}},
}


def _table(key):
    rows = [row._replace(**TABLES[key].get(row.topic, {})) for row in milestones()]
    return sorted(rows, key=lambda row: row.year)


def _milestones_as(key):
    return lambda: _table(key)


def _ordered_as(key):
    return lambda ids: in_order(ids, _table(key))


_TABLE_MESSAGES = {
    "T1.1/mp_trained": "The 1943 neuron had no learning rule; learning starts with Hebb and Rosenblatt.",
    "T1.1/dbn_before_lstm": "LSTM is 1997, deep belief nets are 2006.",
    "T1.1/rbm_hinton": "The RBM was introduced as Harmonium by Smolensky in 1986.",
    "T1.1/backprop_1986": "The table dates backpropagation to Werbos 1974; 1986 is its popularisation.",
}

for _key, _message in _TABLE_MESSAGES.items():
    misconception(milestones, _key, _message)(_milestones_as(_key))
for _key in ("T1.1/dbn_before_lstm", "T1.1/backprop_1986"):  # the other two change no year
    misconception(order_milestones, _key, _TABLE_MESSAGES[_key])(_ordered_as(_key))


@misconception(firing_rate, "T1.2/rate_closed", "Count spikes in the half-open window so that windows do not overlap.")
def _rate_closed(spike_times, t0, t1):
    s = as_float(spike_times)
    xp = namespace(s)
    return xp.sum(xp.astype((t0 <= s) & (s <= t1), s.dtype)) / (t1 - t0)


@misconception(firing_rate, "T1.2/count_not_rate", "Divide the spike count by the window length.")
def _rate_count(spike_times, t0, t1):
    return firing_rate(spike_times, t0, t1) * (t1 - t0)


@misconception(bain_network, "T1.2/or_unit", "Each cell needs both of its fibres active: AND, not OR.")
def _bain_or(x):
    x = as_float(x)
    a, b, c = x[:, 0], x[:, 1], x[:, 2]
    return heaviside(namespace(x).stack([a + b, b + c, a + c], axis=1) - 1)


@misconception(bain_network, "T1.2/z_pairs", "Z joins a and c; Y joins b and c.")
def _bain_pairs(x):
    out = bain_network(x)
    return namespace(out).stack([out[:, 0], out[:, 2], out[:, 1]], axis=1)
