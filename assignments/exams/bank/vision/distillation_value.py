# %% [raw]
# # BEGIN QUESTION
# name: distillation_value
# type: number
# points: 2
# title: Distillation
# topics: [T9.4]
# low: 0.01
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.misconceptions import misconceptions_of
from reference.vision import pretraining


def variant(rng):
    student, teacher = rng.integers(-3, 4, size=(2, 3))
    return {"student": student, "teacher": teacher, "T": int(rng.choice([2, 3, 4, 5]))}


def loss(function, v):
    student, teacher = (np.array([v[name]], dtype=float) for name in ("student", "teacher"))
    return function(student, teacher, float(v["T"]))


def answer(v):
    return loss(pretraining.knowledge_distillation_loss, v)


def mistakes(v):
    return {m.key: (m.message, loss(m.mutant, v)) for m in misconceptions_of(pretraining.knowledge_distillation_loss)}


# %% [markdown]
# For one image the teacher's logits are ${{ teacher | tex }}$, the student's ${{ student | tex }}$. What is the distillation loss at the
# temperature $T = {{ T }}$, the Kullback–Leibler divergence (in nats) of both tempered laws with the usual factor in front?
# %% [raw]
# # END QUESTION
