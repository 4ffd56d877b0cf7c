# /// solution
# why = "The slope of relu at 0 is 1."
# scores = { q6 = 6.5 }
# misconception = { q6 = "T3.9/relu_at_0" }
# [[change]]
# question = "q6"
# old = "(self.data > 0)"
# new = "(self.data >= 0)"
# ///
