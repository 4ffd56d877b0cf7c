# /// solution
# why = "Calls every flat run converged."
# scores = { q5 = 4 }
# fails = { q5 = ["five kinds of runs", "which rule comes first"] }
# misconception = { q5 = "T4.7/flat_is_converged" }
# [[change]]
# question = "q5"
# old = 'return "underfitting" if train[-1] > 0.9 * train[0] else "converged"'
# new = 'return "converged"'
# ///
