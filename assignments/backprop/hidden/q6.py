"""Hidden tests of q6: tensors in, tensors out."""

import torch
from otter.test_files import test_case

from autograder.checks import agree
from reference.misconceptions import misconceptions_of
from reference.mlp.networks import backprop_two_layer


def drive(backprop, x, y, Wh, Wo):
    """(loss, dWh, dWo), as the question wants them."""
    g = backprop(x, y, Wh, Wo)
    return g["loss"], g["dWh"], g["dWo"]


MUTANTS = [
    m.through(drive) for m in misconceptions_of(backprop_two_layer, "T3.4/no_half", "T3.4/mean", "T3.3/linear_output")
]


@test_case(
    name="gradients by autograd",
    points=2,
    hidden=True,
    failure_message="Write the loss exactly as in the introduction.",
)
def test_hidden_autograd(torch_gradients):
    generator = torch.Generator().manual_seed(8)

    def normal(*shape):
        return torch.randn(shape, generator=generator, dtype=torch.float64)

    cases = [
        (normal(n, d), normal(n, c), normal(h, d), normal(c, h))
        for n, d, h, c in ((5, 3, 4, 2), (1, 2, 3, 1), (6, 4, 2, 3))
    ]
    agree(
        torch_gradients, lambda *args: drive(backprop_two_layer, *args), cases, mutants=MUTANTS, name="torch_gradients"
    )
