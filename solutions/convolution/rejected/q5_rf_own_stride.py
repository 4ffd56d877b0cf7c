# /// solution
# why = "Multiplies with the layer's own stride, too."
# scores = { q5 = 3.5 }
# fails = { q5 = ["two layers, two poolings", "stacks without dilation", "stacks with dilation"] }
# misconception = { q5 = "T5.5/rf_own_stride" }
# [[change]]
# question = "q5"
# old = "(k - 1) * d * jump"
# new = "(k - 1) * d * jump * s"
# ///
