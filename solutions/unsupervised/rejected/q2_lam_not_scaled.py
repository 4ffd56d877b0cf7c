# /// solution
# why = "Thresholds with λ."
# scores = { q2 = 1.5 }
# fails = { q2 = ["atoms at right angles, and two alike", "a few steps", "many steps"] }
# misconception = { q2 = "T14.2/lam_not_scaled" }
# [[change]]
# question = "q2"
# old = "lam / L)"
# new = "lam)"
# ///
