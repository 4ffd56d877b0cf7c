# /// solution
# why = "Takes the worst competitor only."
# scores = { q2 = 2 }
# fails = { q2 = ["random scores", "a wide margin"] }
# misconception = { q2 = "T2.2/max_only" }
# [[change]]
# question = "q2"
# old = "return margins.sum() / len(y)"
# new = "return margins.max(axis=1).mean()"
# ///
