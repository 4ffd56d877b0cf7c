from otter.test_files import test_case
import functools

OK_FORMAT = False
name = "policy"
points = 3


@test_case(points=1, hidden=False)
def test_types(torch, ActorCritic):
    assert_equal = functools.partial(torch.testing.assert_close, rtol=0, atol=0)
    model = ActorCritic(1, 2)
    assert_equal(isinstance(model.opt, torch.optim.Optimizer), True)
    assert type(model.opt).__name__ == "Adam"
    assert_equal(model.opt.param_groups[0]["lr"], 2e-3)
    assert_equal(isinstance(model.value, torch.nn.Sequential), True)


@test_case(points=2, hidden=True)
def test_act(np, torch, ActorCritic):
    torch.manual_seed(3)
    model = ActorCritic(1, 2)
    with torch.no_grad():
        model.policy[2].weight.zero_()
        model.policy[2].bias.copy_(torch.tensor([0.0, 5.0]))
    assert model.act(np.array([0.5])) == 1
    assert model.act([0.1]) == 1
