# /// solution
# why = "Leaves the penalty out."
# scores = { q1 = 1.5 }
# fails = { q1 = ["the parabola", "fits with and without a penalty", "more functions than samples", "functions that repeat"] }
# misconception = { q1 = "T2.9/no_ridge" }
# [[change]]
# question = "q1"
# old = "np.linalg.solve(Phi.T @ Phi + lam * np.eye(Phi.shape[1]), Phi.T @ y)"
# new = "np.linalg.pinv(Phi) @ y"
# ///
