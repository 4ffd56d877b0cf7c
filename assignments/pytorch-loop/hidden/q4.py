"""Hidden tests of q4: the optimizer moves a model of the notebook; the reference moves arrays by the same gradients."""

import torch
from otter.test_files import test_case
from torch import nn

from autograder.checks import Misconception, agree, require
from reference.misconceptions import misconceptions_of
from reference.training.adaptive import rmsprop_step


def net(sizes):
    """The notebook's make_net."""
    layers = []
    for m, n in zip(sizes, sizes[1:], strict=False):
        layers += [nn.Linear(m, n), nn.BatchNorm1d(n), nn.ReLU()]
    return nn.Sequential(*layers[:-2]).double()


def drawn(seed, n):
    generator = torch.Generator().manual_seed(seed)
    start = {
        k: torch.randn(v.shape, generator=generator, dtype=torch.float64) for k, v in net([3, 2]).state_dict().items()
    }
    data = [torch.randn((n, 3), generator=generator, dtype=torch.float64) for _ in range(4)]
    return start, data


def moved(RMSprop, make, start, data, settings):
    """The parameters after each step."""
    model = make([3, 2])
    model.load_state_dict(start)
    optimizer = RMSprop(model.parameters(), **settings)
    path = []
    for x in data:
        optimizer.zero_grad()
        ((model(x) - 1) ** 2).mean().backward()
        optimizer.step()
        path += [v.clone() for v in model.state_dict().values()]
    return tuple(path)


def by_step(step, start, data, settings, clear=True):
    """The same from a pure step function."""
    model = net([3, 2])
    model.load_state_dict(start)
    squares, path = [torch.zeros_like(p) for p in model.parameters()], []
    for x in data:
        if clear:
            model.zero_grad()
        ((model(x) - 1) ** 2).mean().backward()
        with torch.no_grad():
            for i, p in enumerate(model.parameters()):
                theta, squares[i] = step(p.detach().clone(), squares[i], p.grad, **settings)
                p.copy_(theta)
        path += [v.clone() for v in model.state_dict().values()]
    return tuple(path)


def inside(theta, s, grad, lr, rho, eps=1e-8):
    s = rho * s + (1 - rho) * grad * grad
    return theta - lr * grad / (s + eps).sqrt(), s


class Corrected:
    """RMSprop whose means are corrected for their start, by the number of the step."""

    def __init__(self):
        self.calls = 0

    def __call__(self, theta, s, grad, lr, rho, eps=1e-8):
        t, self.calls = self.calls // 2 + 1, self.calls + 1  # weight and bias take turns
        s = rho * s + (1 - rho) * grad * grad
        return theta - lr * grad / ((s / (1 - rho**t)).sqrt() + eps), s


MUTANTS = [
    *(m.through(by_step) for m in misconceptions_of(rmsprop_step)),
    Misconception("T4.8/bias_corrected", "RMSprop does not correct its start: Adam does.",
                  lambda *case: by_step(Corrected(), *case)),
    Misconception("T0.3/no_zero_grad", "zero_grad has to forget the gradients: they add up.",
                  lambda *case: by_step(rmsprop_step, *case, clear=False)),
    Misconception("T4.8/eps_inside", "ε is added after the root.", lambda *case: by_step(inside, *case)),
    Misconception("T4.8/rebound", "No parameter of the model moves: p -= … changes it in place, p = p − … makes another "
                  "tensor; and model.parameters() can be walked through once, a list of it as often as you like.",
                  lambda *case: by_step(lambda theta, s, grad, **_: (theta, s), *case)),
]  # fmt: skip


def check(RMSprop, make_net, cases):
    require(RMSprop, "RMSprop")
    require(make_net, "make_net")
    agree(
        lambda *case: moved(RMSprop, make_net, *case),
        lambda *case: by_step(rmsprop_step, *case),
        cases,
        mutants=MUTANTS,
        name="RMSprop",
    )


@test_case(
    name="four steps", points=2, hidden=True, failure_message="What does s remember, and what is divided by what?"
)
def test_hidden_steps(RMSprop, make_net):
    settings = [{"lr": 0.1, "rho": 0.9, "eps": 1e-3}, {"lr": 0.02, "rho": 0.6, "eps": 0.05}]
    check(RMSprop, make_net, [(*drawn(seed, n), s) for seed, n, s in zip((1, 2), (5, 7), settings, strict=True)])


@test_case(
    name="the default of ε, and two optimizers",
    points=1,
    hidden=True,
    failure_message="Is ε 1e-8 unless given? And whose are the running means?",
)
def test_hidden_default(RMSprop, make_net):
    check(RMSprop, make_net, [(*drawn(seed, 4), {"lr": 0.05, "rho": 0.8}) for seed in (3, 4)])
    start, data = drawn(5, 4)
    tiny = [1e-9 * x for x in data]  # with gradients as small as that, 1e-8 counts
    check(RMSprop, make_net, [({k: 0 * v + (1 + 1e-8 if k.endswith("bias") else 0) for k, v in start.items()}, tiny,
                               {"lr": 0.05, "rho": 0.8})])  # fmt: skip
