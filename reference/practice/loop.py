r"""The training loop step by step: pairs of a data set, their batches, one step, an evaluation, the fit.

For modules and optimisers of torch. Whatever `loss_fn(prediction, target)` is, it is the mean over a batch.

Sources: `003_a887474237fda507.txt` (the linked PyTorch tutorial), `004_c46ddd2f6285f478.txt` (hands-on part).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from reference._array import Array, torch_module

Loss = Callable[[Array, Array], Array]
Batches = Iterable[tuple[Array, Array]]


class Epoch(NamedTuple):
    """Mean losses of an epoch: of its batches, each before its step, and on the validation data after the last."""

    train: float
    val: float


class PairDataset:
    """Samples and targets, one pair an index.

    Args:
        X: (N, …) tensor. Y: (N, …) tensor.

    Raises:
        ValueError: other numbers of samples and targets.

    Source: `003_a887474237fda507.txt`, the linked PyTorch tutorial: a data set.

    >>> import torch
    >>> data = PairDataset(torch.tensor([[1.0], [2.0]]), torch.tensor([3.0, 5.0]))
    >>> len(data), data[1]
    (2, (tensor([2.]), tensor(5.)))
    """

    def __init__(self, X: Array, Y: Array) -> None:
        if len(X) != len(Y):
            raise ValueError(f"X, Y: expected as many targets as samples, got {len(X)} and {len(Y)}")
        self.X, self.Y = X, Y

    def __len__(self) -> int:
        return len(self.X)

    def __getitem__(self, i: int) -> tuple[Array, Array]:
        return self.X[i], self.Y[i]


def collate(dataset: Any, indices: Sequence[int]) -> tuple[Array, Array]:
    """The pairs at `indices`, in this order, stacked to a batch.

    Args:
        dataset: `dataset[i]` is a pair of tensors. indices: B of them; repeats are allowed.

    Returns:
        (B, …), (B, …).

    Raises:
        ValueError: no index.

    Source: `003_a887474237fda507.txt`, the linked PyTorch tutorial: a data loader.
    """
    pairs = [dataset[i] for i in indices]
    if not pairs:
        raise ValueError("indices: expected at least one, got none")
    stack = torch_module().stack
    return stack([x for x, _ in pairs]), stack([y for _, y in pairs])


def train_step(model: Any, loss_fn: Loss, optimizer: Any, x: Array, y: Array) -> float:
    """One step on a batch: training mode, clear, forward, loss, backward, step; the loss *before* the step.

    Args:
        model: a module. optimizer: of its parameters. x, y: (B, …) tensors.

    Source: `003_a887474237fda507.txt`, the linked PyTorch tutorial: the training step.

    >>> import torch
    >>> model = torch.nn.Linear(1, 1)
    >>> for p in model.parameters():
    ...     _ = torch.nn.init.zeros_(p)
    >>> x = torch.tensor([[0.0], [1.0], [2.0]])
    >>> loss = train_step(model, torch.nn.functional.mse_loss, torch.optim.SGD(model.parameters(), 0.1), x, 1 + 2 * x)
    >>> round(loss, 4), round(model.weight.item(), 4), round(model.bias.item(), 4)
    (11.6667, 0.8667, 0.6)
    """
    model.train()
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return float(loss.item())


def evaluate(model: Any, loss_fn: Loss, batches: Batches) -> float:
    r"""$\sum_i B_i \ell_i / \sum_i B_i$: the mean loss over *samples*, in evaluation mode and without a graph.

    Every module's mode is afterwards what it was.

    Args:
        batches: pairs (x, y), each of B_i ≥ 1 samples.

    Raises:
        ValueError: no batch.

    Source: `003_a887474237fda507.txt`, the linked PyTorch tutorial: evaluation.
    """
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        with torch_module().no_grad():
            return _mean_over_samples([(len(x), float(loss_fn(model(x), y).item())) for x, y in batches])
    finally:
        for module, mode in modes:
            module.training = mode


def _mean_over_samples(losses: Sequence[tuple[int, float]]) -> float:
    if not losses:
        raise ValueError("batches: expected at least one, got none")
    return sum(n * loss for n, loss in losses) / sum(n for n, _ in losses)


def fit(model: Any, loss_fn: Loss, optimizer: Any, batches: Batches, val_batches: Batches, epochs: int) -> list[Epoch]:
    """A step a batch, an evaluation an epoch.

    Args:
        batches, val_batches: iterated over anew in every epoch, as a DataLoader can be. epochs: 0 or more.

    Returns:
        (train, val) of each epoch; train is the mean over samples of the losses that the steps returned.

    Raises:
        ValueError: no batch.

    Source: `003_a887474237fda507.txt`, the linked PyTorch tutorial: the loop.
    """
    history = []
    for _ in range(epochs):
        losses = [(len(x), train_step(model, loss_fn, optimizer, x, y)) for x, y in batches]
        history.append(Epoch(_mean_over_samples(losses), evaluate(model, loss_fn, val_batches)))
    return history
