# %% [raw]
# # BEGIN QUESTION
# name: replayed_rows
# type: matrix
# points: 2
# title: A draw from the replay buffer
# topics: [T13.2]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.rl import value


def variant(rng):
    first, second = rng.choice(6, size=2, replace=False)
    draw = [first, second, first]
    return {"rewards": rng.choice(np.arange(-4, 10), size=6, replace=False), "idx": [int(i) for i in rng.permutation(draw)]}


def drawn(function, v):
    buffer = {"r": np.array(v["rewards"], dtype=float)}
    return function(buffer, np.array(v["idx"]))["r"]


def answer(v):
    return drawn(value.replay_sample, v)


def mistakes(v):
    found = misconceptions_of(value.replay_sample, "T13.2/in_order", "T13.2/latest")  # three numbers are asked for
    return {m.key: (m.message, drawn(m.mutant, v)) for m in found}


def accept(v):
    return v["idx"] != sorted(v["idx"]) and list(answer(v)) != list(drawn(value.replay_sample, {**v, "idx": [3, 4, 5]}))


# %% [markdown]
# A replay buffer holds six steps; their rewards, from the oldest (number 0) to the newest (number 5), are
#
# | step | {% for r in rewards %}{{ loop.index0 }} | {% endfor %}
# |---|{% for r in rewards %}---|{% endfor %}
# | reward | {% for r in rewards %}{{ r }} | {% endfor %}
#
# A batch of three is drawn with replacement, and the numbers that come are {{ idx[0] }}, {{ idx[1] }}, {{ idx[2] }}. Which rewards
# does the batch hold, in its order?
# %% [raw]
# # END QUESTION
