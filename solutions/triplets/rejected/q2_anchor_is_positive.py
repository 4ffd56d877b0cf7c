# /// solution
# why = "A song may be its own positive."
# scores = { q2 = 0 }
# fails = { q2 = ["eight triplets", "one song alone, and nobody else", "triplets of several batches"] }
# misconception = { q2 = "T12.1/anchor_is_positive" }
# [[change]]
# question = "q2"
# old = "if a != p and labels[a] == labels[p] != labels[n]"
# new = "if labels[a] == labels[p] != labels[n]"
# ///
