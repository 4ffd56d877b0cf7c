# /// solution
# why = "The second unit sees (1, 1) but does not switch the output off."
# scores = { q2 = 1 }
# fails = { q2 = ["step units on all four corners", "rectified units on all four corners"] }
# misconception = { q2 = "T1.5/nand_as_or" }
# ///
# %% q2
def xor_network(kind):
    W1 = np.array([[1.0, 1.0], [1.0, 1.0]])
    if kind == "step":
        return W1, np.array([-0.5, -1.5]), np.array([[1.0, 1.0]]), np.array([-0.5])
    return W1, np.array([0.0, -1.0]), np.array([[1.0, -1.0]]), np.array([0.0])
