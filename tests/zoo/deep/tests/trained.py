from otter.test_files import test_case

OK_FORMAT = False
name = "trained"
points = 3


@test_case(points=1, hidden=False)
def test_curve(curve, regression, torch, W):
    assert len(curve) == 20 and curve[-1] < curve[0]
    assert torch.allclose(regression.weight.detach().T, W, atol=0.05)


@test_case(points=2, hidden=True)
def test_one_epoch(train_epoch, torch):
    torch.manual_seed(0)
    model = torch.nn.Linear(2, 1)
    before = [p.clone() for p in model.parameters()]
    x = torch.randn(32, 2)
    data = torch.utils.data.TensorDataset(x, x.sum(1, keepdim=True))
    loader = torch.utils.data.DataLoader(data, batch_size=8)
    losses = [train_epoch(model, loader, torch.optim.SGD(model.parameters(), lr=0.1)) for _ in range(5)]
    assert losses == sorted(losses, reverse=True)
    assert any(not torch.equal(a, b) for a, b in zip(before, model.parameters()))
    assert model.training
