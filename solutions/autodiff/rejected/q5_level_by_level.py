# /// solution
# why = "Level by level from the root."
# scores = { q5 = 0.5 }
# misconception = { q5 = "T3.9/level_by_level" }
# ///
# %% q5
def topological_order(root, parents):
    order, level = [], [root]
    while level:
        order += [v for v in level if v not in order]
        level = list(dict.fromkeys(p for v in level for p in parents[v] if p not in order))
    return order
