# /// solution
# why = "Averages over the batch."
# scores = { q1 = 3 }
# misconception = { q1 = "T3.4/mean" }
# [[change]]
# question = "q1"
# old = "d3 = out - y"
# new = "d3 = (out - y) / y.shape[1]"
# ///
