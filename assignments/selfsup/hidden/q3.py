"""Hidden tests of q3: values, and gradients that backward() brings to the views."""

import torch
from otter.test_files import test_case

from autograder.checks import Misconception, agree, require, with_gradients
from reference.misconceptions import misconceptions_of
from reference.selfsup.simclr import augmentation_pair_indices
from reference.selfsup.simclr import nt_xent_loss as reference_loss


def indices(N):
    return augmentation_pair_indices(N)


def gradients(z1, z2, temperature):
    return with_gradients(reference_loss, z1, z2, temperature)


def one_view_constant(z1, z2, temperature):
    return reference_loss(z1, z2.detach(), temperature)


INDICES = misconceptions_of(augmentation_pair_indices)
LOSS = misconceptions_of(reference_loss)
CONSTANT = Misconception("T12.3/constant_view", "Both views learn: no gradient is stopped here.", one_view_constant)


def views(seed, *sizes):
    generator = torch.Generator().manual_seed(seed)
    for N, d, temperature in sizes:
        z1, noise = torch.randn((2, N, d), generator=generator, dtype=torch.float64)
        z2 = 2 * z1 + 1.5 * noise
        for dtype in (torch.float64, torch.float32):
            yield z1.to(dtype), z2.to(dtype), temperature
    yield z1.T.contiguous().T, z2.T.contiguous().T, temperature


@test_case(
    name="indices",
    points=0.5,
    hidden=True,
    failure_message="Where does the other view of row i stand, for i in the first half, and for i in the second?",
)
def test_hidden_indices(positive_indices):
    agree(positive_indices, indices, [(N,) for N in (1, 2, 5, 8)], mutants=INDICES, name="positive_indices")


@test_case(
    name="losses of batches",
    points=1.5,
    hidden=True,
    failure_message="Each of the 2N rows is an anchor once. Over which entries of its row runs the softmax?",
)
def test_hidden_loss(nt_xent_loss):
    cases = list(views(31, (4, 3, 0.5), (3, 5, 0.2), (6, 2, 1.0), (4, 3, 0.1), (2, 7, 0.5)))
    agree(nt_xent_loss, reference_loss, cases, mutants=LOSS)


@test_case(
    name="one picture, low temperatures, equal views",
    points=0.75,
    hidden=True,
    failure_message="With one picture there is nothing to confuse: 0. Temperatures of 0.001 make large exponents, not infinite losses.",
)
def test_hidden_edges(nt_xent_loss):
    eye = torch.eye(4, dtype=torch.float64)
    cases = [
        *views(32, (1, 3, 0.5), (4, 3, 0.01), (5, 2, 0.001)),
        (eye, -eye, 0.001),
        (eye[:1], -eye[:1], 0.001),
        (eye, eye[[1, 0, 3, 2]], 0.02),
        (5 * eye, eye, 0.5),
        (torch.ones(3, 2), torch.ones(3, 2), 0.07),
        (1e-3 * eye, 1e3 * eye, 0.3),
    ]
    agree(nt_xent_loss, reference_loss, cases, mutants=LOSS)


@test_case(
    name="gradients",
    points=0.75,
    hidden=True,
    failure_message="backward() has to reach both views, through all cosines.",
)
def test_hidden_gradients(nt_xent_loss):
    require(nt_xent_loss, "nt_xent_loss")
    agree(
        lambda *case: with_gradients(nt_xent_loss, *case),
        gradients,
        list(views(33, (4, 3, 0.5), (3, 5, 0.2), (4, 3, 1.0))),
        mutants=[m.through(with_gradients) for m in (*LOSS, CONSTANT)],
        name="nt_xent_loss",
    )
