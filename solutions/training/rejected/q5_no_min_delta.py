# /// solution
# why = "Counts the smallest gain as an improvement."
# scores = { q5 = 5 }
# fails = { q5 = ["gains that are too small"] }
# misconception = { q5 = "T4.6/no_min_delta" }
# [[change]]
# question = "q5"
# old = "if loss < best - min_delta:"
# new = "if loss < best:"
# ///
