# /// solution
# why = "relu lets every gradient through."
# scores = { q6 = 4 }
# misconception = { q6 = "T3.9/relu_passes" }
# [[change]]
# question = "q6"
# old = "g * (self.data > 0)"
# new = "g"
# ///
