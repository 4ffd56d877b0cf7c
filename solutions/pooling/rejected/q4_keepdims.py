# /// solution
# why = "Keeps two axes of length one."
# scores = { q4 = 1 }
# fails = { q4 = ["random images"] }
# misconception = { q4 = "T5.4/keepdims" }
# ///
# %% q4
def global_avg_pool(x):
    return x.mean(axis=(2, 3), keepdims=True)
