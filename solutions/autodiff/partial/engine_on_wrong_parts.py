# /// solution
# why = "unbroadcast and the order are wrong; what calls them is right, and loses nothing."
# scores = { q3 = 0.5, q5 = 0.5 }
# [fails] # with the student's own answers; the points of q4 and q6 are those with the course's
# q3 = ["ones", "new axes, stretched axes, both"]
# q4 = ["stacks of matrices"]
# q5 = ["the graph of the text", "values that are used twice", "larger graphs"]
# q6 = ["sums, products and powers of numbers", "exp, log, tanh and relu", "arrays that broadcast", "tangled graphs"]
# ///
# %% q3
def unbroadcast(grad, shape):
    new = np.ndim(grad) - len(shape)
    return np.sum(grad, axis=tuple(range(new)))

# %% q5
def topological_order(root, parents):
    order, level = [], [root]
    while level:
        order += [v for v in level if v not in order]
        level = list(dict.fromkeys(p for v in level for p in parents[v] if p not in order))
    return order
