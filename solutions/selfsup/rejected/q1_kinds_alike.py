# /// solution
# why = "Knows hard triplets only."
# scores = { q1 = 3.75 }
# fails = { q1 = ["one positive, four negatives", "semi-hard triplets"] }
# misconception = { q1 = "T12.1/kinds_alike" }
# [[change]]
# question = "q1"
# old = "if kind == \"hard\":"
# new = "if kind in (\"hard\", \"semi_hard\"):"
# [[change]]
# question = "q1"
# old = "negatives if kind == \"hard\" else negatives[(d > D[a, p]) & (d < D[a, p] + alpha)]"
# new = "negatives"
# ///
