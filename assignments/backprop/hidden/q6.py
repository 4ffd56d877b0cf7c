"""Hidden tests of q6: tensors in, tensors out."""

import torch
from otter.test_files import test_case

from autograder.checks import agree, require
from reference.misconceptions import misconceptions_of
from reference.mlp.networks import backprop_two_layer


def twice(gradients, *tensors):
    """What a second call with the same tensors gives."""
    gradients(*tensors)
    return gradients(*tensors)


def drive(backprop, x, y, Wh, Wo):
    """(loss, dWh, dWo), as the question wants them."""
    g = backprop(x, y, Wh, Wo)
    return g["loss"], g["dWh"], g["dWo"]


def right(x, y, Wh, Wo):
    return drive(backprop_two_layer, x, y, Wh, Wo)


MUTANTS = [
    m.through(drive) for m in misconceptions_of(backprop_two_layer, "T3.4/no_half", "T3.4/mean", "T3.3/linear_output")
]


def networks(*sizes):
    generator = torch.Generator().manual_seed(8)

    def normal(*shape):
        return torch.randn(shape, generator=generator, dtype=torch.float64)

    return [(normal(n, d), normal(n, c), normal(h, d), normal(c, h)) for n, d, h, c in sizes]


@test_case(
    name="gradients by autograd",
    points=1.5,
    hidden=True,
    failure_message="Write the loss exactly as in the introduction.",
)
def test_hidden_autograd(torch_gradients):
    cases = networks((5, 3, 4, 2), (1, 2, 3, 1), (6, 4, 2, 3), (5, 3, 4, 2))
    agree(torch_gradients, right, cases, mutants=MUTANTS, name="torch_gradients")


@test_case(
    name="the second call",
    points=0.5,
    hidden=True,
    failure_message="backward() adds to .grad. What is in it when your function is called again?",
)
def test_hidden_twice(torch_gradients):
    require(torch_gradients, "torch_gradients")
    agree(
        lambda *args: twice(torch_gradients, *args),
        right,
        networks((5, 3, 4, 2), (2, 4, 3, 1)),
        name="torch_gradients, called twice",
        unmodified=False,
    )
