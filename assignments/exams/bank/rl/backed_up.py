# %% [raw]
# # BEGIN QUESTION
# name: backed_up
# type: matrix
# points: 3
# title: A value climbs the tree
# topics: [T13.7]
# %% tags=["variant"]
from reference.misconceptions import misconceptions_of
from reference.rl import puct


def variant(rng):
    path = [[int(rng.integers(1, 10)), float(rng.integers(-6, 7) / 2)] for _ in range(3)]
    return {"path": path, "value": float(rng.choice([-0.8, -0.5, -0.3, 0.2, 0.4, 0.6]))}


def climbed(function, v):
    return [list(edge) for edge in function([tuple(edge) for edge in v["path"]], v["value"])]


def answer(v):
    return climbed(puct.backup, v)


def mistakes(v):
    found = misconceptions_of(puct.backup, "T13.7/no_sign_change", "T13.7/sign_at_leaf", "T13.7/no_visit")
    return {m.key: (m.message, climbed(m.mutant, v)) for m in found}


# %% [markdown]
# A search of AlphaGo Zero went down three edges to a leaf. From the root down, they have the visits and sums of values $(N, W)$: {% for e in path %}$({{ e[0] }},\, {{ e[1] | neat }})${{ ", " if not loop.last }}{% endfor %}. For the player to move **at the leaf**, the network gives the value {{ value | neat }}. A
# sum of an edge is that of the player who moves there. Give $(N, W)$ of each edge after the backup, a row each, the root's first.
# %% [raw]
# # END QUESTION
