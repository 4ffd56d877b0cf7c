# /// solution
# why = "Inverts what need not have an inverse."
# scores = { q1 = 2.5 }
# fails = { q1 = ["the parabola", "more functions than samples", "functions that repeat"] }
# misconception = { q1 = "T2.9/inverse" }
# [[change]]
# question = "q1"
# old = "    if lam == 0:\n        return np.linalg.pinv(Phi) @ y\n"
# new = ""
# [[change]]
# question = "q1"
# old = "np.linalg.solve(Phi.T @ Phi + lam * np.eye(Phi.shape[1]), Phi.T @ y)"
# new = "np.linalg.inv(Phi.T @ Phi + lam * np.eye(Phi.shape[1])) @ (Phi.T @ y)"
# ///
