# /// solution
# why = "Leaves the bias out."
# scores = { q1 = 0 }
# fails = { q1 = ["OR gate", "random inputs", "nets of exactly zero"] }
# misconception = { q1 = "T1.3/no_bias" }
# ///
# %% q1
def mcp_neuron(x, w, b):
    return (x @ w >= 0).astype(x.dtype)
