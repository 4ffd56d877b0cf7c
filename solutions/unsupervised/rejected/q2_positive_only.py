# /// solution
# why = "Cuts off all that is negative."
# scores = { q2 = 0.5 }
# fails = { q2 = ["three numbers", "thresholds of arrays", "a few steps", "many steps", "no step, no price, too high a price, one atom"] }
# [[change]]
# question = "q2"
# old = "np.sign(u) * np.maximum(np.abs(u) - t, 0)"
# new = "np.maximum(u - t, 0)"
# ///
