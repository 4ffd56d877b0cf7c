# %% [raw]
# # BEGIN QUESTION
# name: actor_critic_value
# type: number
# points: 3
# title: Loss of an actor-critic
# topics: [T13.4]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import actor_critic


def variant(rng):
    return {
        "p": int(rng.choice([20, 25, 40, 60, 75, 80])), "adv": int(rng.choice([-3, -2, -1, 1, 2, 3])), "v": float(rng.integers(-3, 4) / 2), "ret": int(rng.integers(-3, 4)),
        "c_v": float(rng.choice([0.25, 0.5, 1])), "c_e": float(rng.choice([0.1, 0.2, 0.5])),
    }  # fmt: skip


def loss(function, v):
    p = v["p"] / 100
    one = [np.array([float(v[name])]) for name in ("adv", "v", "ret")]
    return float(function(np.log([[p, 1 - p]]), np.array([0]), *one, v["c_v"], v["c_e"]))


def answer(v):
    return loss(actor_critic.a2c_loss, v)


def mistakes(v):
    keys = ("T13.4/entropy_sign", "T13.4/half_twice", "T13.4/actor_sign")
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(actor_critic.a2c_loss, *keys)}


# %% [markdown]
# In a state with two actions, an agent takes the one to which its policy gives {{ p }} %. The advantage is {{ adv }}; its critic says {{ v | neat }}, where the return is {{ ret }}. What is its loss: the actor's, plus {{ c_v | neat }} times the squared error of the critic (without
# another ½), and {{ c_e | neat }} times the entropy (in nats) as a bonus?
# %% [raw]
# # END QUESTION
