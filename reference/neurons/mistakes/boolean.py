"""Wrong versions of the functions in `reference.neurons.boolean`, with the message that names each mistake."""

from reference._array import as_float, namespace
from reference.misconceptions import misconception
from reference.neurons.boolean import (
    Line,
    Network,
    _minterms,
    _two_layers,
    decision_line,
    dnf_network,
    is_linearly_separable,
    xor_network,
)

_SINGLE = "No single threshold unit computes XOR."


@misconception(decision_line, "T1.5/slope_inverted", "Slope is −w₁/w₂ when x₂ is on the vertical axis.")
def _line_inverted(w, b):
    return Line(-w[1] / w[0], -b / w[0])


@misconception(is_linearly_separable, "T1.5/single_unit", _SINGLE)
def _separable_always(X, y):
    return True


@misconception(
    is_linearly_separable,
    "T1.5/xnor_forgotten",
    "XNOR is not separable either: 14 of the 16 functions are, not 15.",
)
def _separable_unless_xor(X, y):
    xp = namespace(X, y)
    return not bool(xp.all((xp.sum(X, axis=1) % 2 > 0) == (y > 0)))  # parity: XOR, for two inputs


@misconception(xor_network, "T1.5/single_unit", _SINGLE)
def _xor_single(kind="two_hidden", threshold="ge"):
    bias = 0.0 if kind == "relu" else -0.5
    return Network([[1.0, -1.0]], [bias], [[1.0]], [bias])


@misconception(xor_network, "T1.5/nand_as_or", "Your second hidden unit must switch the output off for (1,1).")
def _xor_second_unit(kind="two_hidden", threshold="ge"):
    W1, b1, W2, b2 = xor_network(kind, threshold)
    if kind == "dnf":
        return Network([W1[0], [1.0, 0.0]], b1, W2, b2)
    return Network(W1, b1, [[1.0, 1.0 if kind == "two_hidden" else -1.0]], b2)


@misconception(dnf_network, "T1.6/neg_literal", "A negated input needs weight −1, not 0.")
def _dnf_negative(truth_table):
    positive = _minterms(truth_table)
    return _two_layers(positive, 0.5 - namespace(positive).sum(positive, axis=1), -0.5)


@misconception(dnf_network, "T1.6/bias_counts_all", "Only positive literals count in the AND bias: ½ − #positive.")
def _dnf_bias(truth_table):
    positive = _minterms(truth_table)
    return _two_layers(2 * positive - 1, 0 * positive[:, 0] + 0.5 - positive.shape[1], -0.5)


@misconception(dnf_network, "T1.6/or_bias", "The OR unit must fire for one active input: bias −½.")
def _dnf_or(truth_table):
    W1, b1, _, _ = dnf_network(truth_table)
    return _two_layers(W1, b1, 0.5 - W1.shape[0])


@misconception(dnf_network, "T1.6/bit_order", "The first input is the most significant bit of the row number.")
def _dnf_bits(truth_table):
    W1, b1, W2, b2 = dnf_network(truth_table)
    return Network(namespace(W1).flip(W1, axis=1), b1, W2, b2)


@misconception(dnf_network, "T1.6/false_rows", "Build one unit per row whose output is 1.")
def _dnf_false_rows(truth_table):
    return dnf_network(1 - as_float(truth_table))
