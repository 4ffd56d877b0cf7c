# /// solution
# why = "One hidden unit: x1 and not x2."
# scores = { q2 = 0 }
# fails = { q2 = ["three corners", "step units on all four corners", "rectified units on all four corners"] }
# misconception = { q2 = "T1.5/single_unit" }
# ///
# %% q2
def xor_network(kind):
    b = -0.5 if kind == "step" else 0.0
    return np.array([[1.0, -1.0]]), np.array([b]), np.array([[1.0]]), np.array([b])
