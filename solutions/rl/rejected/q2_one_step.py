# /// solution
# why = "Takes the next reward for the value."
# scores = { q2 = 4 }
# fails = { q2 = ["the coin", "policies in random worlds", "policies that are sure, no future, one state"] }
# misconception = { q2 = "T13.1/one_step" }
# [[change]]
# question = "q2"
# old = "np.linalg.solve(np.eye(len(R)) - gamma * P_pi, R_pi)"
# new = "R_pi"
# ///
