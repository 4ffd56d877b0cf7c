# /// solution
# why = "Takes the largest singular value for L."
# scores = { q2 = 1 }
# fails = { q2 = ["atoms at right angles, and two alike", "a few steps", "many steps", "no step, no price, too high a price, one atom"] }
# [[change]]
# question = "q2"
# old = "np.linalg.norm(D, 2) ** 2"
# new = "np.linalg.norm(D, 2)"
# ///
