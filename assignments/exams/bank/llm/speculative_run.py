# %% [raw]
# # BEGIN QUESTION
# name: speculative_run
# type: matrix
# points: 2
# title: One pass of the large model
# topics: [T8.10]
# %% tags=["variant"]
import numpy as np

from reference.llm import speculative
from reference.misconceptions import misconceptions_of


def variant(rng):
    p, q = ([(1 + rng.multinomial(7, [1 / 3] * 3)) / 10 for _ in range(n)] for n in (3, 2))
    return {"p": p, "q": q, "drafted": rng.integers(0, 3, size=2), "u": rng.integers(9, 20, size=2) / 20 - 0.005, "last": float(rng.integers(1, 20)) / 20 - 0.005}


def run(function, v):
    found = [int(t) for t in function(np.array(v["p"]), np.array(v["q"]), v["drafted"], v["u"], v["last"])]
    return found + [-1] * (3 - len(found))


def answer(v):
    return run(speculative.speculative_step, v)


def mistakes(v):
    accepted = sum(t >= 0 for t in answer(v)) - 1
    keys = ["T8.10/no_bonus"] if accepted == 2 else ["T8.10/resample_p"]
    named = {m.key: (m.message, run(m.mutant, v)) for m in misconceptions_of(speculative.speculative_step, *keys)}
    if accepted < 2:
        named["T8.10/drafts_only"] = ("After a rejection one token is drawn.", answer(v)[:accepted] + [-1] * (3 - accepted))
    return named


def difficulty(v):
    return 0.7 + 0.3 * sum(t >= 0 for t in answer(v))


# %% [markdown]
# A small model drafts the tokens {{ drafted[0] }} and {{ drafted[1] }}, from the distributions $q_1, q_2$ over the tokens 0, 1, 2. The large model has $p_1, p_2$ at the same places and $p_3$ after both:
#
# | | token 0 | token 1 | token 2 |
# |---|---|---|---|
# {% for row in q %}| $q_{{ loop.index }}$ | {{ row | join(" | ") }} |
# {% endfor %}{% for row in p %}| $p_{{ loop.index }}$ | {{ row | join(" | ") }} |
# {% endfor %}
# A draft is accepted if its number $u$ is below its chance; the numbers are {{ u[0] }} and {{ u[1] }}. The last token is drawn with {{ last }}: the first whose cumulative probability is above it. Which tokens does the pass yield? Write −1 for each of the three places that stays empty.
# %% [raw]
# # END QUESTION
