# /// solution
# why = "Every sample with all targets."
# scores = { q1 = 0 }
# misconception = { q1 = "T0.3/whole_target" }
# [[change]]
# question = "q1"
# old = "return self.X[i], self.Y[i]"
# new = "return self.X[i], self.Y"
# ///
