# /// solution
# why = "Takes the penalty as a whole number."
# scores = { q1 = 2 }
# fails = { q1 = ["fits with and without a penalty", "more functions than samples", "functions that repeat"] }
# [[change]]
# question = "q1"
# old = "lam * np.eye"
# new = "int(lam) * np.eye"
# ///
