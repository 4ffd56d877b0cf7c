# /// solution
# why = "Forgets 1/L at the step."
# scores = { q2 = 1 }
# fails = { q2 = ["atoms at right angles, and two alike", "a few steps", "many steps", "no step, no price, too high a price, one atom"] }
# [[change]]
# question = "q2"
# old = "(x - D @ a) / L"
# new = "(x - D @ a)"
# ///
