# /// solution
# why = "Averages the weight gradient over the batch."
# scores = { q4 = 3.5 }
# fails = { q4 = ["weights and biases"] }
# misconception = { q4 = "T5.2/dw_mean" }
# [[change]]
# question = "q4"
# old = "dw, dout.sum"
# new = "dw / len(x), dout.sum"
# ///
