# /// solution
# why = "Averages the scales."
# scores = { q5 = 0.5 }
# fails = { q5 = ["there", "forth", "forth, when all stays or nothing does", "back", "back, when all stays or nothing does"] }
# [[change]]
# question = "q5"
# old = "+ t, s.sum(axis=1)"
# new = "+ t, s.mean(axis=1)"
# [[change]]
# question = "q5"
# old = "np.exp(-s), -s.sum(axis=1)"
# new = "np.exp(-s), -s.mean(axis=1)"
# ///
