# /// solution
# why = "Overwrites instead of adding."
# scores = { q3 = 5 }
# fails = { q3 = ["shares, other strides"] }
# misconception = { q3 = "T5.4/assign" }
# [[change]]
# question = "q3"
# old = "j * stride : j * stride + size] += dout"
# new = "j * stride : j * stride + size] = dout"
# ///
