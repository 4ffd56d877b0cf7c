# /// solution
# why = "Has the log-determinant of the way forth."
# scores = { q5 = 2.5 }
# fails = { q5 = ["and back again", "back", "back, when all stays or nothing does"] }
# misconception = { q5 = "T10.3/inverse_logdet" }
# [[change]]
# question = "q5"
# old = "np.exp(-s), -s.sum"
# new = "np.exp(-s), s.sum"
# ///
