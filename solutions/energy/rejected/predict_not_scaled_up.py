# /// solution
# why = "Not scaled up again."
# scores = { q6 = 3 }
# fails = { q6 = ["three steps of noise", "back by one jump"] }
# misconception = { q6 = "T11.7/not_scaled_up" }
# [[change]]
# question = "q6"
# old = " / np.sqrt(bar)"
# new = ""
# ///
