# /// solution
# why = "Semi-hard negatives may be nearer than the positive."
# scores = { q1 = 3.75 }
# fails = { q1 = ["one positive, four negatives", "semi-hard triplets"] }
# misconception = { q1 = "T12.1/harder_than_positive" }
# [[change]]
# question = "q1"
# old = "(d > D[a, p]) & (d < D[a, p] + alpha)"
# new = "d < D[a, p] + alpha"
# ///
