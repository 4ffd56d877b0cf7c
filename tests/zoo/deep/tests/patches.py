from otter.test_files import test_case

OK_FORMAT = False
name = "patches"
points = 2


@test_case(points=1, hidden=False)
def test_shape(Patchify, torch):
    layer = Patchify(patch=2, dim=8)
    assert layer(torch.zeros(2, 3, 4, 6)).shape == torch.Size([2, 6, 8])


@test_case(points=1, hidden=True)
def test_values(Patchify, torch, nn):
    layer = Patchify(2, 4, 1)
    nn.init.ones_(layer.proj.weight)
    nn.init.zeros_(layer.proj.bias)
    x = torch.arange(16.0).reshape(1, 1, 4, 4)
    out = layer(x)
    assert torch.allclose(out[0, :, 0], torch.tensor([10.0, 18.0, 42.0, 50.0]))
