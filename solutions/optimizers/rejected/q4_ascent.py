# /// solution
# why = "Adds the step."
# scores = { q4 = 1 }
# misconception = { q4 = "T4.3/ascent" }
# [[change]]
# question = "q4"
# old = "return theta - self.lr"
# new = "return theta + self.lr"
# ///
