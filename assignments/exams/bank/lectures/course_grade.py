# %% [raw]
# # BEGIN QUESTION
# name: course_grade
# type: number
# points: 2
# title: Final grade
# topics: [T0.1]
# low: 0
# high: 100
# %% tags=["variant"]
import numpy as np

from reference.lectures.mechanics import final_grade
from reference.misconceptions import misconceptions_of


def variant(rng):
    quizzes = [int(q) for q in rng.choice(range(40, 101, 5), size=4, replace=False)]
    return {"quizzes": quizzes, "final": int(rng.integers(8, 21)) * 5, "project": int(rng.integers(8, 21)) * 5}


def arguments(v):
    return np.array(v["quizzes"], dtype=float), v["final"], v["project"]


def answer(v):
    return final_grade(*arguments(v))


def mistakes(v):
    return {m.key: (m.message, m.mutant(*arguments(v))) for m in misconceptions_of(final_grade)}


# %% [markdown]
# The quizzes, together, make 20 % of the grade, the final exam 35 % and the project 45 %. All marks go from 0 to 100.
#
# A student had {{ quizzes | join(", ") }} in the quizzes, {{ final }} in the final exam and {{ project }} in the project.
# Which grade is that?
# %% [raw]
# # END QUESTION
