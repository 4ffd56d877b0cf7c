"""The training loop against the closed form of the linear model, a second optimiser on a copy, and DataLoader."""

import copy

import pytest

from reference.practice import loop
from tests.reference.mutants import alike, declared_in

torch = pytest.importorskip("torch")
nn = torch.nn
X = torch.tensor([[0.0], [1.0], [2.0]], dtype=torch.float64)
Y = 1 + 2 * X


def line():
    """The line through nothing: weight and bias 0, and its optimiser."""
    model = nn.Linear(1, 1).double()
    for p in model.parameters():
        nn.init.zeros_(p)
    return model, torch.optim.SGD(model.parameters(), lr=0.1)


def parameters(model):
    return [p.item() for p in model.parameters()]


def test_the_worked_steps():
    model, optimizer = line()
    assert loop.train_step(model, nn.functional.mse_loss, optimizer, X, Y) == pytest.approx(11.6667, abs=5e-5)
    assert parameters(model) == pytest.approx([0.866667, 0.6], abs=5e-7)
    assert loop.train_step(model, nn.functional.mse_loss, optimizer, X, Y) == pytest.approx(3.20741, abs=5e-6)
    assert parameters(model) == pytest.approx([1.32444, 0.906667], abs=5e-6)
    batches = [(X[:2], Y[:2]), (X[2:], Y[2:])]
    assert loop.evaluate(model, nn.functional.mse_loss, batches) == pytest.approx(0.89544, abs=5e-6)


def test_mistakes_give_their_published_numbers():
    from reference.misconceptions import misconceptions_of

    step, means = (
        m.mutant
        for m in (
            *misconceptions_of(loop.train_step, "T0.3/no_zero_grad"),
            *misconceptions_of(loop.evaluate, "T0.3/mean_of_means"),
        )
    )
    model, optimizer = line()
    for _ in range(2):
        step(model, nn.functional.mse_loss, optimizer, X, Y)
    assert parameters(model) == pytest.approx([2.19111, 1.50667], abs=5e-6)
    model, optimizer = line()
    for _ in range(2):
        loop.train_step(model, nn.functional.mse_loss, optimizer, X, Y)
    assert means(model, nn.functional.mse_loss, [(X[:2], Y[:2]), (X[2:], Y[2:])]) == pytest.approx(1.19319, abs=5e-6)


def net(seed=0):
    """Dropout and batch norm, so that modes matter."""
    torch.manual_seed(seed)
    layers = nn.Linear(3, 5), nn.BatchNorm1d(5), nn.ReLU(), nn.Dropout(0.5), nn.Linear(5, 1)
    return nn.Sequential(*layers).double()


def data(n, seed=1):
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(n, 3, generator=generator, dtype=torch.float64)
    return x, x.sum(1, keepdim=True) + 0.1


OPTIMISERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
    "adam": lambda p: torch.optim.Adam(p, lr=0.02),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01),
}


@pytest.mark.parametrize("kind", OPTIMISERS)
def test_a_fit_is_torch_s_own_loop_on_a_copy(kind):
    model, (x, y), (x_val, y_val) = net(), data(17), data(11, seed=2)
    twin = copy.deepcopy(model)
    optimizer, other = OPTIMISERS[kind](model.parameters()), OPTIMISERS[kind](twin.parameters())
    loader, val_loader = (
        torch.utils.data.DataLoader(
            torch.utils.data.TensorDataset(*part),
            batch_size=5,
            generator=torch.Generator(),  # dropout keeps torch's own
        )
        for part in ((x, y), (x_val, y_val))
    )
    torch.manual_seed(3)
    history = loop.fit(model, nn.functional.mse_loss, optimizer, loader, val_loader, 3)
    torch.manual_seed(3)
    for got in history:
        twin.train()
        total = 0.0
        for i in range(0, 17, 5):
            other.zero_grad()
            loss = nn.MSELoss(reduction="sum")(twin(x[i : i + 5]), y[i : i + 5])
            total += loss.item()
            (loss / len(x[i : i + 5])).backward()
            other.step()
        twin.eval()
        with torch.no_grad():
            val = nn.functional.mse_loss(twin(x_val), y_val).item()
        assert got == pytest.approx((total / 17, val), rel=1e-9)
    for key, value in model.state_dict().items():
        torch.testing.assert_close(value, twin.state_dict()[key])
    for mine, theirs in zip(optimizer.state.values(), other.state.values(), strict=True):
        assert mine.keys() == theirs.keys()
        assert all(torch.allclose(torch.as_tensor(mine[k]), torch.as_tensor(theirs[k])) for k in mine)


