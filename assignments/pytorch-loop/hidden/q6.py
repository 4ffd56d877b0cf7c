"""Hidden tests of q6: a module with weights of ours, and trainings on made-up reviews."""

import functools

import numpy as np
import torch
from otter.test_files import test_case

from autograder.checks import CheckFailure, Misconception, Symptom, agree, as_like, require, trains_to


def forward(weights, x, between=torch.relu, last=lambda t: t):
    """The stack from its weights, W, b, W, b, …."""
    for i in range(0, len(weights), 2):
        x = x @ weights[i].T + weights[i + 1]
        x = between(x) if i < len(weights) - 2 else last(x)
    return x


MUTANTS = [
    Misconception("T0.4/linear_stack", "Without activations the layers are one linear map.",
                  lambda sizes, weights, x: forward(weights, x, between=lambda t: t)),
    Misconception("T0.4/sigmoid_twice", "Either a sigmoid output or a loss on logits.",
                  lambda sizes, weights, x: forward(weights, x, last=torch.sigmoid)),
    Misconception("T0.4/relu_at_the_end", "No relu after the last layer: a logit may be negative.",
                  lambda sizes, weights, x: forward(weights, x, last=torch.relu)),
]  # fmt: skip


def by_module(DenseStack, sizes, weights, x):
    stack = DenseStack(sizes)
    names = list(stack.state_dict())
    shapes = [tuple(v.shape) for v in stack.state_dict().values()]
    if shapes != [tuple(w.shape) for w in weights]:
        said = f"DenseStack({sizes}): expected weight and bias of each dense layer in state_dict(), in order, and nothing else"
        raise CheckFailure(said, contract=said)
    stack.load_state_dict(dict(zip(names, weights, strict=True)))
    with torch.no_grad():
        return stack(x)


@test_case(
    name="stacks of several sizes",
    points=1.5,
    hidden=True,
    failure_message="Is there a relu between all layers, and nothing after the last?",
)
def test_hidden_stack(DenseStack):
    require(DenseStack, "DenseStack")
    generator = torch.Generator().manual_seed(1)

    def normal(*shape):
        return torch.randn(shape, generator=generator)

    cases = []
    for n, sizes in ((5, [3, 4, 1]), (4, [2, 5, 3, 2]), (6, [4, 3]), (3, [3, 2, 2, 2, 1])):
        weights = [w for m, k in zip(sizes, sizes[1:], strict=False) for w in (normal(k, m), normal(k))]
        cases.append((sizes, weights, normal(n, sizes[0])))
    agree(
        lambda *case: by_module(DenseStack, *case),
        lambda sizes, weights, x: forward(weights, x),
        cases,
        mutants=MUTANTS,
        name="DenseStack",
    )


def data(seed):
    """(X, y) of 400 training, 200 validation and 1,000 new reviews; of the first 600 every twentieth is misjudged."""
    rng = np.random.default_rng(700 + seed)
    tone = np.zeros(60)
    tone[rng.permutation(60)[:10]] = np.resize([1.0, -1.0], 10) * rng.uniform(0.8, 1.2, size=10)
    X = rng.random((1600, 60)) < rng.uniform(0.2, 0.4, size=60)
    y = X @ tone + 0.1 * rng.normal(size=1600) > 0
    y[:600] ^= rng.random(600) < 0.05
    X, y = torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.float32)
    return (X[:400], y[:400]), (X[400:600], y[400:600]), (X[600:], y[600:])


def trained(train_reviews, seed):
    fitting, validation, _ = data(seed)
    predict = train_reviews(*(a.clone() for a in (*fitting, *validation)), seed + 5)
    if not callable(predict):
        raise CheckFailure(said := "train_reviews must return a function that predicts", contract=said)
    return predict


@test_case(
    name="new reviews",
    points=2,
    hidden=True,
    failure_message="Plot the loss on the validation data: how many epochs are best, and are their weights kept?",
)
def test_hidden_accuracy(train_reviews):
    require(train_reviews, "train_reviews")

    @functools.cache
    def model(seed):
        return trained(train_reviews, seed)

    def accuracy(seed, part=2):
        X, y = data(seed)[part]
        said = as_like(model(seed)(X.clone()), y.numpy().astype(float), "the predictions")
        return float(np.mean((said > 0) == (y.numpy() > 0.5)))

    begun = Symptom("T0.4/hardly_begun", "Your network does not even know the reviews that it was trained on: does the optimizer "
                    "step, with this network's parameters, in every batch, and for enough epochs?",
                    lambda seed: accuracy(seed, part=0) < 0.7)  # fmt: skip
    trains_to(accuracy, seeds=range(5), threshold=0.8, reaches=0.99, symptoms=[begun])


@test_case(
    name="same seed, same model",
    points=0.5,
    hidden=True,
    failure_message="Is everything random drawn after torch.manual_seed(seed)?",
)
def test_hidden_seed(train_reviews):
    require(train_reviews, "train_reviews")
    X, y = data(9)[2]
    form = y.numpy().astype(float)
    torch.manual_seed(1)
    first = as_like(trained(train_reviews, 9)(X.clone()), form, "the predictions")
    torch.manual_seed(2)
    again = as_like(trained(train_reviews, 9)(X.clone()), form, "the predictions")
    if not np.all(np.isfinite(first)) or np.ptp(first) == 0:
        said = "train_reviews: 1,000 reviews need numbers, and not all of them the same"
        raise CheckFailure(said, contract=said)
    if not np.allclose(first, again, rtol=1e-4, atol=1e-5):
        said = "train_reviews: two trainings with the same seed and the same data give different predictions"
        raise CheckFailure(said, contract=said)
