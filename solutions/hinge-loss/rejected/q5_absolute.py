# /// solution
# why = "The sum of absolute values."
# scores = { q5 = 0 }
# fails = { q5 = ["one layer", "several layers, both forms"] }
# misconception = { q5 = "T2.4/absolute" }
# [[change]]
# question = "q5"
# old = "np.sum(W**2)"
# new = "np.sum(np.abs(W))"
# ///
