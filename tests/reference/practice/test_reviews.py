"""Reviews as numbers against set arithmetic and counting by hand; the fit against torch's own loop."""

import copy
from collections import Counter

import numpy as np
import pytest

from reference.practice import reviews
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
TEXTS = [["the", "film", "was", "the", "best"], ["the", "plot", "was", "thin"]]
LETTERS = "abcdefghij"


def drawn(seed, n=8):
    """Texts of few words, with many ties."""
    rng = np.random.default_rng(seed)
    return [[LETTERS[i] for i in rng.integers(10, size=rng.integers(0, 9))] for _ in range(n)]


def test_the_worked_texts():
    vocabulary = reviews.build_vocabulary(TEXTS, 7)
    assert vocabulary == {"the": 4, "was": 5, "best": 6}
    ids = reviews.encode(TEXTS[0], vocabulary)
    assert ids == [1, 4, 2, 5, 4, 6]
    assert reviews.decode(ids, vocabulary) == ["?", "the", "?", "was", "the", "best"]
    assert reviews.multi_hot([[3, 5], [1, 1]], 6).tolist() == [[0, 0, 0, 1, 0, 1], [0, 1, 0, 0, 0, 0]]


@pytest.mark.parametrize("seed", range(4))
def test_a_vocabulary_holds_the_most_frequent_words(seed):
    texts = drawn(seed)
    counts = Counter(sum(texts, []))
    whole = reviews.build_vocabulary(texts, 100)
    assert set(whole) == set(counts)
    assert sorted(whole.values()) == list(range(4, 4 + len(counts)))
    for a in counts:
        for b in counts:
            assert (whole[a] < whole[b]) == ((-counts[a], a) < (-counts[b], b))
    for num_words in (0, 4, 5, 9, 14):
        assert reviews.build_vocabulary(texts, num_words) == {w: i for w, i in whole.items() if i < num_words}


@pytest.mark.parametrize("seed", range(4))
def test_rows_are_sets(seed):
    rng = np.random.default_rng(seed)
    sequences = [rng.integers(7, size=n).tolist() for n in (0, 1, 5, 20)]
    rows = reviews.multi_hot(sequences, 7)
    assert rows.dtype == np.float64
    assert [set(np.flatnonzero(row)) for row in rows] == [set(ids) for ids in sequences]
    assert set(np.unique(rows)) <= {0.0, 1.0}
    assert reviews.multi_hot([], 3).shape == (0, 3)


def test_decoding_undoes_encoding_of_known_words():
    vocabulary = reviews.build_vocabulary(drawn(1), 100)
    words = sorted(vocabulary)
    assert reviews.decode(reviews.encode(words, vocabulary)[1:], vocabulary) == words


def test_the_stack_of_the_notebook():
    stack = reviews.dense_stack([10000, 16, 16, 1], ["relu", "relu", "sigmoid"])
    assert sum(p.numel() for p in stack.parameters()) == 160_305
    names = [type(layer).__name__ for layer in stack]
    assert names == ["Linear", "ReLU", "Linear", "ReLU", "Linear", "Sigmoid"]


def test_the_stack_computes_its_layers():
    torch.manual_seed(0)
    stack = reviews.dense_stack([3, 5, 2], ["tanh", "identity"])
    x = torch.randn(4, 3)
    W1, b1, W2, b2 = stack.parameters()
    torch.testing.assert_close(stack(x), torch.tanh(x @ W1.T + b1) @ W2.T + b2)


def test_the_printed_losses_of_the_notebook():
    losses = [0.4016, 0.3085, 0.2803, 0.2735, 0.2788, 0.3330]
    accuracies = [0.8628, 0.8870, 0.8908, 0.8893, 0.8890, 0.8764]
    assert reviews.best_epoch({"val_loss": losses}) == 4
    assert int(np.argmax(accuracies)) + 1 == 3
    assert reviews.best_epoch({"val_loss": [float("nan"), 2.0, 1.0, 1.0]}) == 3


def samples(n, seed=0, ones=0.5):
    rng = np.random.default_rng(seed)
    X = torch.tensor(rng.normal(size=(n, 4)))
    return X, (X[:, 0] + 0.3 * X[:, 1] > np.quantile(X[:, 0].numpy(), 1 - ones)).double()


def stack(seed=0):
    torch.manual_seed(seed)
    return reviews.dense_stack([4, 6, 1], ["relu", "sigmoid"]).double()


