# /// solution
# why = "Compares the last validation loss with the first one."
# scores = { q5 = 4 }
# fails = { q5 = ["five kinds of runs", "which rule comes first"] }
# misconception = { q5 = "T4.7/val_from_start" }
# [[change]]
# question = "q5"
# old = "if val[-1] > val[lowest] + tol and"
# new = "if val[-1] > val[0] + tol and"
# ///
