# /// solution
# why = "Steps away from the target."
# scores = { q4 = 0 }
# fails = { q4 = ["the AND function", "separable sets", "XOR never ends"] }
# misconception = { q4 = "T1.4/sign" }
# [[change]]
# question = "q4"
# old = "error = y_i - (1.0 if w @ x_i + b >= 0 else 0.0)"
# new = "error = (1.0 if w @ x_i + b >= 0 else 0.0) - y_i"
# ///
