# /// solution
# why = "Does not penalise the weight of the first column."
# scores = { q1 = 1.5 }
# fails = { q1 = ["the parabola", "fits with and without a penalty", "more functions than samples", "functions that repeat"] }
# [[change]]
# question = "q1"
# old = "lam * np.eye(Phi.shape[1])"
# new = "lam * np.diag(np.arange(Phi.shape[1]) > 0)"
# ///
