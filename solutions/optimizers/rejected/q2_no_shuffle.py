# /// solution
# why = "Ignores the shuffled order."
# scores = { q2 = 1 }
# fails = { q2 = ["shuffled orders"] }
# misconception = { q2 = "T4.1/no_shuffle" }
# ///
# %% q2
def minibatches(perm, batch_size):
    n = len(perm)
    return [np.arange(i, min(n, i + batch_size)) for i in range(0, n, batch_size)]
