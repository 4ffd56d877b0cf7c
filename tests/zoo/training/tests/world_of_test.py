from otter.test_files import test_case
import numpy as np

OK_FORMAT = False
name = "world_of_test"


class Corridor:
    n_states, n_actions = 5, 2

    def reset(self, seed=None):
        self.left = 3
        return np.eye(5)[self.left]

    def step(self, action):
        self.left -= 1
        return np.eye(5)[self.left], 1.0, self.left == 0


@test_case(points=2)
def test_episode(episode, Policy, policy_net):
    env = Corridor()
    states, actions, rewards = episode(env, Policy(env, policy_net(env), 0.9))
    assert len(states) == len(actions) == 3
    assert rewards == [1.0, 1.0, 1.0]
    assert env.left == 0
