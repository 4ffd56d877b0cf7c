"""Hidden tests of q5: values, and gradients that backward() brings to predictions alone."""

import torch
from otter.test_files import test_case

from autograder.checks import Misconception, agree, require, with_gradients
from reference.misconceptions import misconceptions_of
from reference.selfsup.byol import byol_loss as reference_byol
from reference.selfsup.byol import byol_symmetric_loss as reference_symmetric
from reference.selfsup.byol import ema_decay_schedule as reference_schedule
from reference.selfsup.simsiam import simsiam_loss as reference_simsiam


def byol_gradients(p, z_target):
    return with_gradients(reference_byol, p, z_target)


def simsiam_gradients(p1, p2, z1, z2):
    return with_gradients(reference_simsiam, p1, p2, z1, z2)


def byol_of_any_length(p, z_target):
    return ((p - z_target.detach()) ** 2).sum(dim=1).mean()


def simsiam_of_any_length(p1, p2, z1, z2):
    return -((p1 * z2.detach()).sum(dim=1).mean() + (p2 * z1.detach()).sum(dim=1).mean()) / 2


def stopping(mistakes, no_norm):
    """The mistakes of a loss for gradients: without norms the target is still a constant."""
    return [
        (Misconception(m.key, m.message, no_norm) if m.key.endswith("/no_norm") else m).through(with_gradients)
        for m in mistakes
    ]


BYOL = misconceptions_of(reference_byol)
SYMMETRIC = misconceptions_of(reference_symmetric)
SIMSIAM = misconceptions_of(reference_simsiam)
SCHEDULE = misconceptions_of(reference_schedule)


def batches(seed, parts, *sizes):
    """Tensors of any lengths, `parts` a case."""
    generator = torch.Generator().manual_seed(seed)
    for N, d in sizes:
        drawn = torch.randn((parts, N, d), generator=generator, dtype=torch.float64)
        drawn = [(1 + i) * (part + 0.5 * drawn[0]) for i, part in enumerate(drawn)]
        yield from (tuple(part.to(dtype) for part in drawn) for dtype in (torch.float64, torch.float32))
    yield tuple(part.T.contiguous().T for part in drawn)


def opposite(parts):
    x = torch.tensor([[3.0, 4.0], [0.0, 2.0]], dtype=torch.float64)
    yield tuple((-1) ** i * (1 + i) * x for i in range(parts))
    yield tuple((1 + i) * x for i in range(parts))


@test_case(
    name="losses of BYOL",
    points=1,
    hidden=True,
    failure_message="Vectors of length 1, a sum over features, a mean over the batch. And who predicts whom?",
)
def test_hidden_byol(byol_loss, byol_symmetric_loss):
    agree(byol_loss, reference_byol, [*batches(51, 2, (4, 3), (3, 5), (1, 2), (4, 3)), *opposite(2)], mutants=BYOL)
    cases = [*batches(52, 4, (4, 3), (3, 5), (1, 2), (4, 3)), *opposite(4)]
    agree(byol_symmetric_loss, reference_symmetric, cases, mutants=SYMMETRIC)


@test_case(
    name="losses of SimSiam",
    points=1,
    hidden=True,
    failure_message="The best value is -1. Which p belongs to which z?",
)
def test_hidden_simsiam(simsiam_loss):
    cases = [*batches(53, 4, (4, 3), (3, 5), (1, 2), (4, 3)), *opposite(4)]
    agree(simsiam_loss, reference_simsiam, cases, mutants=SIMSIAM)


@test_case(
    name="who learns",
    points=1,
    hidden=True,
    failure_message="backward() reaches what was predicted, and no target.",
)
def test_hidden_gradients(byol_loss, simsiam_loss):
    require(byol_loss, "byol_loss")
    require(simsiam_loss, "simsiam_loss")
    agree(
        lambda *case: with_gradients(byol_loss, *case),
        byol_gradients,
        list(batches(54, 2, (4, 3), (2, 5), (4, 3))),
        mutants=stopping(BYOL, byol_of_any_length),
        name="byol_loss",
    )
    agree(
        lambda *case: with_gradients(simsiam_loss, *case),
        simsiam_gradients,
        list(batches(55, 4, (4, 3), (2, 5), (4, 3))),
        mutants=stopping(SIMSIAM, simsiam_of_any_length),
        name="simsiam_loss",
    )


@test_case(
    name="rates",
    points=0.5,
    hidden=True,
    failure_message="Where does the rate begin, where does it end, and along which curve?",
)
def test_hidden_schedule(ema_decay_schedule):
    cases = [(k, K, base) for K, base in ((10, 0.99), (7, 0.9), (1, 0.5), (10, 0.0)) for k in range(0, K + 1, 3)]
    agree(ema_decay_schedule, reference_schedule, [*cases, (3, 8), (100, 400), (5, 5)], mutants=SCHEDULE)
