# /// solution
# why = "Adds up instead of averaging."
# scores = { q3 = 3 }
# fails = { q3 = ["four equal windows", "means, side by side", "means, other strides"] }
# misconception = { q3 = "T5.4/sum_window" }
# [[change]]
# question = "q3"
# old = "return means / size**2"
# new = "return means"
# ///
