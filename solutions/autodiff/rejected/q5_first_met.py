# /// solution
# why = "Lists a value when it is met first."
# scores = { q5 = 0.5 }
# misconception = { q5 = "T3.9/no_topological_order" }
# ///
# %% q5
def topological_order(root, parents):
    order, waiting = [], [root]
    while waiting:
        v = waiting.pop()
        if v not in order:
            order.append(v)
            waiting += parents[v]
    return order
