# %% [raw]
# # BEGIN QUESTION
# name: soft_target_value
# type: number
# points: 2
# title: Target of SAC
# topics: [T13.5]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import continuous


def variant(rng):
    q1, q2 = rng.choice([-1, 0.5, 1, 2, 3, 4], size=2, replace=False)
    return {
        "r": int(rng.integers(-2, 4)), "done": bool(rng.random() < 0.25), "q1": q1, "q2": q2, "logp": float(rng.choice([-2, -1.5, -1, -0.5, 0.5, 1])),
        "gamma": float(rng.choice([0.5, 0.8, 0.9])), "alpha": float(rng.choice([0.1, 0.2, 0.5])),
    }  # fmt: skip


def target(function, v):
    r, q1, q2, logp = (np.array([float(v[name])]) for name in ("r", "q1", "q2", "logp"))
    return float(function(r, np.array([v["done"]]), q1, q2, logp, v["gamma"], v["alpha"])[0])


def answer(v):
    return target(continuous.sac_target, v)


def mistakes(v):
    keys = ("T13.5/no_done", "T13.5/entropy_not_discounted") if v["done"] else ("T13.5/max_of_twins", "T13.5/entropy_sign", "T13.5/entropy_not_discounted")
    return {m.key: (m.message, target(m.mutant, v)) for m in misconceptions_of(continuous.sac_target, *keys)}


# %% [markdown]
# A step gave the reward {{ r }}{{ " and ended the episode" if done }}. In the state after it, the policy draws an action with $\ln\pi = {{ logp | neat }}$, to which SAC's two target critics give {{ q1 | neat }} and {{ q2 | neat }}. What is the target of the step, with $\gamma = {{ gamma | neat }}$ and
# the temperature $\alpha = {{ alpha | neat }}$?
# %% [raw]
# # END QUESTION
