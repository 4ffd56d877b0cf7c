"""Hidden tests of q1: a data set and its loader, by what they give."""

import torch
from otter.test_files import test_case

from autograder.checks import CheckFailure, Misconception, agree, require
from reference.misconceptions import misconceptions_of
from reference.practice.loop import PairDataset as ReferenceDataset
from reference.practice.loop import collate


def tensors(n, *shape):
    generator = torch.Generator().manual_seed(n)
    return torch.randn((n, *shape), generator=generator, dtype=torch.float64), torch.arange(n) + 100.0


def indexed(Dataset, X, Y):
    data = Dataset(X, Y)
    return [len(data), *(part for i in (0, len(X) - 1, 1) for part in data[i])]


@test_case(
    name="the data set",
    points=1,
    hidden=True,
    failure_message="What is the length, and what is number i?",
)
def test_hidden_dataset(PairDataset):
    require(PairDataset, "PairDataset")
    agree(
        lambda X, Y: tuple(indexed(PairDataset, X, Y)),
        lambda X, Y: tuple(indexed(ReferenceDataset, X, Y)),
        [tensors(5, 3), tensors(7, 2, 4), tensors(4)],
        mutants=[m.through(lambda Dataset, X, Y: tuple(indexed(Dataset, X, Y))) for m in misconceptions_of(ReferenceDataset)],
        name="PairDataset",
    )  # fmt: skip


def dealt(loader):
    """All batches of one epoch."""
    return [(x, y) for x, y in loader]


def in_order(X, Y, size, dropped=False):
    data = ReferenceDataset(X, Y)
    parts = [range(i, min(i + size, len(X))) for i in range(0, len(X), size)]
    return [collate(data, part) for part in parts if not dropped or len(part) == size]


def flat(batches):
    """Sizes, samples and targets of the batches, as `agree` compares them."""
    return (
        [len(x) for x, _ in batches],
        torch.cat([x for x, _ in batches]),
        torch.cat([y for _, y in batches]),
    )


DROPPED = Misconception("T0.3/last_dropped", "The last batch counts, too, although it is smaller.",
                        lambda X, Y, size: flat(in_order(X, Y, size, dropped=True)))  # fmt: skip


@test_case(
    name="batches in order",
    points=0.5,
    hidden=True,
    failure_message="Are all samples there, also those of a last batch that is not full?",
)
def test_hidden_order(make_loader):
    require(make_loader, "make_loader")
    agree(
        lambda X, Y, size: flat(dealt(make_loader(X, Y, size))),
        lambda X, Y, size: flat(in_order(X, Y, size)),
        [(*tensors(7, 3), 3), (*tensors(8, 2), 4), (*tensors(5, 2), 2), (-tensors(7, 3)[0], *tensors(7, 3)[1:], 3)],
        mutants=[DROPPED],
        name="make_loader",
    )


def broken(said):
    return CheckFailure(f"make_loader: {said}", contract=f"make_loader: {said}")


@test_case(
    name="shuffled batches",
    points=1.5,
    hidden=True,
    failure_message="Does the order come from a generator with the seed, anew in every epoch?",
)
def test_hidden_shuffled(make_loader):
    require(make_loader, "make_loader")
    X, Y = tensors(23, 2)

    def epochs(seed, n=2):
        torch.manual_seed(1000 + n)  # torch's own generator is another one each time
        loader = make_loader(X.clone(), Y.clone(), 5, seed)
        found = [flat(dealt(loader)) for _ in range(n)]
        for sizes, x, y in found:
            order = (y - 100).long()
            if sizes != [5, 5, 5, 5, 3] or not torch.equal(order.sort().values, torch.arange(23)):
                raise broken("in an epoch every sample comes once, in batches of the size asked for")
            if x.shape != (23, 2) or not torch.equal(x, X[order]):
                raise broken("samples and targets do not belong together any more")
        return [y.tolist() for _, _, y in found]

    first, again, longer, other = epochs(3), epochs(3), epochs(3, n=3), epochs(0)
    if Y.tolist() in first + other:
        raise broken("with a seed the order is not that of the data, and 0 is a seed, too")
    if first[0] == first[1]:
        raise broken("every epoch needs an order of its own")
    if first != again or longer[:2] != first:
        raise broken("two loaders with the same seed deal in different orders")
    if first == other:
        raise broken("two seeds give the same orders")
