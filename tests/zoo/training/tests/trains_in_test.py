from otter.test_files import test_case
import torch
from torch.utils.data import DataLoader, TensorDataset

OK_FORMAT = False
name = "trains_in_test"


@test_case(points=1)
def test_learns(train, MLP):
    torch.manual_seed(0)
    x = torch.rand(32, 1)
    loader = DataLoader(TensorDataset(x, 3 * x), batch_size=8)
    model = MLP([1, 8, 1])
    losses = train(model, loader, epochs=15, lr=0.1)
    assert len(losses) == 15
    assert losses[-1] < 0.5 * losses[0], "the loss should fall"


@test_case(points=1)
def test_evaluates(evaluate, MLP):
    x = torch.rand(10, 1)
    model = MLP([1, 1])
    with torch.no_grad():
        model.layers[0].weight.fill_(0.0)
        model.layers[0].bias.fill_(0.0)
    assert abs(evaluate(model, DataLoader(TensorDataset(x, x), batch_size=4)) - (x**2).mean().item()) < 1e-5
    assert model.training
