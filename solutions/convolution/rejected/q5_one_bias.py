# /// solution
# why = "One bias for the layer."
# scores = { q5 = 3.5 }
# misconception = { q5 = "T5.3/one_bias" }
# [[change]]
# question = "q5"
# old = "weights + c_out if bias"
# new = "weights + 1 if bias"
# ///
