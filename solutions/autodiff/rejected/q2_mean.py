# /// solution
# why = "Averages the gradients of weights and biases."
# scores = { q2 = 1 }
# misconception = { q2 = "T3.4/mean" }
# [[change]]
# question = "q2"
# old = "u.T @ below"
# new = "u.T @ below / len(u)"
# [[change]]
# question = "q2"
# old = "u.sum(axis=0)"
# new = "u.mean(axis=0)"
# ///
