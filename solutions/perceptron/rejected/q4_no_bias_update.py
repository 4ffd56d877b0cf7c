# /// solution
# why = "The bias never learns."
# scores = { q4 = 0 }
# fails = { q4 = ["the AND function", "separable sets", "XOR never ends"] }
# misconception = { q4 = "T1.4/no_bias_update" }
# [[change]]
# question = "q4"
# old = "w, b, updates, clean = w + eta * error * x_i, b + eta * error, updates + 1, False"
# new = "w, b, updates, clean = w + eta * error * x_i, b + 0, updates + 1, False"
# ///
