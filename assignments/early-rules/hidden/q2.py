"""Hidden tests of q2: whatever the numbers, the network must compute XOR."""

import numpy as np
from otter.test_files import test_case

from autograder.checks import CheckFailure, agree
from reference.misconceptions import misconceptions_of
from reference.neurons.boolean import eval_threshold_network
from reference.neurons.boolean import xor_network as reference_xor

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def arrays(network):
    """(W1, b1, W2, b2) as float arrays of the right shapes."""
    if not isinstance(network, tuple | list) or len(network) < 4:
        raise CheckFailure("xor_network: expected the four arrays (W1, b1, W2, b2)")
    try:
        W1, b1, W2, b2 = parts = [np.asarray(part, dtype=float) for part in network[:4]]
    except (TypeError, ValueError):
        raise CheckFailure("xor_network: expected four arrays of numbers") from None
    shapes = (b1.size, 2), (b1.size,), (1, b1.size), (1,)
    for name, part, shape in zip(("W1", "b1", "W2", "b2"), parts, shapes, strict=True):
        if part.shape != shape:
            raise CheckFailure(
                f"xor_network: {name} has shape {part.shape}, expected {shape} for {b1.size} hidden units"
            )
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


def check(xor_network, kind):
    student = None if xor_network is None else lambda kind: answers(xor_network, kind)
    agree(student, lambda kind: official(reference_xor, kind), [(kind,)], mutants=MUTANTS, name="xor_network")


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
