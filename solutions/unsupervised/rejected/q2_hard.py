# /// solution
# why = "Keeps what is above the threshold as it is."
# scores = { q2 = 0 }
# fails = { q2 = ["three numbers", "atoms at right angles, and two alike", "thresholds of arrays", "a few steps", "many steps", "no step, no price, too high a price, one atom"] }
# misconception = { q2 = "T14.2/hard" }
# [[change]]
# question = "q2"
# old = "np.sign(u) * np.maximum(np.abs(u) - t, 0)"
# new = "np.where(np.abs(u) > t, u, 0.0)"
# ///
