# /// solution
# why = "Solves with the transposed matrix."
# scores = { q2 = 4 }
# fails = { q2 = ["the coin", "policies in random worlds", "policies that are sure, no future, one state"] }
# misconception = { q2 = "T13.1/P_transposed" }
# [[change]]
# question = "q2"
# old = "np.linalg.solve(np.eye(len(R)) - gamma * P_pi, R_pi)"
# new = "np.linalg.solve(np.eye(len(R)) - gamma * P_pi.T, R_pi)"
# ///