@pytest.mark.parametrize("mode", [True, False])
def test_an_evaluation_leaves_no_trace(mode):
    model, batch = net(), data(7)
    model.train(mode)
    model[1].eval()  # one frozen layer
    before = copy.deepcopy(model.state_dict())
    once = loop.evaluate(model, nn.functional.mse_loss, [batch])
    assert once == loop.evaluate(model, nn.functional.mse_loss, [batch])
    assert [m.training for m in model.children()] == [mode, False, mode, mode, mode]
    assert all(torch.equal(v, before[k]) for k, v in model.state_dict().items())
    assert all(p.grad is None for p in model.parameters())


def test_the_modes_are_restored_when_a_batch_cannot_be_evaluated():
    model = net()
    with pytest.raises(RuntimeError):
        loop.evaluate(model, nn.functional.mse_loss, [(torch.zeros(2, 4).double(), torch.zeros(2, 1).double())])
    assert model.training
    assert all(m.training for m in model.modules())


def test_a_step_returns_a_plain_number():
    model, optimizer = line()
    assert type(loop.train_step(model, nn.functional.mse_loss, optimizer, X, Y)) is float


def test_batches_are_those_of_a_data_loader():
    pairs = loop.PairDataset(*data(7))
    loader = torch.utils.data.DataLoader(pairs, batch_size=3)
    for got, start in zip(loader, range(0, 7, 3), strict=True):
        ours = loop.collate(pairs, range(start, min(start + 3, 7)))
        assert all(torch.equal(a, b) for a, b in zip(got, ours, strict=True))
    x, y = loop.collate(pairs, [4, 0, 4])
    assert torch.equal(x, pairs.X[[4, 0, 4]])
    assert torch.equal(y, pairs.Y[[4, 0, 4]])


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="X, Y: expected as many targets as samples, got 3 and 2"):
        loop.PairDataset(X, Y[:2])
    with pytest.raises(ValueError, match="indices: expected at least one"):
        loop.collate(loop.PairDataset(X, Y), [])
    model, optimizer = line()
    with pytest.raises(ValueError, match="batches: expected at least one"):
        loop.evaluate(model, nn.functional.mse_loss, [])
    with pytest.raises(ValueError, match="batches: expected at least one"):
        loop.fit(model, nn.functional.mse_loss, optimizer, [], [(X, Y)], 1)
    assert loop.fit(model, nn.functional.mse_loss, optimizer, [(X, Y)], [(X, Y)], 0) == []


def stepped(step, kind, n):
    """Losses, kind of loss, mode and weights after two steps that begin in evaluation mode."""
    model, (x, y) = net(), data(n)
    optimizer = OPTIMISERS[kind](model.parameters())
    torch.manual_seed(4)
    found = []
    for _ in range(2):
        model.eval()
        loss = step(model, nn.functional.mse_loss, optimizer, x, y)
        found += [float(loss), type(loss).__name__, float(model.training)]
    return found + [v.double().numpy() for v in model.state_dict().values()]


def evaluated(evaluate, mode, *sizes):
    model = net()
    model.train(mode)
    torch.manual_seed(5)
    loss = evaluate(model, nn.functional.mse_loss, [data(n, seed=n) for n in sizes])
    return [loss, float(model.training)]


def fitted(fit, kind, *sizes):
    model = net()
    torch.manual_seed(6)
    batches = [data(n, seed=n) for n in sizes]
    history = fit(model, nn.functional.mse_loss, OPTIMISERS[kind](model.parameters()), batches, batches[1:], 3)
    return [list(map(float, epoch)) for epoch in history], [v.double().numpy() for v in model.state_dict().values()]


def indexed(Dataset, n):
    pairs = Dataset(*data(n))
    return [len(pairs)] + [part.numpy() for i in (0, n - 1) for part in pairs[i]]


def collated(collate, n, *indices):
    return [part.numpy() for part in collate(loop.PairDataset(*data(n)), indices)]


CASES = {
    "PairDataset": ([(5,), (3,)], indexed),
    "collate": ([(5, 3, 1, 1), (4, 2, 0)], collated),
    "train_step": ([("sgd", 5), ("adam", 4)], stepped),
    "evaluate": ([(True, 5, 2), (False, 3, 4)], evaluated),
    "fit": ([("sgd", 5, 3), ("adam", 4, 2)], fitted),
}


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_differs_from_the_reference_and_from_the_others(name):
    cases, driver = CASES[name]
    assert alike(getattr(loop, name), cases, driver=driver) == []


def test_every_listed_mistake_has_a_mutant():
    mine = declared_in(loop)
    assert {m.function for m in mine} == set(CASES)
    listed = "no_zero_grad mean_of_means eval_in_train_mode graph_kept"
    assert {f"T0.3/{key}" for key in listed.split()} <= {m.key for m in mine}
