# /// solution
# why = "Does not look at the ends of episodes."
# scores = { q6 = 2 }
# fails = { q6 = ["three steps", "advantages of several episodes", "λ = 0 and 1, γ = 0 and 1, one step, all ends"] }
# misconception = { q6 = "T13.4/done_ignored" }
# [[change]]
# question = "q6"
# old = "going_on = 1 - np.asarray(done, dtype=float)"
# new = "going_on = np.ones(len(r))"
# ///
