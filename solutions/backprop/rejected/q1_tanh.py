# /// solution
# why = "Uses tanh."
# scores = { q1 = 0 }
# fails = { q1 = ["three values", "random arrays", "very large and very small"] }
# misconception = { q1 = "T3.1/tanh_instead" }
# ///
# %% q1
def sigmoid(z):
    return np.tanh(z)
