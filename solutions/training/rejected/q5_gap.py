# /// solution
# why = "Overfitting by the gap between the curves."
# scores = { q5 = 3.5 }
# misconception = { q5 = "T4.6/gap" }
# [[change]]
# question = "q5"
# old = "val[-1] > val[lowest] + tol and train[-1] < train[lowest]"
# new = "val[-1] > train[-1] + tol"
# ///
