"""Hidden tests of q4: values, and gradients that backward() brings to the query alone."""

import torch
from otter.test_files import test_case

from autograder.checks import Misconception, agree, require, with_gradients
from reference.misconceptions import misconceptions_of
from reference.selfsup.moco import moco_loss as reference_loss
from reference.selfsup.moco import momentum_update as reference_update
from reference.selfsup.moco import queue_enqueue as reference_enqueue


def gradients(q, k, queue, temperature):
    return with_gradients(reference_loss, q, k, queue, temperature)


def queue_learns(q, k, queue, temperature=0.07):
    q, k = (torch.nn.functional.normalize(part, dim=1) for part in (q, k.detach()))
    logits = torch.cat([(q * k).sum(dim=1, keepdim=True), q @ queue.T], dim=1) / temperature
    return (logits.logsumexp(dim=1) - logits[:, 0]).mean()


LOSS = misconceptions_of(reference_loss)
STOP = Misconception("T12.4/grad_queue", "The queue is a constant, as the keys are.", queue_learns)
UPDATE = misconceptions_of(reference_update)
QUEUE = misconceptions_of(reference_enqueue)


def searches(seed, *sizes):
    """Queries and keys of any length, a queue of unit vectors, a temperature if one is given."""
    generator = torch.Generator().manual_seed(seed)
    for N, K, d, *temperature in sizes:
        q, noise = torch.randn((2, N, d), generator=generator, dtype=torch.float64)
        queue = torch.nn.functional.normalize(torch.randn((K, d), generator=generator, dtype=torch.float64), dim=1)
        for dtype in (torch.float64, torch.float32):
            yield q.to(dtype), (3 * q + 2 * noise).to(dtype), queue.to(dtype), *temperature
    yield *(part.T.contiguous().T for part in (q, 3 * q + 2 * noise, queue)), *temperature


@test_case(
    name="losses of batches",
    points=1,
    hidden=True,
    failure_message="For one query: which logits are there, in which order, of vectors of which length?",
)
def test_hidden_loss(moco_loss):
    sizes = ((3, 7, 4, 0.5), (5, 2, 3, 0.2), (1, 4, 5, 1.0), (3, 7, 4, 0.3), (4, 6, 3), (2, 3, 3, 0.005))
    agree(moco_loss, reference_loss, list(searches(41, *sizes)), mutants=LOSS)


@test_case(
    name="who learns",
    points=0.75,
    hidden=True,
    failure_message="backward() reaches the queries, and neither keys nor queue.",
)
def test_hidden_gradients(moco_loss):
    require(moco_loss, "moco_loss")
    agree(
        lambda *case: with_gradients(moco_loss, *case),
        gradients,
        list(searches(42, (3, 7, 4, 0.5), (4, 2, 3, 0.2), (3, 7, 4, 1.0))),
        mutants=[m.through(with_gradients) for m in (*LOSS, STOP)],
        name="moco_loss",
    )


@test_case(
    name="the slow encoder",
    points=0.5,
    hidden=True,
    failure_message="What does m = 1 do, what m = 0, and what is m when nothing is said?",
)
def test_hidden_update(momentum_update):
    generator = torch.Generator().manual_seed(43)
    cases = []
    for shape, *m in (((3, 4), 0.9), ((5,), 0.5), ((2, 3, 2), 0.0), ((3, 4), 0.9), ((4,), 1.0), ((2, 3),)):
        k, q = torch.randn((2, *shape), generator=generator, dtype=torch.float64)
        cases += [(k, q, *m), (k.float(), q.float(), *m)]
    agree(momentum_update, reference_update, cases, mutants=UPDATE)


def queues(seed, *sizes):
    generator = torch.Generator().manual_seed(seed)
    for K, N, d, ptr in sizes:
        queue, keys = (torch.randn((n, d), generator=generator, dtype=torch.float64) for n in (K, N))
        yield queue, ptr, keys
        yield queue.float(), ptr, keys.float()
    yield queue.T.contiguous().T, ptr, keys.T.contiguous().T


@test_case(
    name="one batch of keys",
    points=0.75,
    hidden=True,
    failure_message="Which places are overwritten, in which order, and where is the oldest key then?",
)
def test_hidden_queue(queue_enqueue):
    sizes = ((7, 3, 2, 1), (8, 2, 3, 6), (5, 1, 2, 2), (7, 3, 2, 5), (6, 4, 3, 4), (7, 3, 2, 0), (7, 3, 2, 1))
    agree(queue_enqueue, reference_enqueue, list(queues(44, *sizes)), mutants=QUEUE)


@test_case(
    name="whole queues, no keys",
    points=0.5,
    hidden=True,
    failure_message="N may be as large as K, and ptr may end where it began. A queue of one key has one place.",
)
def test_hidden_whole(queue_enqueue):
    sizes = ((5, 5, 2, 0), (5, 5, 2, 3), (1, 1, 3, 0), (4, 0, 2, 2), (6, 5, 2, 4))
    agree(queue_enqueue, reference_enqueue, list(queues(45, *sizes)), mutants=QUEUE)
