# /// solution
# why = "Knows one inseparable function, XOR (parity), and forgets its negation."
# scores = { q1 = 2.5 }
# fails = { q1 = ["the sixteen functions of two inputs", "three and four inputs", "units that need larger weights"] }
# misconception = { q1 = "T1.5/xnor_forgotten" }
# ///
# %% q1
def decision_line(w, b):
    if w[1] == 0:
        raise ValueError("vertical")
    return -w[0] / w[1], -b / w[1]

def is_separable(X, y):
    parity = X.sum(axis=1) % 2
    return not np.array_equal(parity, y)
