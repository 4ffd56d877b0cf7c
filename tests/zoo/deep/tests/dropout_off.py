from otter.test_files import test_case

OK_FORMAT = False
name = "dropout_off"
points = 1


@test_case(points=1, hidden=False)
def test_modes(make_net, torch):
    torch.manual_seed(0)
    net = make_net()
    x = torch.randn(4, 3, 4)
    net.eval()
    assert torch.equal(net(x), net(x))
    net.train()
    assert not all(torch.equal(net(x), net(x)) for _ in range(5))
    assert net(x).shape == (4, 3)
