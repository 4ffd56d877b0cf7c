# /// solution
# why = "A sigmoid's slope at the linear output, too."
# scores = { q1 = 0 }
# misconception = { q1 = "T3.5/sigmoid_on_linear_out" }
# [[change]]
# question = "q1"
# old = "d3 = out - y"
# new = "d3 = (out - y) * out * (1 - out)"
# ///
