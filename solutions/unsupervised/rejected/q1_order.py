# /// solution
# why = "The highest power first."
# scores = { q1 = 3 }
# fails = { q1 = ["rows of features", "powers"] }
# misconception = { q1 = "T2.9/order" }
# [[change]]
# question = "q1"
# old = "x[:, None] ** np.arange(degree + 1)"
# new = "np.vander(x, degree + 1)"
# ///
