# /// solution
# why = "Goes up the slope."
# scores = { q2 = 1 }
# fails = { q2 = ["atoms at right angles, and two alike", "a few steps", "many steps", "no step, no price, too high a price, one atom"] }
# misconception = { q2 = "T14.2/step_sign" }
# [[change]]
# question = "q2"
# old = "a + D.T"
# new = "a - D.T"
# ///
