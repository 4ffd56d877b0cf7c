# /// solution
# why = "Always takes one step."
# scores = { q2 = 1.5 }
# fails = { q2 = ["a few steps", "many steps", "no step, no price, too high a price, one atom"] }
# [[change]]
# question = "q2"
# old = "range(n_iter)"
# new = "range(1)"
# ///
