# /// solution
# why = "Steps with a hard threshold."
# scores = { q2 = 1 }
# fails = { q2 = ["atoms at right angles, and two alike", "a few steps", "many steps", "no step, no price, too high a price, one atom"] }
# misconception = { q2 = "T14.2/hard" }
# [[change]]
# question = "q2"
# old = "soft_threshold(a + D.T @ (x - D @ a) / L, lam / L)"
# new = "a + D.T @ (x - D @ a) / L\n        a = a * (np.abs(a) > lam / L)"
# ///
