# /// solution
# why = "Forgets the threshold."
# scores = { q1 = 0 }
# fails = { q1 = ["OR gate", "random inputs", "nets of exactly zero"] }
# misconception = { q1 = "T1.3/returns_net" }
# ///
# %% q1
def mcp_neuron(x, w, b):
    return (x @ w + b).astype(x.dtype)
