# /// solution
# why = "Predicts with a strict threshold."
# scores = { q3 = 1 }
# fails = { q3 = ["wrong answers move the boundary", "right answers change nothing", "twenty samples in a row"] }
# misconception = { q3 = "T1.4/strict_mix" }
# [[change]]
# question = "q3"
# old = "y_hat = 1.0 if w @ x + b >= 0 else 0.0"
# new = "y_hat = 1.0 if w @ x + b > 0 else 0.0"
# ///
