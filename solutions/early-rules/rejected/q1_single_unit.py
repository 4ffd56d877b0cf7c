# /// solution
# why = "Believes that a single unit can compute everything."
# scores = { q1 = 2 }
# fails = { q1 = ["AND is, XOR is not", "the sixteen functions of two inputs", "three and four inputs", "units that need larger weights"] }
# misconception = { q1 = "T1.5/single_unit" }
# ///
# %% q1
def decision_line(w, b):
    if w[1] == 0:
        raise ValueError("vertical")
    return -w[0] / w[1], -b / w[1]

def is_separable(X, y):
    return True
