# /// solution
# why = "Overflows for large inputs."
# scores = { q1 = 2 }
# fails = { q1 = ["very large and very small"] }
# misconception = { q1 = "T3.1/sigmoid_overflow" }
# ///
# %% q1
def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))
