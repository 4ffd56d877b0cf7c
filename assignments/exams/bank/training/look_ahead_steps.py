# %% [raw]
# # BEGIN QUESTION
# name: look_ahead_steps
# type: number
# points: 2
# title: Looking ahead, and decaying
# topics: [T4.2, T4.6]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.training import optimizers, regularisers


def variant(rng):
    return {
        "ask": str(rng.choice(["nesterov", "decay"])), "theta": float(rng.choice([1, 2, 3])), "g": [int(x) for x in rng.choice([-4, -3, -2, 2, 3, 4], size=2, replace=False)],
        "lr": float(rng.choice([0.1, 0.2])), "beta": float(rng.choice([0.5, 0.8, 0.9])), "wd": float(rng.choice([0.1, 0.5])),
    }  # fmt: skip


def run(v, nesterov=optimizers.nesterov_step, decay=regularisers.weight_decay_step):
    theta, velocity = np.array([v["theta"]]), np.zeros(1)
    for g in v["g"]:
        grad = np.array([float(g)])
        if v["ask"] == "nesterov":
            theta, velocity = nesterov(theta, velocity, grad, v["lr"], v["beta"])
        else:
            theta = decay(theta, grad, v["lr"], v["wd"], True)
    return theta.item()


def answer(v):
    return run(v)


def mistakes(v):
    if v["ask"] == "nesterov":
        found = misconceptions_of(optimizers.nesterov_step, "T4.2/no_look_ahead", "T4.2/minus_beta", "T4.2/reset")
        return {m.key: (m.message, run(v, nesterov=m.mutant)) for m in found}
    found = misconceptions_of(regularisers.weight_decay_step, "T4.6/grows", "T4.6/decay_without_lr", "T4.6/twice", "T4.6/decays_new")
    return {m.key: (m.message, run(v, decay=m.mutant)) for m in found}


# %% [markdown]
# A parameter starts at $\theta = {{ theta | neat }}$; its gradients are {{ g[0] }} and {{ g[1] }}, the learning rate is {{ lr | neat }}. What is $\theta$ after two steps of
# {% if ask == "nesterov" %}Nesterov momentum as in torch, $v \leftarrow \beta v + g$, $\theta \leftarrow \theta - \alpha (g + \beta v)$ with $\beta = {{ beta | neat }}$ and $v = 0$ at the start?{% else %}gradient descent with **decoupled** weight decay, $\theta \leftarrow \theta - \alpha g - \alpha \omega \theta$ with $\omega = {{ wd | neat }}$?{% endif %}
# %% [raw]
# # END QUESTION
