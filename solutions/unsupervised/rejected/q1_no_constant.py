# /// solution
# why = "Powers from 1 on."
# scores = { q1 = 3 }
# fails = { q1 = ["rows of features", "powers"] }
# misconception = { q1 = "T2.9/no_constant" }
# [[change]]
# question = "q1"
# old = "x[:, None] ** np.arange(degree + 1)"
# new = "x[:, None] ** np.arange(1, degree + 1)"
# ///
