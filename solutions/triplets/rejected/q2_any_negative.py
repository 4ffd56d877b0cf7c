# /// solution
# why = "Every third song is a negative."
# scores = { q2 = 0.5 }
# fails = { q2 = ["one song alone, and nobody else", "triplets of several batches"] }
# misconception = { q2 = "T12.1/any_negative" }
# [[change]]
# question = "q2"
# old = "if a != p and labels[a] == labels[p] != labels[n]"
# new = "if a != p and labels[a] == labels[p] and n not in (a, p)"
# ///
