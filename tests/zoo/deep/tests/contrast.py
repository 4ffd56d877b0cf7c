from otter.test_files import test_case

OK_FORMAT = False
name = "contrast"
points = 1


@test_case(points=1, hidden=False)
def test_loss(info_nce, torch):
    a = torch.eye(4)
    assert info_nce(a, a).item() < info_nce(a, a.flip(0)).item()
    assert abs(info_nce(a, a, tau=1.0).item() - 0.7437) < 1e-3
    z = torch.randn(4, 3, requires_grad=True)
    loss = info_nce(z, torch.randn(4, 3))
    loss.backward()
    assert z.grad.abs().sum() > 0
