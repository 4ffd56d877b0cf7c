from otter.test_files import test_case

OK_FORMAT = False
name = "policy"


@test_case(points=1, hidden=False)
def test_network(np, torch, Walk, policy_net):
    torch.manual_seed(0)
    net = policy_net(Walk())
    dims = net[0].in_features, net[0].out_features
    np.testing.assert_allclose(dims, (5, 8))
    np.testing.assert_allclose((net[2].in_features, net[2].out_features), (8, 2))
    out = net(torch.eye(5)[0])
    np.testing.assert_allclose(out.detach().cpu().numpy().sum(), 1.0, rtol=1e-5)


@test_case(points=2, hidden=False)
def test_init(np, torch, functools, Walk, Policy, policy_net):
    torch.manual_seed(0)
    np.random.seed(0)
    env = Walk()
    assert_equal = functools.partial(torch.testing.assert_close, rtol=0, atol=0)
    policy = Policy(env, policy_net(env), 0.99)
    assert_equal(isinstance(policy.opt, torch.optim.Optimizer), True)
    assert type(policy.opt).__name__ == 'Adam'
    assert_equal(policy.opt.param_groups[0]['lr'], 1e-3)
    assert_equal(isinstance(policy.network, torch.nn.Sequential), True)


@test_case(points=2, hidden=True)
def test_update(np, torch, functools, Walk, Policy, policy_net):
    torch.manual_seed(0)
    np.random.seed(0)
    env = Walk()
    policy = Policy(env, policy_net(env), 0.99)
    states = list(np.random.random((6, 5)))
    before = [p.detach().clone() for p in policy.network.parameters()]
    loss = policy.update(states, [0, 1, 0, 1, 1, 0], np.ones(6))
    assert isinstance(loss, dict) and 'policy_loss' in loss
    assert isinstance(loss['policy_loss'], float)
    assert loss['policy_loss'] > 0
    assert any(not torch.equal(a, b) for a, b in zip(before, policy.network.parameters()))
