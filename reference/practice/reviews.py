r"""Movie reviews for a stack of dense layers: a vocabulary, words as numbers, reviews as rows of 0 and 1, the fit.

Index 0 pads, 1 starts a text, 2 stands for every word that is not in the vocabulary; words begin at 4, as in the data
set of the linked notebook.

Source: `003_a887474237fda507.txt` (linked notebook 3.5, "Keras and PyTorch").
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reference._array import Array, check_at_least, check_option, plain, torch_module, torch_nn
from reference.practice.loop import evaluate, train_step

START, UNKNOWN, FIRST = 1, 2, 4  # 0 pads; rank 1 has index 4
ACTIVATIONS = {"relu": "ReLU", "sigmoid": "Sigmoid", "tanh": "Tanh", "identity": "Identity"}


def build_vocabulary(texts: Iterable[Sequence[str]], num_words: int) -> dict[str, int]:
    """The most frequent words → rank + 3, for all indices below `num_words`; ranks by falling count, ties by alphabet.

    Args:
        texts: lists of words. num_words: 0 or more.

    Raises:
        ValueError: a negative num_words.

    Source: `003_a887474237fda507.txt`, the linked notebook: the reviews as lists of numbers.

    >>> build_vocabulary([["the", "film", "was", "the", "best"], ["the", "plot", "was", "thin"]], 7)
    {'the': 4, 'was': 5, 'best': 6}
    """
    check_at_least(0, num_words=num_words)
    counts = Counter(word for words in texts for word in words)
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    return {word: index for index, word in enumerate(ranked, FIRST) if index < num_words}


def encode(words: Iterable[str], vocabulary: Mapping[str, int]) -> list[int]:
    """1, then the index of each word; 2 for a word that is not in the vocabulary.

    Source: `003_a887474237fda507.txt`, the linked notebook.

    >>> encode(["the", "film"], {"the": 4})
    [1, 4, 2]
    """
    return [START, *(vocabulary.get(word, UNKNOWN) for word in words)]


def decode(ids: Iterable[int], vocabulary: Mapping[str, int]) -> list[str]:
    """The word of each index, "?" for one that has none.

    Source: `003_a887474237fda507.txt`, the linked notebook.

    >>> decode([1, 4, 2], {"the": 4})
    ['?', 'the', '?']
    """
    words = {index: word for word, index in vocabulary.items()}
    return [words.get(i, "?") for i in ids]


def multi_hot(sequences: Sequence[Sequence[int]], dimension: int) -> Array:
    """(N, dimension) float64 of NumPy: 1 where an index occurs in the sequence, however often.

    Raises:
        ValueError: an index outside 0 … dimension − 1.

    Source: `003_a887474237fda507.txt`, the linked notebook: the data as vectors.

    >>> multi_hot([[3, 5], [1, 1]], 6).tolist()
    [[0.0, 0.0, 0.0, 1.0, 0.0, 1.0], [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]]
    """
    rows = plain.zeros((len(sequences), dimension))
    for i, ids in enumerate(sequences):
        if any(not 0 <= j < dimension for j in ids):
            raise ValueError(f"sequences[{i}]: expected indices from 0 to {dimension - 1}, got {list(ids)}")
        rows[i, list(ids)] = 1.0
    return rows


def dense_stack(sizes: Sequence[int], acts: Sequence[str]) -> Any:
    """`nn.Sequential` of dense layers from sizes[0] to sizes[-1], each followed by its activation.

    Args:
        sizes: two or more. acts: "relu", "sigmoid", "tanh" or "identity", one a layer.

    Raises:
        ValueError: another number of activations, an unknown one.

    Source: `003_a887474237fda507.txt`, the linked notebook: 10000-16-16-1.

    >>> sum(p.numel() for p in dense_stack([10000, 16, 16, 1], ["relu", "relu", "sigmoid"]).parameters())
    160305
    """
    if len(acts) != len(sizes) - 1 or not acts:
        raise ValueError(f"acts: expected one a layer, {max(len(sizes) - 1, 1)}, got {len(acts)}")
    nn, layers = torch_nn(), []
    for i, act in enumerate(acts):
        check_option(f"acts[{i}]", act, tuple(ACTIVATIONS))
        layers += [nn.Linear(sizes[i], sizes[i + 1]), getattr(nn, ACTIVATIONS[act])()]
    return nn.Sequential(*layers)


def fit_history(
    model: Any, X: Array, y: Array, val: int, epochs: int, batch_size: int, optimizer: Any = None
) -> dict[str, list[float]]:
    """Trains on all but the first `val` samples, which validate; binary cross-entropy of the model's probabilities.

    Args:
        model: (B, D) → (B, 1) probabilities. X: (N, D) tensor. y: (N,) tensor of 0 and 1; both in the model's dtype.
        val: from 1 to N − 1. batch_size: 1 or more; batches come in the order of the data, the last may be smaller.
        optimizer: of the model's parameters; without one RMSprop with Keras' numbers (0.001, ρ = 0.9, ε = 1e-7).

    Returns:
        loss, accuracy, val_loss, val_accuracy: a number an epoch. Those of training are means over the samples of what
        the batches said before their steps, as Keras prints them; a probability above 0.5 says 1.

    Raises:
        ValueError: a val that leaves no sample on either side, a batch_size below 1.

    Source: `003_a887474237fda507.txt`, the linked notebook: validating the approach.
    """
    check_at_least(1, val=val, batch_size=batch_size, training_samples=len(X) - val)
    torch, loss_fn = torch_module(), torch_nn().BCELoss()
    target = y[:, None]
    optimizer = optimizer or torch.optim.RMSprop(model.parameters(), lr=1e-3, alpha=0.9, eps=1e-7)
    history: dict[str, list[float]] = {key: [] for key in ("loss", "accuracy", "val_loss", "val_accuracy")}

    def hits(p: Array, t: Array) -> float:
        return float(((p > 0.5) == (t > 0.5)).sum())

    for _ in range(epochs):
        loss, right, n = 0.0, 0.0, len(X) - val
        for start in range(val, len(X), batch_size):
            x, t = X[start : start + batch_size], target[start : start + batch_size]
            seen: list[float] = []

            def watched(p: Array, t: Array, seen: list[float] = seen) -> Array:
                seen.append(hits(p, t))
                return loss_fn(p, t)

            loss += len(x) * train_step(model, watched, optimizer, x, t)
            right += seen[0]
        held_out = [(X[:val], target[:val])]
        history["loss"].append(loss / n)
        history["accuracy"].append(right / n)
        history["val_loss"].append(evaluate(model, loss_fn, held_out))
        history["val_accuracy"].append(evaluate(model, lambda p, t: ((p > 0.5) == (t > 0.5)).double().mean(), held_out))
    return history


def best_epoch(history: Mapping[str, Sequence[float]]) -> int:
    """The epoch, counted from 1, of the least validation loss; the first of several, and never one that is NaN.

    Args:
        history: "val_loss", a number an epoch.

    Raises:
        ValueError: no epoch with a number.

    Source: `003_a887474237fda507.txt`, the linked notebook: it stops after the fourth of its epochs.

    >>> best_epoch({"val_loss": [0.4016, 0.3085, 0.2803, 0.2735, 0.2788, 0.3330]})
    4
    """
    losses = [(loss, epoch) for epoch, loss in enumerate(history["val_loss"], 1) if loss == loss]
    if not losses:
        raise ValueError("val_loss: expected at least one number, got none")
    return min(losses)[1]
