from otter.test_files import test_case

OK_FORMAT = False
name = "accuracy"
points = 1


@test_case(points=1, hidden=False)
def test_accuracy(evaluate, torch):
    class First(torch.nn.Module):
        def forward(self, x):
            return x

    x = torch.eye(4)
    data = torch.utils.data.TensorDataset(x, torch.tensor([0, 1, 2, 0]))
    model = First()
    assert evaluate(model, torch.utils.data.DataLoader(data, batch_size=3)) == 0.75
    assert not model.training
