# /// solution
# why = "Loses the sign."
# scores = { q2 = 0.5 }
# fails = { q2 = ["three numbers", "thresholds of arrays", "a few steps", "many steps", "no step, no price, too high a price, one atom"] }
# misconception = { q2 = "T14.2/no_sign" }
# [[change]]
# question = "q2"
# old = "np.sign(u) * np.maximum(np.abs(u) - t, 0)"
# new = "np.maximum(np.abs(u) - t, 0)"
# ///
