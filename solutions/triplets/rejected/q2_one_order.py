# /// solution
# why = "Of two like songs only the first one is an anchor."
# scores = { q2 = 0 }
# fails = { q2 = ["eight triplets", "one song alone, and nobody else", "triplets of several batches"] }
# misconception = { q2 = "T12.1/one_order" }
# [[change]]
# question = "q2"
# old = "if a != p and labels[a] == labels[p] != labels[n]"
# new = "if a < p and labels[a] == labels[p] != labels[n]"
# ///
