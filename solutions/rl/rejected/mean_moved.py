# /// solution
# why = "Looks at how far the states move on average."
# scores = { q2 = 4.5 }
# fails = { q2 = ["the best of both", "few rounds, equal actions"] }
# misconception = { q2 = "T13.1/mean_moved" }
# [[change]]
# question = "q2"
# old = "np.abs(new - V).max()"
# new = "np.abs(new - V).mean()"
# ///
