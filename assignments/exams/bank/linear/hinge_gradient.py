# %% [raw]
# # BEGIN QUESTION
# name: hinge_gradient
# type: matrix
# points: 4
# title: Gradient of the hinge loss
# topics: [T2.3, T2.4]
# %% tags=["variant"]
import numpy as np

from reference.linear import hinge
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "W": rng.integers(-1, 3, size=(3, 2)),
        "x": [int(i) for i in rng.choice([-2, -1, 1, 2, 3], size=2)],
        "y": int(rng.integers(3)),
        "delta": int(rng.integers(1, 6)),
        "lam": float(rng.choice([0.05, 0.1, 0.5])),
    }


def sample(v):
    """W, b, X, y: one sample and no bias."""
    W = np.array(v["W"], dtype=float)
    return W, np.zeros(len(W)), np.array([v["x"]], dtype=float), np.array([v["y"]])


def answer(v):
    return hinge.svm_loss_and_grad(*sample(v), v["delta"], v["lam"])[1]


def mistakes(v):
    W, b, X, y = sample(v)
    scores = hinge.linear_scores(X, W, b)
    named = {
        m.key: (m.message, m.mutant(scores, y, v["delta"]).T @ X + 2 * v["lam"] * W)
        for m in misconceptions_of(hinge.multiclass_hinge_grad_scores, "T2.3/true_row_once", "T2.3/no_true_row")
    }
    half = (misconceptions_of(hinge.svm_loss_and_grad, "T2.3/reg_half")[0].message, answer(v) - v["lam"] * W)
    none = ("The penalty has a gradient, too.", answer(v) - 2 * v["lam"] * W)
    return named | {"T2.3/reg_half": half, "T2.3/no_penalty": none}


def accept(v):
    scores = np.array(v["W"]) @ v["x"]
    margins = np.delete(scores - scores[v["y"]] + v["delta"], v["y"])
    return bool((margins > 0).all()) and bool(np.any(v["W"]))


# %% [markdown]
# A linear classifier $s = W x$ without bias has
#
# $$W = {{ W | tex }}, \qquad x = {{ x | tex }}, \qquad y = {{ y }},$$
#
# the classes (rows of $W$) being 0, 1, 2. For this one sample the loss is the multiclass hinge loss, summed over the wrong
# classes, with $\Delta = {{ delta }}$, plus the penalty $\lambda \sum_{ij} W_{ij}^2$ with $\lambda = {{ lam | neat }}$.
# Give its gradient with respect to $W$.
# %% [raw]
# # END QUESTION
