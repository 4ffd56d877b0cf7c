# /// solution
# why = "Shortens small numbers beyond 0."
# scores = { q2 = 0 }
# fails = { q2 = ["three numbers", "atoms at right angles, and two alike", "thresholds of arrays", "a few steps", "many steps", "no step, no price, too high a price, one atom"] }
# misconception = { q2 = "T14.2/not_cut" }
# [[change]]
# question = "q2"
# old = "np.sign(u) * np.maximum(np.abs(u) - t, 0)"
# new = "u - t * np.sign(u)"
# ///
