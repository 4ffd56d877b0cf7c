# /// solution
# why = "Steps away from the target."
# scores = { q3 = 1 }
# fails = { q3 = ["one wrong answer", "wrong answers move the boundary", "twenty samples in a row"] }
# misconception = { q3 = "T1.4/sign" }
# [[change]]
# question = "q3"
# old = "error = y - y_hat"
# new = "error = y_hat - y"
# ///