@pytest.mark.parametrize("own", [False, True])
def test_a_fit_is_torch_s_own_loop_on_a_copy(own):
    (X, y), model = samples(23), stack()
    twin = copy.deepcopy(model)
    mine = torch.optim.Adam(model.parameters(), lr=0.05) if own else None
    theirs = (
        torch.optim.Adam(twin.parameters(), lr=0.05)
        if own
        else torch.optim.RMSprop(twin.parameters(), lr=0.001, alpha=0.9, eps=1e-7)
    )
    history = reviews.fit_history(model, X, y, 6, 3, 5, mine)
    for epoch in range(3):
        seen = []
        for i in range(6, 23, 5):
            p = twin(X[i : i + 5])[:, 0]
            seen.append(torch.stack([p, y[i : i + 5]]).detach())
            theirs.zero_grad()
            torch.nn.functional.binary_cross_entropy(p, y[i : i + 5]).backward()
            theirs.step()
        p, t = torch.cat(seen, dim=1)
        held_out = twin(X[:6])[:, 0].detach()
        want = {
            "loss": -(t * p.log() + (1 - t) * (1 - p).log()).mean(),
            "accuracy": (p.round() == t).double().mean(),
            "val_loss": torch.nn.functional.binary_cross_entropy(held_out, y[:6]),
            "val_accuracy": (held_out.round() == y[:6]).double().mean(),
        }
        assert history.keys() == want.keys()
        for key, value in want.items():
            assert history[key][epoch] == pytest.approx(value.item(), rel=1e-9)
    assert all(torch.allclose(a, b) for a, b in zip(model.parameters(), twin.parameters(), strict=True))


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="num_words: expected a number of at least 0, got -1"):
        reviews.build_vocabulary(TEXTS, -1)
    for wrong in ([0, 3], [-1]):
        with pytest.raises(ValueError, match=r"sequences\[1\]: expected indices from 0 to 2"):
            reviews.multi_hot([[1], wrong], 3)
    with pytest.raises(ValueError, match="acts: expected one a layer, 2, got 1"):
        reviews.dense_stack([3, 4, 1], ["relu"])
    with pytest.raises(ValueError, match=r"acts\[0\]: expected one of 'relu'"):
        reviews.dense_stack([3, 1], ["swish"])
    X, y = samples(6)
    for val, batch_size in ((0, 2), (6, 2), (2, 0)):
        with pytest.raises(ValueError, match="expected a number of at least 1"):
            reviews.fit_history(stack(), X, y, val, 1, batch_size)
    with pytest.raises(ValueError, match="val_loss: expected at least one number"):
        reviews.best_epoch({"val_loss": [float("nan")]})


def computed(dense_stack, sizes, acts):
    """What the stack gives for weights that do not depend on how it is made."""
    model = dense_stack(sizes, acts).double()
    for i, p in enumerate(model.parameters()):
        p.data = torch.tensor(np.random.default_rng(i).normal(size=tuple(p.shape)))
    x = torch.tensor(np.random.default_rng(9).normal(size=(3, sizes[0])))
    return model(x).detach().numpy()


def fitted(fit_history, n, val):
    X, y = samples(n, seed=n)
    model = stack()
    history = fit_history(model, X, y, val, 2, 4)
    return history, [p.detach().numpy() for p in model.parameters()]


CASES = {
    "build_vocabulary": ([(TEXTS, 7), (drawn(0), 9), (drawn(1), 20), (TEXTS[::-1], 30)], lambda f, *a: sorted(
        [word, float(i)] for word, i in f(*a).items()
    )),
    "encode": ([(TEXTS[0], {"the": 4, "was": 5}), (["a"], {})], None),
    "decode": ([([1, 4, 2, 5, 9], {"the": 4, "was": 5, "no": 7, "so": 8}), ([2, 1], {})], None),
    "multi_hot": ([([[3, 5], [1, 1]], 6), ([[2, 0, 2], [1], []], 3)], None),
    "dense_stack": ([([3, 5, 2], ["tanh", "sigmoid"]), ([2, 3, 3, 1], ["relu", "tanh", "identity"])], computed),
    "fit_history": ([(13, 4), (16, 7)], fitted),
    "best_epoch": ([({"val_loss": [3.0, 1.0, 2.0, 1.0, 4.0], "loss": [5.0, 4.0, 1.0, 2.0, 3.0]},),
                    ({"val_loss": [2.0, 3.0], "loss": [2.0, 1.0]},)], None),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    cases, driver = CASES[name]
    assert alike(getattr(reviews, name), cases, driver=driver) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(reviews)
    assert {m.function for m in mine} == set(CASES)
    listed = "counts offset sigmoid_twice validate_on_train"
    assert {f"T0.4/{key}" for key in listed.split()} <= {m.key for m in mine}
