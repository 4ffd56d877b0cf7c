# %% [raw]
# # BEGIN QUESTION
# name: gan_step
# type: matrix
# points: 3
# title: One step of both players
# topics: [T10.4]
# %% tags=["variant"]
import numpy as np

from reference.generative import gan
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "x": int(rng.choice([-3, -2, 2, 3, 4])), "z": int(rng.choice([-2, -1, 1, 2])), "w": float(rng.choice([-1, -0.5, 0.5, 1])),
        "a": float(rng.choice([-1, 0.5, 1, 2])), "lr": float(rng.choice([0.1, 0.5])),
    }  # fmt: skip


def step(function, v):
    real, z, w = (np.array([v[name]], dtype=float) for name in ("x", "z", "w"))
    w, A = function(real[:, None], z[:, None], w, np.array([[v["a"]]]), v["lr"])
    return [w[0], A[0, 0]]


def answer(v):
    return step(gan.linear_gan_step, v)


def mistakes(v):
    return {m.key: (m.message, step(m.mutant, v)) for m in misconceptions_of(gan.linear_gan_step)}


# %% [markdown]
# The smallest GAN: the discriminator gives a number $x$ the logit $wx$, the generator makes the number $f = az$ of noise $z$. Now $w = {{ w | neat }}$, $a = {{ a | neat }}$; the one
# real number is $x = {{ x }}$, the noise $z = {{ z }}$, the learning rate {{ lr | neat }}.
#
# First the discriminator makes a step of gradient descent on $-\ln\sigma(wx) - \ln(1 - \sigma(wf))$, then the generator one on $-\ln\sigma(wf)$, as usual. Give $(w, a)$ after both.
# %% [raw]
# # END QUESTION
