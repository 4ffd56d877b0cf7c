# /// solution
# why = "The wrong sign in the exponent."
# scores = { q1 = 0 }
# fails = { q1 = ["three values", "random arrays", "very large and very small"] }
# misconception = { q1 = "T3.1/plus_z" }
# ///
# %% q1
def sigmoid(z):
    return 0.5 * (1 - np.tanh(0.5 * z))
