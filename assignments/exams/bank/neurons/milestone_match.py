# %% [raw]
# # BEGIN QUESTION
# name: milestone_match
# type: choice
# points: 2
# title: Who, what, when
# topics: [T1.1]
# %% tags=["variant"]
from reference.lectures.history import milestones

TABLE = milestones()
NOTES = {  # of the curriculum, where a confusion has a name
    ("T3.4", 1986): "The table dates backpropagation earlier; 1986 is its popularisation.",
    ("T11.4", "Hinton, Sejnowski"): "They are credited with the Boltzmann machine, of which this is a special case.",
    ("T11.5", 1997): "1997 is the year of the LSTM.",
}


def variant(rng):
    row = int(rng.integers(len(TABLE)))
    return {"row": row, "what": TABLE[row].what, "ask": str(rng.choice(["who", "year"]))}


def said(x):
    return f"{-x} BC" if isinstance(x, int) and x < 0 else str(x)


def neighbours(v):
    """The three entries nearest in the table that differ from the right one and from each other."""
    right = getattr(TABLE[v["row"]], v["ask"])
    near = sorted(range(len(TABLE)), key=lambda i: abs(i - v["row"]))
    found = {}
    for i in near:
        entry = getattr(TABLE[i], v["ask"])
        if entry != right:
            found.setdefault(entry, TABLE[i])
    return dict(list(found.items())[:3])


def options(v):
    row = TABLE[v["row"]]
    wrong = {
        said(entry): NOTES.get((row.topic, entry), f"In the table that belongs to: {other.what}.")
        for entry, other in neighbours(v).items()
    }
    return {"right": [said(getattr(row, v["ask"]))], "wrong": wrong}


# %% [markdown]
# {{ "Whom does the lecture's table of milestones credit with" if ask == "who" else "Under which year does the lecture's table of milestones list" }}
# **{{ what }}**?
# %% [raw]
# # END QUESTION
