# %% [raw]
# # BEGIN QUESTION
# name: fit_report
# type: matrix
# points: 2
# title: How well a model has learned
# topics: [T2.8]
# %% tags=["variant"]
import numpy as np

from reference.linear import model_selection
from reference.misconceptions import misconceptions_of


def variant(rng):
    y = rng.integers(3, size=13)
    losses = rng.choice(np.arange(2, 30), size=2, replace=False) / 20
    return {"y": y, "y_hat": np.where(rng.random(13) < 0.6, y, rng.integers(3, size=13)), "losses": losses}


def report(v, accuracy=model_selection.accuracy, gap=model_selection.generalisation_gap):
    """Accuracy on the eight samples of the training set, on the five held out, and the gap of the losses."""
    y, y_hat = np.array(v["y"]), np.array(v["y_hat"])
    return [float(accuracy(y[:8], y_hat[:8])), float(accuracy(y[8:], y_hat[8:])), gap(*v["losses"])]


def answer(v):
    return report(v)


def mistakes(v):
    named = {m.key: (m.message, report(v, m.mutant)) for m in misconceptions_of(model_selection.accuracy)}
    keys = ["T2.8/gap_absolute"] * (v["losses"][1] < v["losses"][0]) or ["T2.8/gap_sign"]
    found = misconceptions_of(model_selection.generalisation_gap, *keys)
    return named | {m.key: (m.message, report(v, gap=m.mutant)) for m in found}


# %% [markdown]
# A classifier with the classes 0, 1, 2 was trained on eight samples and validated on five others:
#
# | | training | validation |
# |---|---|---|
# | true classes | {{ y[:8] | join(", ") }} | {{ y[8:] | join(", ") }} |
# | its answers | {{ y_hat[:8] | join(", ") }} | {{ y_hat[8:] | join(", ") }} |
# | mean loss | {{ losses[0] | neat }} | {{ losses[1] | neat }} |
#
# Give three numbers: the accuracy on the training set and on the validation set (as numbers from 0 to 1), and the generalisation
# gap of the loss with its sign, positive where the model does worse on what it has not seen.
# %% [raw]
# # END QUESTION
