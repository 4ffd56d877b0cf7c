# /// solution
# why = "Bumps whose width is not squared."
# scores = { q1 = 3.5 }
# fails = { q1 = ["bumps"] }
# misconception = { q1 = "T2.9/s_not_squared" }
# [[change]]
# question = "q1"
# old = "(2 * s**2)"
# new = "(2 * s)"
# ///
