# %% [raw]
# # BEGIN QUESTION
# name: converged_epoch
# type: number
# points: 2
# title: When the loss no longer changes
# topics: [T4.1]
# integer: true
# low: 1
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.training import optimizers


def variant(rng):
    steps = rng.choice([-0.2, -0.1, -0.04, -0.03, -0.02, -0.01, 0.01, 0.03, 0.2], size=10)
    losses = [1.0]
    for step in steps:
        losses.append(round(losses[-1] + float(step), 2))
    return {"losses": losses, "tol": 0.05, "patience": int(rng.choice([2, 3]))}


def epoch(function, v):
    """The first epoch after which `function` stops; 0: never."""
    stops = (n for n in range(1, 12) if function(v["losses"][:n], v["tol"], v["patience"]))
    return next(stops, 0)


def answer(v):
    return epoch(optimizers.converged, v)


def mistakes(v):
    found = misconceptions_of(optimizers.converged, "T4.1/last_change_only", "T4.1/signed_change")
    early = ("A loss has one change fewer than values: p changes need p + 1 losses.", answer(v) - 1)
    return {m.key: (m.message, epoch(m.mutant, v)) for m in found} | {"T4.1/one_early": early}


def accept(v):
    return answer(v) > 0 and min(v["losses"]) > 0


# %% [markdown]
# Training stops after the first epoch at which **each** of the last {{ patience }} changes of the loss, up or down, is smaller than
# {{ tol | neat }}. Losses:
#
# | epoch | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 |
# |---|---|---|---|---|---|---|---|---|---|---|---|
# | loss | {% for x in losses %}{{ x | neat }} | {% endfor %}
#
# After which epoch does it stop?
# %% [raw]
# # END QUESTION
