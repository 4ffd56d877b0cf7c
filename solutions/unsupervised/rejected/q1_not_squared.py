# /// solution
# why = "Bumps with a peak, from the distance as it is."
# scores = { q1 = 3 }
# fails = { q1 = ["rows of features", "bumps"] }
# misconception = { q1 = "T2.9/not_squared" }
# [[change]]
# question = "q1"
# old = "(x[:, None] - centers) ** 2"
# new = "np.abs(x[:, None] - centers)"
# ///
