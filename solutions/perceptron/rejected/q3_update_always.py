# /// solution
# why = "Moves the boundary after right answers, too."
# scores = { q3 = 2 }
# fails = { q3 = ["right answers change nothing", "twenty samples in a row"] }
# misconception = { q3 = "T1.4/update_always" }
# [[change]]
# question = "q3"
# old = "error = y - y_hat"
# new = "error = 2 * y - 1"
# ///
