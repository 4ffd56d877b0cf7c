# %% [raw]
# # BEGIN QUESTION
# name: queue_rows
# type: matrix
# points: 2
# title: A queue of keys
# topics: [T12.4]
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.selfsup import moco


def variant(rng):
    drawn, K = [int(n) for n in rng.permutation(np.arange(10, 40))], int(rng.integers(4, 7))
    N = int(rng.integers(2, 4))
    return {"queue": drawn[:K], "keys": drawn[K : K + N], "ptr": int(rng.integers(K - N + 1, K))}


def state(function, v):
    queue, ptr = function(np.array(v["queue"], dtype=float)[:, None], v["ptr"], np.array(v["keys"], dtype=float)[:, None])
    return [*queue[:, 0], ptr]


def answer(v):
    return state(moco.queue_enqueue, v)


def mistakes(v):
    return {m.key: (m.message, state(m.mutant, v)) for m in misconceptions_of(moco.queue_enqueue)}


# %% [markdown]
# MoCo's queue has {{ queue | length }} places, counted from 0; for short, a key is a number here. Now it holds {{ queue | join(", ") }}, and its pointer, the place of the oldest key, is {{ ptr }}. The keys {{ keys | join(", ") }} come in, in this order. Give the
# queue after that, place by place, and the pointer after it as the last number.
# %% [raw]
# # END QUESTION
