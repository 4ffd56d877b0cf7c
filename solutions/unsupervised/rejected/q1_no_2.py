# /// solution
# why = "Bumps without the 2."
# scores = { q1 = 3 }
# fails = { q1 = ["rows of features", "bumps"] }
# misconception = { q1 = "T2.9/no_2" }
# [[change]]
# question = "q1"
# old = "(2 * s**2)"
# new = "s**2"
# ///
