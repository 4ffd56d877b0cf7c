# /// solution
# why = "Tosses a coin, whatever the policy says."
# scores = { q2 = 4.5 }
# fails = { q2 = ["policies in random worlds", "policies that are sure, no future, one state"] }
# misconception = { q2 = "T13.1/uniform" }
# [[change]]
# question = "q2"
# old = 'P_pi, R_pi = np.einsum("sa,sat->st", pi, P), (pi * R).sum(axis=1)'
# new = "P_pi, R_pi = P.mean(axis=1), R.mean(axis=1)"
# ///
