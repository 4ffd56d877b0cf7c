# /// solution
# why = "Returns determinants."
# scores = { q5 = 0 }
# fails = { q5 = ["there", "and back again", "forth", "forth, when all stays or nothing does", "back", "back, when all stays or nothing does"] }
# misconception = { q5 = "T10.3/det_not_log" }
# [[change]]
# question = "q5"
# old = "+ t, s.sum(axis=1)"
# new = "+ t, np.exp(s.sum(axis=1))"
# [[change]]
# question = "q5"
# old = "np.exp(-s), -s.sum(axis=1)"
# new = "np.exp(-s), np.exp(-s.sum(axis=1))"
# ///
