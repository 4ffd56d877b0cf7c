"""Hidden tests of q5: the test is step and validation, so that fit alone is judged."""

import torch
from otter.test_files import test_case
from torch import nn

from autograder.checks import Misconception, agree, require

SIZES = (3, 3, 2)  # of the batches


def played(fit, make, train, val):
    """(losses of training, losses of validation, weight in the end, number of steps, and of those that were made before
    each validation) of a run whose losses are given."""
    model, steps, epochs = make([2, 1]), iter(train), iter(val)
    count, before = [0, 0], []

    def step(x, y):
        count[0] += 1
        weights = torch.full((1, 2), 100.0 + count[0], dtype=torch.float64)
        model.load_state_dict({"0.weight": weights, "0.bias": weights[0, :1]})
        return next(steps)

    def validate():
        count[1] += 1
        before.append(count[0])
        return next(epochs)

    batches = [(torch.full((n, 2), float(n)), torch.full((n,), float(n))) for n in SIZES]
    history = fit(model, step, validate, batches, len(val))
    kept = model.state_dict()
    return (
        [float(a) for a, _ in history],
        [float(b) for _, b in history],
        kept["0.weight"],
        kept["0.bias"],
        count,
        before,
    )


def by_rule(better=lambda val, best, train, least: val < best, mean=lambda a: (3 * a[0] + 3 * a[1] + 2 * a[2]) / 8,
            last=False, first=False):  # fmt: skip
    """What is right, with another rule for the epoch to keep, another mean, the last weights, or validation before the steps."""

    def run(train, val):
        best = least = None
        kept, means = 0, []
        for epoch, loss in enumerate(val):
            means.append(mean(train[3 * epoch : 3 * epoch + 3]))
            if best is None or better(loss, best, means[-1], least):
                best, least, kept = loss, means[-1], epoch
        weight = 100.0 + 3 * ((len(val) - 1 if last else kept) + 1)
        full = torch.full((1, 2), weight, dtype=torch.float64)
        before = [3 * (epoch + (not first)) for epoch in range(len(val))]
        return means, list(val), full, full[0, :1], [len(train), len(val)], before

    return run


reference = by_rule()
MUTANTS = [
    Misconception("T0.3/keeps_last", "The model ends with its last weights: state_dict() copies nothing, and the copy has to be loaded.",
                  by_rule(last=True)),
    Misconception("T0.3/mean_of_means", "The last batch is smaller: weigh each batch by its size.", by_rule(mean=lambda a: sum(a) / 3)),
    Misconception("T0.3/last_batch", "The loss of an epoch is that of all its batches, not of the last one.", by_rule(mean=lambda a: a[2])),
    Misconception("T0.4/training_loss", "The validation loss decides: the training loss falls on and on.",
                  by_rule(lambda val, best, train, least: train < least)),
    Misconception("T0.4/last_of_ties", "Of equal losses the first one counts.", by_rule(lambda val, best, train, least: val <= best)),
    Misconception("T0.4/validates_first", "An epoch is validated after its steps.", by_rule(first=True)),
    Misconception("T0.4/largest", "The smallest loss is the best.", by_rule(lambda val, best, train, least: val > best)),
]  # fmt: skip


def net(sizes):
    return nn.Sequential(nn.Linear(*sizes)).double()


def losses(seed, low, *val):
    """Training losses that are least in epoch `low`, and the given ones of the validation."""
    generator = torch.Generator().manual_seed(seed)
    epochs = (torch.arange(len(val)) - low).abs().repeat_interleave(3) + 1
    return (epochs + 0.9 * torch.rand(3 * len(val), generator=generator, dtype=torch.float64)).tolist(), list(val)


def check(fit, make_net, cases):
    require(fit, "fit")
    require(make_net, "make_net")
    agree(lambda *case: played(fit, make_net, *case), reference, cases, mutants=MUTANTS, name="fit")


@test_case(
    name="the best epoch's weights",
    points=2,
    hidden=True,
    failure_message="Which weights does the model hold when fit returns? Was a copy kept?",
)
def test_hidden_best(fit, make_net):
    check(
        fit,
        make_net,
        [
            losses(1, 1, 4.0, 2.0, 1.0, 3.0, 2.5),
            losses(2, 1, 1.0, 2.0, 3.0),
            losses(3, 0, 7.0),
            losses(4, 0, 200.0, 150.0, 170.0),
        ],
    )


@test_case(
    name="equal losses, and the last epoch",
    points=1,
    hidden=True,
    failure_message="Of two epochs with the same loss, which one is kept?",
)
def test_hidden_ties(fit, make_net):
    check(fit, make_net, [losses(5, 2, 4.0, 2.0, 3.0, 2.0, 2.5), losses(6, 0, 3.0, 2.0, 1.0), losses(7, 1, 1.5, 1.5)])
