# /// solution
# why = "As many columns as the degree."
# scores = { q1 = 3 }
# fails = { q1 = ["rows of features", "powers"] }
# misconception = { q1 = "T2.9/degree_off" }
# [[change]]
# question = "q1"
# old = "np.arange(degree + 1)"
# new = "np.arange(degree)"
# ///
