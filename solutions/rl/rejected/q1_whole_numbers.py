# /// solution
# why = "Cuts the returns to whole numbers, like an array that was made like a reward of whole numbers."
# scores = { q1 = 2 }
# fails = { q1 = ["episodes"] }
# [[change]]
# question = "q1"
# old = "G, after = np.zeros(len(r)), bootstrap"
# new = "G, after = np.zeros_like(r), bootstrap"
# ///
