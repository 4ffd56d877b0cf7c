# /// solution
# why = "Writes the returns over the rewards."
# scores = { q1 = 0.5 }
# fails = { q1 = ["three rewards", "episodes", "cut off, one reward, none, and γ = 0 and 1"] }
# [[change]]
# question = "q1"
# old = "G, after = np.zeros(len(r)), bootstrap"
# new = "G, after = r, bootstrap"
# ///
