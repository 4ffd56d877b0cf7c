# %% [raw]
# # BEGIN QUESTION
# name: straight_path
# type: matrix
# points: 2
# title: Flow matching
# topics: [T11.8]
# %% tags=["variant"]
import numpy as np

from reference.energy import flow_matching
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {"x0": rng.integers(-5, 6, size=2) / 2, "x1": rng.integers(-5, 6, size=2), "t": float(rng.choice([0.1, 0.2, 0.25, 0.4, 0.6, 0.75, 0.8]))}


def path(v, point=flow_matching.fm_interpolate, target=flow_matching.fm_target):
    x0, x1 = np.array([v["x0"]], dtype=float), np.array([v["x1"]], dtype=float)
    return [point(x0, x1, v["t"])[0], target(x0, x1)[0]]


def answer(v):
    return path(v)


def mistakes(v):
    points, targets = misconceptions_of(flow_matching.fm_interpolate), misconceptions_of(flow_matching.fm_target)
    return {m.key: (m.message, path(v, point=m.mutant)) for m in points} | {m.key: (m.message, path(v, target=m.mutant)) for m in targets}


# %% [markdown]
# For flow matching on straight lines, the noise ${{ x0 | tex }}$ (at time 0) and the image ${{ x1 | tex }}$ (at time 1) were paired. Give, a row each, the point at which the network is asked at the time $t = {{ t | neat }}$, and the velocity that
# it should give there.
# %% [raw]
# # END QUESTION
