"""Hidden tests of q2: whatever the numbers, the network must compute XOR."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, agree, close, require
from reference.misconceptions import misconceptions_of
from reference.neurons.boolean import eval_threshold_network
from reference.neurons.boolean import xor_network as reference_xor

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def arrays(network):
    """(W1, b1, W2, b2) as float arrays of the right shapes."""
    if not isinstance(network, tuple | list) or len(network) < 4:
        raise CheckFailure(said := "xor_network: expected the four arrays (W1, b1, W2, b2)", contract=said)
    try:
        W1, b1, W2, b2 = parts = [np.asarray(part, dtype=float) for part in network[:4]]
    except (TypeError, ValueError):
        raise CheckFailure(said := "xor_network: expected four arrays of numbers", contract=said) from None
    shapes = (b1.size, 2), (b1.size,), (1, b1.size), (1,)
    for name, part, shape in zip(("W1", "b1", "W2", "b2"), parts, shapes, strict=True):
        if part.shape != shape:
            said = f"xor_network: {name} has shape {part.shape}, expected {shape} for {b1.size} hidden units"
            raise CheckFailure(said, contract=said)
    return W1, b1, W2, b2


def answers(build, kind):
    """What a network says on the four corners: step units under both thresholds, rectified units as they are."""
    W1, b1, W2, b2 = arrays(build(kind))
    if kind == "relu":
        return (np.maximum(0, CORNERS @ W1.T + b1) @ W2.T + b2)[:, 0]
    return np.stack([eval_threshold_network(CORNERS, (W1, b1, W2, b2), threshold) for threshold in ("ge", "gt")])


def official(build, kind):
    """The same for a function that calls the step units "two_hidden"."""
    return answers(lambda kind: build({"step": "two_hidden"}.get(kind, kind)), kind)


MUTANTS = [m.through(official) for m in misconceptions_of(reference_xor)]


def what_is_wrong(got, kind):
    """In words: XOR's table is no secret, so which corner is wrong, and what comes out, is the best hint."""
    if kind == "step" and not np.array_equal(*got):
        return "a net input is exactly 0 at some corner, so that the answer depends on ≥ or >"
    for corner, right, own in zip(CORNERS.astype(int).tolist(), (0, 1, 1, 0), np.atleast_2d(got)[0], strict=True):
        if not close(own, float(right)):
            return f"it answers {own:g} at {tuple(corner)}, and XOR is {right}"
    return "it is not XOR"


def check(xor_network, kind):
    require(xor_network, "xor_network")
    got = answers(xor_network, kind)
    try:
        agree(
            lambda kind: got, lambda kind: official(reference_xor, kind), [(kind,)], mutants=MUTANTS, name="xor_network"
        )
    except CheckFailure as e:
        raise CheckFailure(said := f'xor_network("{kind}"): {what_is_wrong(got, kind)}', contract=said) from e


@test_case(
    name="step units on all four corners",
    points=1,
    hidden=True,
    failure_message="Follow (1, 1); is a net input exactly 0?",
)
def test_hidden_steps(xor_network):
    check(xor_network, "step")


@test_case(
    name="rectified units on all four corners",
    points=1,
    hidden=True,
    failure_message="What do the hidden units pass on for (1, 1)?",
)
def test_hidden_relu(xor_network):
    check(xor_network, "relu")
