# %% [raw]
# # BEGIN QUESTION
# name: target_rate
# type: number
# points: 2
# title: How fast a target follows
# topics: [T12.5]
# low: 0
# high: 1
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.selfsup import byol


def variant(rng):
    total = int(rng.choice([4, 6, 10, 12, 20]))
    return {"step": int(rng.integers(1, total)), "total": total, "base": float(rng.choice([0.8, 0.85, 0.9, 0.95]))}


def answer(v):
    return byol.ema_decay_schedule(v["step"], v["total"], v["base"])


def mistakes(v):
    found = misconceptions_of(byol.ema_decay_schedule)
    return {m.key: (m.message, m.mutant(v["step"], v["total"], v["base"])) for m in found}


def accept(v):
    return abs(2 * v["step"] - v["total"]) > 0


# %% [markdown]
# BYOL's target network follows by $\xi \leftarrow \tau\xi + (1 - \tau)\theta$. Along a cosine, $\tau$ goes from $\tau_0 = {{ base | neat }}$ at step 0 to 1 at step {{ total }}. What is $\tau$ at step {{ step }}?
# %% [raw]
# # END QUESTION
