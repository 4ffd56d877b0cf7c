# /// solution
# why = "Takes an equal loss for an improvement."
# scores = { q5 = 3 }
# fails = { q5 = ["patience of two", "curves that rest and fall again", "gains that are too small"] }
# misconception = { q5 = "T4.6/tie_improves" }
# [[change]]
# question = "q5"
# old = "if loss < best - min_delta:"
# new = "if loss <= best - min_delta:"
# ///
