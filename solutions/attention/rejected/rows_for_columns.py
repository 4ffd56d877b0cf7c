# /// solution
# why = "Scores with the keys in rows; a frequency for every column; no residuals."
# scores = { q1 = 3.5, q4 = 1, q6 = 1 }
# fails = { q1 = ["one query, three keys", "four ways to compare"], q4 = ["two rows", "clocks of other sizes", "another base, no position"], q6 = ["nothing but residuals and norms", "encoder layers", "encoder layers with a mask", "decoder layers", "decoder layers with other masks"] }
# misconception = { q1 = "T7.1/qk_swapped", q4 = "T7.4/same_freq", q6 = "T7.5/no_residual" }
# [[change]]
# question = "q1"
# old = "return np.tanh((q @ W1.T)[:, None] + k @ W2.T) @ v"
# new = "return (np.tanh((q @ W1.T)[:, None] + k @ W2.T) @ v).T"
# [[change]]
# question = "q1"
# old = "scores = (q @ W if kind == \"general\" else q) @ k.T"
# new = "scores = k @ (q @ W if kind == \"general\" else q).T"
# [[change]]
# question = "q6"
# old = "return x + part(layer_norm(x, *weights)) if norm_first else layer_norm(x + part(x), *weights)"
# new = "return part(layer_norm(x, *weights)) if norm_first else layer_norm(part(x), *weights)"
# ///
# %% q4
def sinusoidal_positional_encoding(T, d, base=10000.0):
    angles = np.arange(T)[:, None] / base ** (np.arange(d) / d)
    PE = np.zeros((T, d))
    PE[:, 0::2] = np.sin(angles[:, 0::2])
    PE[:, 1::2] = np.cos(angles[:, 1::2])
    return PE

def learned_positional_embedding(ids, table):
    return table[ids]
