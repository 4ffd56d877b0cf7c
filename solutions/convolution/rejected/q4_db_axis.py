# /// solution
# why = "Sums the bias gradient over the batch only."
# scores = { q4 = 2.5 }
# fails = { q4 = ["one row, two windows", "shapes of the gradients", "weights and biases"] }
# misconception = { q4 = "T5.2/db_axis" }
# [[change]]
# question = "q4"
# old = "dout.sum(axis=(0, 2, 3))"
# new = "dout.sum(axis=0)"
# ///
