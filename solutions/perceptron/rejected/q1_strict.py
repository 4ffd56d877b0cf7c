# /// solution
# why = "Fires only above zero."
# scores = { q1 = 1 }
# fails = { q1 = ["random inputs", "nets of exactly zero"] }
# misconception = { q1 = "T1.3/strict" }
# ///
# %% q1
def mcp_neuron(x, w, b):
    return (x @ w + b > 0).astype(x.dtype)
