# /// solution
# why = "Subtracts the bias."
# scores = { q1 = 0 }
# fails = { q1 = ["OR gate", "random inputs", "nets of exactly zero"] }
# misconception = { q1 = "T1.3/bias_sign" }
# ///
# %% q1
def mcp_neuron(x, w, b):
    return (x @ w - b >= 0).astype(x.dtype)
