# %% [raw]
# # BEGIN QUESTION
# name: schedule_value
# type: number
# points: 2
# title: Learning-rate schedule
# topics: [T4.4]
# digits: 3
# low: 0
# high: 1
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.training import schedules


def variant(rng):
    kind = str(rng.choice(["inverse", "exponential", "step", "cosine"]))
    more = {
        "inverse": {"k": float(rng.choice([0.1, 0.2, 0.25, 0.5]))},
        "exponential": {"gamma": float(rng.choice([0.5, 0.8, 0.9]))},
        "step": {"s": int(rng.choice([2, 3, 4])), "gamma": float(rng.choice([0.1, 0.2, 0.5]))},
        "cosine": {"T": int(rng.choice([8, 10, 12, 20]))},
    }[kind]
    return {"kind": kind, "t": int(rng.integers(2, 8)), "lr0": float(rng.choice([0.05, 0.1, 0.2, 0.4])), "more": more}


def rate(function, v):
    return float(function(v["kind"], v["t"], v["lr0"], **v["more"]))


def answer(v):
    return rate(schedules.lr_schedule, v)


def mistakes(v):
    keys = {
        "inverse": ["T4.4/off_by_one", "T4.4/compound"],
        "exponential": ["T4.4/off_by_one"],
        "step": ["T4.4/floor"],
        "cosine": ["T4.4/off_by_one", "T4.4/half", "T4.4/degrees"],
    }[v["kind"]]
    return {m.key: (m.message, rate(m.mutant, v)) for m in misconceptions_of(schedules.lr_schedule, *keys)}


def difficulty(v):
    return {"inverse": 0.9, "exponential": 0.9, "step": 1.0, "cosine": 1.2}[v["kind"]]


# %% [markdown]
# Training starts in epoch $t = 0$ with the learning rate $\eta_0 = {{ lr0 | neat }}$, which then follows the
# {% if kind == "inverse" %}**inverse** schedule $\eta_t = \eta_0 / (1 + k t)$ with $k = {{ more.k | neat }}$.{% elif kind == "exponential" %}**exponential** schedule with the factor
# $\gamma = {{ more.gamma | neat }}$ per epoch.{% elif kind == "step" %}**step** schedule: it is multiplied by
# $\gamma = {{ more.gamma | neat }}$ every {{ more.s }} epochs.{% else %}**cosine** schedule without restarts, from $\eta_0$ to 0 in
# $T = {{ more.T }}$ epochs.{% endif %} What is the learning rate in epoch $t = {{ t }}$?
# %% [raw]
# # END QUESTION
