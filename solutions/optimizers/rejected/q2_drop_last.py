# /// solution
# why = "Loses the last, smaller batch."
# scores = { q2 = 1 }
# fails = { q2 = ["shuffled orders"] }
# misconception = { q2 = "T4.1/drop_last" }
# ///
# %% q2
def minibatches(perm, batch_size):
    return [perm[i * batch_size : (i + 1) * batch_size] for i in range(len(perm) // batch_size)]
