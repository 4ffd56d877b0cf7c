# /// solution
# why = "Differentiates a layer that flips its kernel."
# scores = { q4 = 0.5 }
# fails = { q4 = ["one row, two windows", "weights and biases", "the image, stride 1", "the image, padded", "the image, with stride"] }
# misconception = { q4 = "T5.2/flip" }
# [[change]]
# question = "q4"
# old = "dout[:, :, i, j], w)"
# new = "dout[:, :, i, j], w[:, :, ::-1, ::-1])"
# [[change]]
# question = "q4"
# old = "dw, dout.sum"
# new = "dw[:, :, ::-1, ::-1], dout.sum"
# ///
