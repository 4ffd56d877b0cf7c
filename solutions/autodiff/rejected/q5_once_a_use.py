# /// solution
# why = "Visits a value as often as it is used; gives up in larger graphs."
# scores = { q5 = 0.5 }
# misconception = { q5 = "T3.9/once_a_use" }
# ///
# %% q5
def topological_order(root, parents):
    order, waiting = [], [root]
    while waiting and len(order) < 5000:
        v = waiting.pop()
        order.append(v)
        waiting += parents[v]
    return order
