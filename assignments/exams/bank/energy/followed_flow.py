# %% [raw]
# # BEGIN QUESTION
# name: followed_flow
# type: number
# points: 3
# title: Following a velocity
# topics: [T11.8]
# %% tags=["variant"]
import numpy as np

from reference.energy import flow_matching
from reference.misconceptions import misconceptions_of


def variant(rng):
    return {
        "a": float(rng.choice([-1.5, -0.5, 0.5, 1.5])), "b": int(rng.choice([-3, -2, 2, 3])), "x": int(rng.integers(-3, 4)),
        "steps": int(rng.choice([2, 4])), "method": str(rng.choice(["euler", "heun"])),
    }  # fmt: skip


def end(function, v):
    return float(function(lambda x, t: v["a"] * x + v["b"] * t, np.array([float(v["x"])]), v["steps"], v["method"])[0])


def answer(v):
    return end(flow_matching.ode_sample, v)


def mistakes(v):
    keys = ("T11.8/whole_steps", *(("T11.8/always_euler", "T11.8/second_slope_at_start") if v["method"] == "heun" else ("T11.8/time_reversed",)))
    return {m.key: (m.message, end(m.mutant, v)) for m in misconceptions_of(flow_matching.ode_sample, *keys)}


def accept(v):
    return v["method"] == "euler" or v["steps"] == 2


# %% [markdown]
# A trained flow has the velocity $v(x, t) = {{ a | neat }}\,x {{ "%+d" | format(b) }}\,t$. A sample starts at $x = {{ x }}$ (time 0) and is followed to time 1 in {{ steps }} equal steps of {{ "Euler's" if method == "euler" else "Heun's" }} method. Where does it end?
# %% [raw]
# # END QUESTION
