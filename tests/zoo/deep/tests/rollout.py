from otter.test_files import test_case

OK_FORMAT = False
name = "rollout"
points = 2


@test_case(points=1, hidden=False)
def test_episode(Corridor):
    env = Corridor(4)
    obs, info = env.reset(seed=0)
    total, done, steps = 0.0, False, 0
    while not done and steps < 50:
        obs, r, done, truncated, info = env.step(1)
        total += r
        steps += 1
    assert steps == 3
    assert abs(total - 0.8) < 1e-9
    assert obs.dtype.name == "float32"


@test_case(points=1, hidden=True)
def test_agent(Corridor, ActorCritic, torch):
    world, agent = Corridor(3), ActorCritic(1, 2)
    agent.policy[2].weight.data.zero_()
    agent.policy[2].bias.data = torch.tensor([0.0, 1.0])
    obs, _ = world.reset()
    done = False
    for _ in range(10):
        obs, r, done, *_ = world.step(agent.act(obs))
        if done:
            break
    assert done and r == 1.0
