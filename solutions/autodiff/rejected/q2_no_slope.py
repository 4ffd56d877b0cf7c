# /// solution
# why = "No slopes at all."
# scores = { q2 = 0 }
# misconception = { q2 = "T3.5/missing_fprime" }
# [[change]]
# question = "q2"
# old = "u = SLOPES[act](z) * flowing"
# new = "u = flowing"
# ///
