from otter.test_files import test_case

OK_FORMAT = False
name = "attends"
points = 2


@test_case(points=1, hidden=False)
def test_weights(attention, torch):
    q = k = torch.eye(3)
    out, w = attention(q, k, torch.arange(9.0).reshape(3, 3))
    assert w.shape == (3, 3)
    assert torch.allclose(w.sum(-1), torch.ones(3))
    assert (w.argmax(-1) == torch.arange(3)).all()


@test_case(points=1, hidden=True)
def test_causal(attention, torch, F):
    torch.manual_seed(0)
    q, k, v = torch.randn(3, 2, 4, 8).unbind(0)
    mask = torch.tril(torch.ones(4, 4, dtype=torch.bool))
    out, w = attention(q, k, v, mask)
    assert torch.allclose(out, F.scaled_dot_product_attention(q, k, v, is_causal=True), atol=1e-5)
    q.requires_grad_(True)
    attention(q, k, v, mask)[0].sum().backward()
    assert q.grad is not None and q.grad.shape == q.shape
