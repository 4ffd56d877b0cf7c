# /// solution
# why = "Leaves the slope out of the step."
# scores = { q4 = 1.5 }
# fails = { q4 = ["cubes", "a few steps", "signals that come apart", "no step, one signal, a slanted start"] }
# misconception = { q4 = "T14.1/no_slope" }
# [[change]]
# question = "q4"
# old = " - slope.mean(axis=0)[:, None] * W"
# new = ""
# ///
