# /// solution
# why = "The penalty once for each sample."
# scores = { q1 = 1.5 }
# fails = { q1 = ["the parabola", "fits with and without a penalty", "more functions than samples", "functions that repeat"] }
# misconception = { q1 = "T2.9/ridge_n" }
# [[change]]
# question = "q1"
# old = "lam * np.eye"
# new = "len(Phi) * lam * np.eye"
# ///
