# %% [raw]
# # BEGIN QUESTION
# name: project_rules
# type: multiple
# points: 2
# title: Choosing a paper
# topics: [T0.1]
# %% tags=["variant"]
from datetime import date, timedelta

from reference.lectures.mechanics import VENUES, validate_project

OTHER_VENUES = ("a workshop without proceedings", "a blog", "a PhD thesis", "a textbook")
DEADLINE = date(2024, 10, 13)
PEOPLE = ("", "one student", "two students", "three students")


def variant(rng):
    choices = []
    for _ in range(4):
        kept = rng.random(4) < 0.8
        choices.append({
            "size": int(rng.integers(1, 3)) if kept[0] else 3,
            "venue": str(rng.choice(VENUES if kept[1] else OTHER_VENUES)),
            "code": not kept[2],
            "days": int(rng.integers(0, 8)) if kept[3] else -int(rng.integers(1, 4)),
        })  # fmt: skip
    return {"choices": choices}


def broken(c):
    return validate_project(c["size"], c["venue"], c["code"], DEADLINE - timedelta(c["days"]), DEADLINE)


def text(c):
    days = abs(c["days"])
    when = f"{days} day{'s' * (days > 1)} {'before' if c['days'] > 0 else 'after'} the deadline" if days else "on the day of the deadline"
    code = "with an implementation of others on the web" if c["code"] else "without any implementation"
    return f"{PEOPLE[c['size']]}; a paper from {c['venue']}, {code}; chosen {when}"


def note(c):
    rule = broken(c)[0].partition(":")[0]
    return {
        "group_size": "Look at the number of people.",
        "venue": "Look at where the paper appeared.",
        "has_public_code": "Look at what exists already.",
        "picked": "Look at the date.",
    }[rule]


def options(v):
    right = [text(c) for c in v["choices"] if not broken(c)]
    return {"right": right, "wrong": {text(c): note(c) for c in v["choices"] if broken(c)}}


def accept(v):
    good = sum(not broken(c) for c in v["choices"])
    return 1 <= good <= 3 and len({text(c) for c in v["choices"]}) == 4


# %% [markdown]
# Which of these choices keep **all** rules of the course project? It reproduces a paper from one of the conferences that the
# syllabus names: ICLR, AACL, NeurIPS, ICML, CVPR, ECCV.
# %% [raw]
# # END QUESTION
