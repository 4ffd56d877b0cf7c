from otter.test_files import test_case

OK_FORMAT = False
name = "block"
points = 2


@test_case(points=1, hidden=False)
def test_kept_shape(Block, torch):
    torch.manual_seed(0)
    block = Block(8, 2).eval()
    x = torch.randn(3, 5, 8)
    assert block(x).shape == x.shape
    assert isinstance(block, torch.nn.Module)
    assert not torch.allclose(block(x), torch.zeros(1))


@test_case(points=1, hidden=True)
def test_permuted(Block, torch):
    block = Block(8, 2).eval()
    x = torch.randn(1, 5, 8)
    order = torch.randperm(5)
    with torch.no_grad():
        torch.testing.assert_close(block(x)[:, order], block(x[:, order]), rtol=1e-4, atol=1e-5)
        assert block(x).abs().sum() > 0
