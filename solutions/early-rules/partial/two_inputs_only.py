# /// solution
# why = "Written for two inputs: no vertical boundary, no third input, and step units only."
# scores = { q1 = 3.5, q2 = 2, q3 = 2 }
# fails = { q1 = ["a vertical boundary", "three and four inputs", "units that need larger weights"], q2 = ["rectified units on all four corners"], q3 = ["every function of three inputs", "functions of four and five inputs"] }
# ///
# %% q1
def decision_line(w, b):
    return -w[0] / w[1], -b / w[1]

def is_separable(X, y):
    table = [int(v) for v in y]
    return table not in ([0, 1, 1, 0], [1, 0, 0, 1])

# %% q2
def xor_network(kind):
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([-0.5, -1.5]), np.array([[1.0, -1.0]]), np.array([-0.5])

# %% q3
def dnf_network(truth_table):
    W1, b1 = [], []
    for r, f in enumerate(truth_table):
        if f:
            first, second = r // 2 % 2, r % 2
            W1.append(([2 * first - 1] if len(truth_table) > 2 else []) + [2 * second - 1])
            b1.append(0.5 - second - (first if len(truth_table) > 2 else 0))
    return np.array(W1), np.array(b1), np.ones((1, len(b1))), np.array([-0.5])
