# /// solution
# why = "Takes a rising validation loss for a network that is too small."
# scores = { q5 = 4 }
# fails = { q5 = ["five kinds of runs", "which rule comes first"] }
# misconception = { q5 = "T4.7/more_capacity" }
# [[change]]
# question = "q5"
# old = 'return "overfitting"'
# new = 'return "underfitting"'
# ///
