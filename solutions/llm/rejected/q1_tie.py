# /// solution
# why = "Takes the largest of equally frequent pairs."
# scores = { q1 = 2 }
# fails = { q1 = ["other texts", "ties, and the end of the pairs", "five merges"] }
# misconception = { q1 = "T8.1/tie" }
# [[change]]
# question = "q1"
# old = "min(pairs, key=lambda pair: (-pairs[pair], pair))"
# new = "max(pairs, key=lambda pair: (pairs[pair], pair))"
# ///
