# /// solution
# why = "Answers with plus and minus one."
# scores = { q1 = 0 }
# fails = { q1 = ["OR gate", "random inputs", "nets of exactly zero"] }
# misconception = { q1 = "T1.3/pm_output" }
# ///
# %% q1
def mcp_neuron(x, w, b):
    return np.where(x @ w + b >= 0, 1.0, -1.0).astype(x.dtype)
