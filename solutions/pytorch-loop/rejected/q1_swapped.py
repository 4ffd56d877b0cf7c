# /// solution
# why = "Target first."
# scores = { q1 = 0 }
# misconception = { q1 = "T0.3/swapped" }
# [[change]]
# question = "q1"
# old = "return self.X[i], self.Y[i]"
# new = "return self.Y[i], self.X[i]"
# ///
