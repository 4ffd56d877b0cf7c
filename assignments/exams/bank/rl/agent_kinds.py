# %% [raw]
# # BEGIN QUESTION
# name: agent_kinds
# type: choice
# points: 1
# title: Which agent
# topics: [T13.2, T13.3, T13.4, T13.5, T13.6, T13.7]
# %% tags=["variant"]
KINDS = {  # what it does → its name
    "It moves the value of an action towards the reward plus the discounted best next value.": "Q-learning",
    "It moves the value of an action towards the reward plus the discounted value of the action that comes next.": "SARSA",
    "It makes the actions of an episode likelier in proportion to the return that followed.": "REINFORCE",
    "A critic says how much better an action was than expected, and an actor learns from that.": "an actor-critic",
    "It limits how far the ratio of new to old probabilities is rewarded.": "PPO",
    "It is paid for reward and for randomness, and takes the smaller of two critics.": "SAC",
    "It learns an expert's actions as a classifier learns labels.": "behaviour cloning",
    "A network proposes moves and values positions; a tree search improves on it.": "AlphaGo Zero",
}


def variant(rng):
    told = [str(t) for t in rng.choice(list(KINDS), size=4, replace=False)]
    return {"name": KINDS[told[0]], "told": told}


def options(v):
    right, *others = v["told"]
    return {"right": [right], "wrong": {t: f"That describes {KINDS[t]}." for t in others}}


# %% [markdown]
# Which sentence describes **{{ name }}**?
# %% [raw]
# # END QUESTION
