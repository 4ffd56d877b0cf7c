# /// solution
# why = "Adds k steps per layer."
# scores = { q5 = 3.5 }
# fails = { q5 = ["two layers, two poolings", "stacks without dilation", "stacks with dilation"] }
# misconception = { q5 = "T5.5/rf_adds_k" }
# [[change]]
# question = "q5"
# old = "(k - 1) * d * jump"
# new = "k * d * jump"
# ///
