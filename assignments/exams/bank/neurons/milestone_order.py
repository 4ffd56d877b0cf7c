# %% [raw]
# # BEGIN QUESTION
# name: milestone_order
# type: choice
# points: 2
# title: Milestones in order
# topics: [T1.1]
# %% tags=["variant"]
from reference.lectures.history import milestones, order_milestones

ROWS = {row.topic: row for row in milestones()}
NOTES = {
    ("T1.3", "T1.8"): "The 1943 neuron had no learning rule; learning starts with Hebb and Rosenblatt.",
    ("T1.3", "T1.4"): "The 1943 neuron had no learning rule; learning starts with Hebb and Rosenblatt.",
    ("T6.4", "T11.5"): "LSTM is 1997, deep belief nets are 2006.",
}


def variant(rng):
    ids = order_milestones([str(i) for i in rng.choice(list(ROWS), size=4, replace=False)])
    return {"ids": [ids[i] for i in rng.permutation(4)]}


def listed(ids):
    return " → ".join(ROWS[i].what for i in ids)


def note(a, b):
    return NOTES.get((a, b), f"{ROWS[a].what} and {ROWS[b].what} are the wrong way round.")


def options(v):
    a, b, c, d = order_milestones(v["ids"])
    wrong = {
        listed([b, a, c, d]): note(a, b),
        listed([a, b, d, c]): note(c, d),
        listed([b, a, d, c]): f"{note(a, b)} {note(c, d)}",
    }
    return {"right": [listed([a, b, c, d])], "wrong": wrong}


def accept(v):
    return len({ROWS[i].year for i in v["ids"]}) == 4


def difficulty(v):
    years = sorted(ROWS[i].year for i in v["ids"])
    return 1.2 if min(years[1] - years[0], years[3] - years[2]) < 10 else 1.0


# %% [markdown]
# Which list has these milestones in the order of the lecture's table, oldest first?
# %% [raw]
# # END QUESTION
