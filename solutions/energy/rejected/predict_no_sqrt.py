# /// solution
# why = "No roots on the way back."
# scores = { q6 = 3 }
# fails = { q6 = ["three steps of noise", "back by one jump"] }
# misconception = { q6 = "T11.7/no_sqrt" }
# [[change]]
# question = "q6"
# old = "(x_t - np.sqrt(1 - bar) * eps) / np.sqrt(bar)"
# new = "(x_t - (1 - bar) * eps) / bar"
# ///
