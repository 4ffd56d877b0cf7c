from otter.test_files import test_case

OK_FORMAT = False
name = "distribution"


@test_case(points=1)
def test_distribution(torch, Walk, Policy, policy_net):
    torch.manual_seed(0)
    env = Walk()
    policy = Policy(env, policy_net(env), 0.99)
    d = policy.act(env.reset(seed=0))
    assert isinstance(d, torch.distributions.Categorical)
    assert d.probs.shape == (2,)
    assert torch.isclose(d.probs.sum(), torch.tensor(1.0))


@test_case(points=1)
def test_seeded_sample(torch, Walk, Policy, policy_net):
    env = Walk()
    draws = []
    for _ in range(2):
        torch.manual_seed(5)
        policy = Policy(env, policy_net(env), 0.99)
        draws.append([int(policy.act(env.reset()).sample()) for _ in range(8)])
    assert draws[0] == draws[1]
    assert set(draws[0]) <= {0, 1}
