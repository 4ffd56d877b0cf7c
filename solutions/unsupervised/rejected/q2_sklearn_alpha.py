# /// solution
# why = "Counts the penalty M times, as if the first term were a mean."
# scores = { q2 = 1 }
# fails = { q2 = ["atoms at right angles, and two alike", "a few steps", "many steps", "no step, no price, too high a price, one atom"] }
# misconception = { q2 = "T14.2/sklearn_alpha" }
# [[change]]
# question = "q2"
# old = "lam / L)"
# new = "len(x) * lam / L)"
# ///
