# /// solution
# why = "λ on every entry of the matrix."
# scores = { q1 = 1.5 }
# fails = { q1 = ["the parabola", "fits with and without a penalty", "more functions than samples", "functions that repeat"] }
# misconception = { q1 = "T2.9/ridge_everywhere" }
# [[change]]
# question = "q1"
# old = "lam * np.eye(Phi.shape[1])"
# new = "lam"
# ///
