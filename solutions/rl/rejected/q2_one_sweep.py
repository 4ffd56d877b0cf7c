# /// solution
# why = "Stops after the first round."
# scores = { q2 = 3.5 }
# fails = { q2 = ["the best of both", "the best policies", "few rounds, equal actions"] }
# misconception = { q2 = "T13.1/one_sweep" }
# [[change]]
# question = "q2"
# old = "moved, V = np.abs(new - V).max(), new"
# new = "moved, V = 0, new"
# ///
