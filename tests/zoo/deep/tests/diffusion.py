from otter.test_files import test_case

OK_FORMAT = False
name = "diffusion"
points = 1


@test_case(points=1, hidden=False)
def test_noise(noise, torch):
    betas = torch.linspace(1e-4, 0.02, 100)
    bar = torch.cumprod(1 - betas, 0)
    x0, eps = torch.ones(2, 1, 2, 2), torch.zeros(2, 1, 2, 2)
    out = noise(x0, torch.tensor([0, 99]), bar, eps)
    assert out.shape == x0.shape
    assert torch.allclose(out[1], bar[99].sqrt().expand(1, 2, 2))
    g = torch.Generator().manual_seed(0)
    e = torch.randn(2, 1, 2, 2, generator=g)
    assert torch.isfinite(noise(x0, torch.tensor([5, 50]), bar, e)).all()
