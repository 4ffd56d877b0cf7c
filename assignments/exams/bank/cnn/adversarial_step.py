# %% [raw]
# # BEGIN QUESTION
# name: adversarial_step
# type: matrix
# points: 2
# title: An adversarial example
# topics: [T5.9]
# %% tags=["variant"]
import numpy as np

from reference.cnn import inspection
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "x0": rng.integers(2, 9, size=3) / 10, "moved": rng.choice([-0.1, 0, 0.1], size=3), "grad": rng.choice([-2, -1.5, -0.5, 0.5, 1, 3], size=3),
        "kind": str(rng.choice(["FGSM", "PGD"])),
    }  # fmt: skip


def step(function, v):
    x0, grad = np.array(v["x0"]), np.array(v["grad"])
    if v["kind"] == "FGSM":
        return function(x0, grad, 0.25, 0.0, 1.0)
    return function(x0 + np.array(v["moved"]), x0, grad, 0.08, 0.1, 0.0, 1.0)


def right(v):
    return inspection.fgsm if v["kind"] == "FGSM" else inspection.pgd_step


def answer(v):
    return step(right(v), v)


def mistakes(v):
    keys = ["T5.9/descend", "T5.9/no_sign"] + (["T5.9/no_range"] if v["kind"] == "FGSM" else ["T5.9/no_projection", "T5.9/from_the_original"])
    return {m.key: (m.message, step(m.mutant, v)) for m in misconceptions_of(right(v), *keys)}


# %% [markdown]
# An input with three entries in [0, 1] is $x = {{ x0 | tex }}$.
# {% if kind == "FGSM" %}The gradient of the loss by the input is ${{ grad | tex }}$. Give the adversarial example that FGSM makes with $\epsilon = 0.25$.{% else %}An attack by projected gradient descent (PGD) with $\epsilon = 0.1$ and steps of $\alpha = 0.08$ has changed it by ${{ moved | tex }}$ so far; there the gradient of
# the loss by the input is ${{ grad | tex }}$. Where is it after the next step?{% endif %}
# %% [raw]
# # END QUESTION
