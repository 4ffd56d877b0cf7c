"""Hidden tests of q3: models and optimizers of the notebook, weights and batches of ours."""

import torch
from otter.test_files import test_case
from torch import nn

from autograder.checks import agree, require
from reference.misconceptions import misconceptions_of
from reference.practice import loop


def net(sizes):
    """The notebook's make_net."""
    layers = []
    for m, n in zip(sizes, sizes[1:], strict=False):
        layers += [nn.Linear(m, n), nn.BatchNorm1d(n), nn.ReLU()]
    return nn.Sequential(*layers[:-2]).double()


def optimizer_of(kind, model, lr):
    """The notebook's make_optimizer."""
    return {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[kind](model.parameters(), lr=lr)


def loss_of(kind):
    """The notebook's make_loss."""
    return {"mse": nn.MSELoss, "l1": nn.L1Loss}[kind]()


def state(sizes, seed):
    """Weights and what batch norm has learned."""
    generator = torch.Generator().manual_seed(seed)
    found = {}
    for name, value in net(sizes).state_dict().items():
        drawn = torch.randn(value.shape, generator=generator, dtype=torch.float64)
        found[name] = torch.tensor(3) if name.endswith("tracked") else drawn.abs() + 0.5 if "var" in name else drawn
    return found


def batches(seed, *sizes):
    generator = torch.Generator().manual_seed(seed)
    xs = [torch.randn((n, 3), generator=generator, dtype=torch.float64) for n in sizes]
    return [(x, x.sum(1, keepdim=True) ** 2) for x in xs]


def mode_of(model):
    """A number that cannot be right by chance."""
    return 1000 if model.training else 2000


def values(model):
    return tuple(v.double() for v in model.state_dict().values())


def stepped(step, make, made_by, loss_by, weights, kind, lr, data, loss_kind):
    """Losses, whether they were plain numbers, modes and the model after a step on each batch."""
    model = make([3, 4, 1])
    model.load_state_dict(weights)
    optimizer, loss_fn = made_by(kind, model, lr), loss_by(loss_kind)
    found = []
    for x, y in data:
        model.eval()  # as an evaluation may leave it
        loss = step(model, loss_fn, optimizer, x, y)
        found += [loss, 500 if isinstance(loss, torch.Tensor) else 600, mode_of(model)]
    return (*found, *values(model))


def evaluated(evaluate, make, loss_by, weights, training, data, loss_kind):
    """The loss, and what is left behind."""
    model = make([3, 4, 1])
    model.load_state_dict(weights)
    model.train(training)
    loss = evaluate(model, loss_by(loss_kind), data)
    return (loss, 500 if isinstance(loss, torch.Tensor) else 600, mode_of(model), *values(model))


def ours(step, *case):
    return stepped(step, net, optimizer_of, loss_of, *case)


def of_evaluate(evaluate, *case):
    return evaluated(evaluate, net, loss_of, *case)


@test_case(
    name="steps",
    points=2.5,
    hidden=True,
    failure_message="In which mode, from which gradient, and which loss is returned?",
)
def test_hidden_steps(train_step, make_net, make_optimizer, make_loss):
    require(train_step, "train_step")
    for given, name in ((make_net, "make_net"), (make_optimizer, "make_optimizer"), (make_loss, "make_loss")):
        require(given, name)
    cases = [
        (state([3, 4, 1], 1), "sgd", 0.05, batches(1, 5, 4, 5), "mse"),
        (state([3, 4, 1], 2), "adam", 0.1, batches(2, 6, 3, 4), "l1"),
    ]
    agree(
        lambda *case: stepped(train_step, make_net, make_optimizer, make_loss, *case),
        lambda *case: ours(loop.train_step, *case),
        cases,
        mutants=[m.through(ours) for m in misconceptions_of(loop.train_step)],
        name="train_step",
    )


@test_case(
    name="evaluations",
    points=2.5,
    hidden=True,
    failure_message="Which mode, before and after? And what does a small batch weigh?",
)
def test_hidden_evaluations(evaluate, make_net, make_loss):
    for given, name in ((evaluate, "evaluate"), (make_net, "make_net"), (make_loss, "make_loss")):
        require(given, name)
    cases = [
        (state([3, 4, 1], 3), True, batches(3, 5, 2), "mse"),
        (state([3, 4, 1], 4), False, batches(4, 3, 3, 7), "l1"),
        (state([3, 4, 1], 5), True, batches(5, 4), "l1"),
        (state([3, 4, 1], 6), False, batches(6, 5, 2), "mse"),
    ]
    agree(
        lambda *case: evaluated(evaluate, make_net, make_loss, *case),
        lambda *case: of_evaluate(loop.evaluate, *case),
        cases,
        mutants=[m.through(of_evaluate) for m in misconceptions_of(loop.evaluate)],
        name="evaluate",
    )
