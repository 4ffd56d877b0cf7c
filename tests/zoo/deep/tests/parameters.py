from otter.test_files import test_case

OK_FORMAT = False
name = "parameters"
points = 2


@test_case(points=1, hidden=False)
def test_count(count_parameters, make_net, torch):
    net = make_net()
    assert count_parameters(net) == 12 * 10 + 10 + 10 * 3 + 3
    assert sum(isinstance(m, torch.nn.Dropout) for m in net.modules()) == 1
    assert [type(m).__name__ for m in net] == ["Flatten", "Linear", "ReLU", "Dropout", "Linear"]


@test_case(points=1, hidden=True)
def test_frozen(freeze, count_parameters, make_net):
    net = freeze(make_net(), "1.")
    assert [n for n, p in net.named_parameters() if not p.requires_grad] == ["1.weight", "1.bias"]
    assert count_parameters(net) == 33
