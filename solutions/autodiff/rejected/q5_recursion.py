# /// solution
# why = "Right, and calls itself for every value."
# scores = { q5 = 2.5 }
# fails = { q5 = ["a chain of 3,000 values"] }
# ///
# %% q5
def topological_order(root, parents):
    order, seen = [], set()

    def visit(v):
        if v not in seen:
            seen.add(v)
            for p in parents[v]:
                visit(p)
            order.append(v)

    visit(root)
    return order[::-1]
