# /// solution
# why = "Semi-hard negatives may be as far away as they like."
# scores = { q1 = 4.25 }
# fails = { q1 = ["semi-hard triplets"] }
# misconception = { q1 = "T12.1/no_margin" }
# [[change]]
# question = "q1"
# old = "(d > D[a, p]) & (d < D[a, p] + alpha)"
# new = "d > D[a, p]"
# ///
