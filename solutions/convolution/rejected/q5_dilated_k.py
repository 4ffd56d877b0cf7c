# /// solution
# why = "Takes d·k for the span of a dilated kernel."
# scores = { q5 = 4.5 }
# fails = { q5 = ["sizes with dilation"] }
# misconception = { q5 = "T5.3/dilated_k" }
# [[change]]
# question = "q5"
# old = "(dilation * (k - 1) + 1)"
# new = "dilation * k"
# ///
