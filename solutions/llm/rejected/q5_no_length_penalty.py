# /// solution
# why = "Compares and returns plain sums."
# scores = { q5 = 4.5 }
# fails = { q5 = ["sequences of one length", "short against long"] }
# misconception = { q5 = "T8.5/no_length_penalty" }
# [[change]]
# question = "q5"
# old = "total / max(len(ids) - len(start), 1) ** length_penalty"
# new = "total"
# ///
