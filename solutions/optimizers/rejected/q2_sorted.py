# /// solution
# why = "Sorts every batch."
# scores = { q2 = 1 }
# misconception = { q2 = "T4.1/sorted" }
# ///
# %% q2
def minibatches(perm, batch_size):
    return [np.sort(perm[i : i + batch_size]) for i in range(0, len(perm), batch_size)]
