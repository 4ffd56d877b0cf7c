# /// solution
# why = "Half a turn is 180, says the calculator."
# scores = { q1 = 2.5 }
# fails = { q1 = ["half-way down a cosine", "cosine from start to end", "warm-up, then cosine"] }
# misconception = { q1 = "T4.4/degrees" }
# [[change]]
# question = "q1"
# old = "np.cos(np.pi * t"
# new = "np.cos(180 * t"
# ///
