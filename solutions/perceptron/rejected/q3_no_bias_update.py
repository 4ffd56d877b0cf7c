# /// solution
# why = "The bias never learns."
# scores = { q3 = 2 }
# fails = { q3 = ["wrong answers move the boundary", "twenty samples in a row"] }
# misconception = { q3 = "T1.4/no_bias_update" }
# [[change]]
# question = "q3"
# old = "return w + eta * error * x, b + eta * error"
# new = "return w + eta * error * x, b"
# ///
