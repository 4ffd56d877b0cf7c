# /// solution
# why = "A span of k times d."
# scores = { q5 = 4.5 }
# misconception = { q5 = "T5.5/span" }
# [[change]]
# question = "q5"
# old = "(k - 1) * d * jump"
# new = "(k * d - 1) * jump"
# ///
