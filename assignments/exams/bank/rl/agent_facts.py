# %% [raw]
# # BEGIN QUESTION
# name: agent_facts
# type: multiple
# points: 2
# title: Reinforcement learning
# topics: [T13.1, T13.2, T13.3, T13.4, T13.5, T13.6, T13.7]
# %% tags=["variant"]
RIGHT = [
    "The Bellman operator brings any two value functions closer together by the factor γ.",
    "Q-learning learns about the greedy policy while another one acts.",
    "The target network of DQN is a copy that is renewed now and then.",
    "Double DQN lets one network choose the next action and the other one value it.",
    "A baseline that depends on the state leaves the expected policy gradient as it is.",
    "GAE with λ = 0 is the TD error.",
    "PPO's clipping takes away the reward for moving the policy far.",
    "Where an episode ends, nothing is bootstrapped.",
    "SAC's target takes the smaller of two critics.",
    "Conservative Q-learning lowers the values of actions that the data lack.",
    "Behaviour cloning is supervised learning of the expert's actions.",
    "AlphaGo Zero plays by the visits of its search.",
]
WRONG = {
    "SARSA's target uses the best next action.": "The action that is taken next.",
    "With ε-greedy choice, the greedy action has the probability 1 − ε.": "It also has its share of ε.",
    "REINFORCE needs a model of the environment.": "It learns from returns that were seen.",
    "In DQN, the gradient also flows through the target.": "The target is a constant.",
    "A discount near 0 makes an agent look far ahead.": "It looks at the next reward.",
    "Advantages of an actor-critic carry the critic's gradient into the actor.": "For the actor they are constants.",
    "In a game of two, a value keeps its sign on the way up the search tree.": "It changes at each level.",
    "GAE with λ = 1 is the TD error.": "It is the return less the value.",
    "Squashing an action by tanh leaves its density as it is.": "A Jacobian belongs to it.",
    "PPO maximises the larger of the clipped and the unclipped term.": "The smaller of the two.",
}


def variant(rng):
    return {"statements": [str(s) for s in rng.choice([*RIGHT, *WRONG], size=5, replace=False)]}


def options(v):
    right = [s for s in v["statements"] if s in RIGHT]
    return {"right": right, "wrong": {s: WRONG[s] for s in v["statements"] if s in WRONG}}


def accept(v):
    return 2 <= len(options(v)["right"]) <= 3


# %% [markdown]
# Which of these statements are right?
# %% [raw]
# # END QUESTION
