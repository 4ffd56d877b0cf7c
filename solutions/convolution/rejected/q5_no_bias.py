# /// solution
# why = "Counts the weights only."
# scores = { q5 = 3.5 }
# fails = { q5 = ["from 64 to 128 channels", "layers without groups", "layers with groups"] }
# misconception = { q5 = "T5.5/no_bias" }
# [[change]]
# question = "q5"
# old = "return weights + c_out if bias else weights"
# new = "return weights"
# ///
