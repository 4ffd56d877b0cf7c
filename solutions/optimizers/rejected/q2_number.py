# /// solution
# why = "Takes the size for the number of batches."
# scores = { q2 = 1 }
# fails = { q2 = ["shuffled orders"] }
# misconception = { q2 = "T4.1/number_of_batches" }
# ///
# %% q2
def minibatches(perm, batch_size):
    size = -(-len(perm) // batch_size)
    return [perm[i : i + size] for i in range(0, len(perm), size)]
